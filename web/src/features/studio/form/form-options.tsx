import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { TextEntry } from '../../../ui/text-entry.js';
import type { FormOption } from './form-model.js';

type Props = { options: readonly FormOption[]; onChange: (options: readonly FormOption[]) => void };

/** The answers of a choice: the word in both languages, and the value that is kept. */
export function FormOptions({ options, onChange }: Props) {
  const { t } = useTranslation('studio');
  const set = (index: number, change: Partial<FormOption>) =>
    onChange(options.map((option, at) => (at === index ? { ...option, ...change } : option)));
  const move = (index: number, by: number) => {
    const option = options[index];
    if (option && options[index + by]) onChange(options.toSpliced(index, 1).toSpliced(index + by, 0, option));
  };
  return (
    <fieldset className="ys-form-options">
      <legend>{t('form.options')}</legend>
      {options.map((option, index) => {
        const name = (part: string) => t(`form.${part}Of`, { number: index + 1 });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an answer has no name but its place while it is written.
          <div key={index} className="ys-form-option">
            <Cell label={name('optionLabel')} value={option.label} onCommit={(label) => set(index, { label })} />
            <Cell
              label={name('optionLabelEn')}
              value={option.labelEn ?? ''}
              placeholder="English"
              onCommit={(labelEn) => set(index, { labelEn })}
            />
            <Cell
              label={name('optionValue')}
              value={String(option.value)}
              onCommit={(value) => set(index, { value: sameKind(value, option.value) })}
            />
            <span className="ys-form-option-acts">
              <Button
                size="small"
                type="text"
                icon={<ArrowUpOutlined />}
                aria-label={name('optionUp')}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              />
              <Button
                size="small"
                type="text"
                icon={<ArrowDownOutlined />}
                aria-label={name('optionDown')}
                disabled={index === options.length - 1}
                onClick={() => move(index, 1)}
              />
              <Button
                size="small"
                type="text"
                icon={<DeleteOutlined />}
                aria-label={name('optionRemove')}
                onClick={() => onChange(options.toSpliced(index, 1))}
              />
            </span>
          </div>
        );
      })}
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() => onChange([...options, { value: freshValue(options), label: '', labelEn: '' }])}
      >
        {t('form.addOption')}
      </Button>
    </fieldset>
  );
}

function Cell(props: { label: string; value: string; placeholder?: string; onCommit: (value: string) => void }) {
  const { label, ...entry } = props;
  return <TextEntry {...entry} label={label} />;
}

/** A, B, C …, then V27 …: nobody's answer has it yet. */
function freshValue(options: readonly FormOption[]): string {
  const taken = new Set(options.map(({ value }) => String(value)));
  const letter = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].find((each) => !taken.has(each));
  return letter ?? `V${options.length + 1}`;
}

/** Numbers and yes-no values stay what they were where the text still is one. */
function sameKind(typed: string, before: FormOption['value']): FormOption['value'] {
  if (typeof before === 'number' && typed.trim() !== '' && Number.isFinite(Number(typed))) return Number(typed);
  if (typeof before === 'boolean' && (typed === 'true' || typed === 'false')) return typed === 'true';
  return typed;
}
