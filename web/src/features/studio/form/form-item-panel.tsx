import { Checkbox, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { FIELD_TYPES } from '../../../../../common/src/forms/form-schema.js';
import { LabelledField } from '../../../ui/labelled-field.js';
import { TextEntry } from '../../../ui/text-entry.js';
import {
  type FormComponent,
  hasOptions,
  type ItemType,
  isField,
  mayBeVariable,
  withCondition,
  withProperty,
  withRule,
  withType,
  withWidth,
} from './form-model.js';
import { FormOptions } from './form-options.js';

type Props = { item: FormComponent; onChange: (item: FormComponent) => void };

const PICKERS = ['category', 'unit', 'case', 'attachments'];
const KEY = /^[A-Za-z_]\w{0,63}$/;

/** What one question of a form is. */
export function FormItemPanel({ item, onChange }: Props) {
  const { t } = useTranslation('studio');
  const property = (name: string) => String(item.properties?.[name] ?? '');
  const text = (label: string, value: string, onCommit: (value: string) => void, lines = false, help?: string) => (
    <LabelledField label={t(label)} help={help ? t(help) : undefined}>
      {({ id }) => <TextEntry id={id} value={value} lines={lines} onCommit={onCommit} />}
    </LabelledField>
  );

  if (!isField(item.type)) {
    return (
      <div className="ys-step">
        <p className="ys-step-type">
          <strong>{t(`fieldType.${item.type}`, { defaultValue: item.type })}</strong>
        </p>
        {item.type === 'text' ? (
          <>
            {text('form.text', item.text ?? '', (next) => onChange({ ...item, text: next }), true)}
            {text('form.textEn', property('textEn'), (next) => onChange(withProperty(item, 'textEn', next)), true)}
          </>
        ) : null}
        {item.type === 'group' ? (
          <>
            {text('form.label', item.label ?? '', (label) => onChange({ ...item, label }))}
            {text('form.labelEn', property('labelEn'), (next) => onChange(withProperty(item, 'labelEn', next)))}
          </>
        ) : null}
        {item.type === 'separator' ? null : <Hide item={item} onChange={onChange} />}
      </div>
    );
  }

  const isVariable = item.properties?.output === true || item.properties?.output === 'true';
  return (
    <div className="ys-step">
      {text('form.label', item.label ?? '', (label) => onChange({ ...item, label }))}
      {text('form.labelEn', property('labelEn'), (next) => onChange(withProperty(item, 'labelEn', next)))}
      <LabelledField label={t('form.type')}>
        {({ id }) => (
          <Select
            id={id}
            value={item.type}
            options={FIELD_TYPES.map((value) => ({ value, label: t(`fieldType.${value}`) }))}
            onChange={(type) => onChange(withType(item, type as ItemType))}
          />
        )}
      </LabelledField>
      <LabelledField
        label={t('form.key')}
        help={t('form.keyHelp')}
        error={KEY.test(item.key ?? '') ? undefined : t('form.badKey')}
      >
        {({ id }) => (
          <TextEntry
            id={id}
            value={item.key ?? ''}
            onCommit={(key) => onChange({ ...item, key: key.trim(), id: `field_${key.trim()}` })}
          />
        )}
      </LabelledField>
      {hasOptions(item.type) ? (
        <FormOptions options={item.values ?? []} onChange={(values) => onChange({ ...item, values })} />
      ) : null}
      {item.type === 'textfield' ? (
        <LabelledField label={t('form.picker')}>
          {({ id }) => (
            <Select
              id={id}
              value={property('picker') || undefined}
              placeholder={t('form.pickerNone')}
              allowClear
              options={PICKERS.map((value) => ({ value, label: t(`picker.${value}`) }))}
              onChange={(picker?: string) => onChange(withProperty(item, 'picker', picker))}
            />
          )}
        </LabelledField>
      ) : null}
      {item.type === 'datetime' ? (
        <LabelledField label={t('form.subtype')}>
          {({ id }) => (
            <Select
              id={id}
              value={item.subtype ?? 'date'}
              options={['date', 'time', 'datetime'].map((value) => ({ value, label: t(`subtype.${value}`) }))}
              onChange={(subtype) => onChange({ ...item, subtype })}
            />
          )}
        </LabelledField>
      ) : null}
      <div className="ys-form-checks">
        <Checkbox
          checked={item.validate?.required === true}
          onChange={({ target }) => onChange(withRule(item, 'required', target.checked || undefined))}
        >
          {t('form.required')}
        </Checkbox>
        {isVariable || mayBeVariable(item) ? (
          <Checkbox
            checked={isVariable}
            onChange={({ target }) => onChange(withProperty(item, 'output', target.checked || undefined))}
          >
            {t('form.output')}
          </Checkbox>
        ) : null}
        <Checkbox
          checked={item.layout?.columns === 8}
          onChange={({ target }) => onChange(withWidth(item, target.checked))}
        >
          {t('form.half')}
        </Checkbox>
      </div>
      <p className="soft small">{t(mayBeVariable(item) ? 'form.outputHelp' : 'form.outputNever')}</p>
      {item.type === 'textfield' || item.type === 'textarea' ? (
        <Limit item={item} rule="maxLength" onChange={onChange} />
      ) : null}
      {item.type === 'number' ? (
        <div className="ys-form-pair">
          <Limit item={item} rule="min" onChange={onChange} />
          <Limit item={item} rule="max" onChange={onChange} />
        </div>
      ) : null}
      {text('form.description', item.description ?? '', (next) => {
        const { description: _, ...kept } = item;
        onChange(next ? { ...item, description: next } : kept);
      })}
      {text('form.descriptionEn', property('descriptionEn'), (next) =>
        onChange(withProperty(item, 'descriptionEn', next)),
      )}
      <Hide item={item} onChange={onChange} />
    </div>
  );
}

function Hide({ item, onChange }: Props) {
  const { t } = useTranslation('studio');
  return (
    <LabelledField label={t('form.hide')} help={t('form.hideHelp')}>
      {({ id }) => (
        <TextEntry
          id={id}
          value={item.conditional?.hide ?? ''}
          placeholder={'=solved = "YES"'}
          onCommit={(hide) => onChange(withCondition(item, hide))}
        />
      )}
    </LabelledField>
  );
}

function Limit({ item, rule, onChange }: Props & { rule: 'maxLength' | 'min' | 'max' }) {
  const { t } = useTranslation('studio');
  const value = item.validate?.[rule];
  return (
    <LabelledField label={t(`form.${rule}`)}>
      {({ id }) => (
        <InputNumber
          id={id}
          value={value === undefined || value === '' ? null : Number(value)}
          onChange={(next) => onChange(withRule(item, rule, next ?? undefined))}
        />
      )}
    </LabelledField>
  );
}
