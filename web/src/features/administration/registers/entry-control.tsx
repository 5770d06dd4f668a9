import { Checkbox, Input, InputNumber, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { TeamsToChooseDocument } from '../../../gql/documents.generated.js';
import { AreaPicker } from '../../../ui/pickers/area-picker.js';
import { UnitPicker } from '../../../ui/pickers/unit-picker.js';
import type { Field, Values } from './register-view.js';

type Value = Values[string];
type Props = {
  field: Field;
  names: {
    id: string;
    'aria-labelledby': string;
    'aria-describedby': string | undefined;
    'aria-invalid': boolean | undefined;
    status: 'error' | undefined;
  };
  value: Value;
  /** Told, never written again. */
  isFixed: boolean;
  disabled: boolean;
  onChange: (value: Value) => void;
};

/** The control for a field of an entry. */
export function EntryControl({ field, names, value, isFixed, disabled, onChange }: Props) {
  const { t } = useTranslation('administration');
  const { 'aria-labelledby': labelledBy, status, ...rest } = names;
  const options = (field.options ?? []).map((option) => ({ value: option, label: t(`${field.words}.${option}`) }));
  if (isFixed) return <output id={names.id}>{String(value)}</output>;
  switch (field.control) {
    case 'number':
      return (
        <InputNumber
          {...rest}
          {...(status ? { status } : {})}
          value={value as number | null}
          min={0}
          max={1_000_000}
          precision={0}
          disabled={disabled}
          onChange={(number) => onChange(number)}
        />
      );
    case 'switch':
      return (
        <div>
          <Switch id={names.id} checked={value === true} disabled={disabled} onChange={(on) => onChange(on)} />
        </div>
      );
    case 'select':
      return (
        <Select
          {...rest}
          {...(status ? { status } : {})}
          value={value as string}
          options={options}
          disabled={disabled}
          onChange={(chosen: string) => onChange(chosen)}
        />
      );
    case 'checks':
      return (
        <fieldset className="ys-entry-checks" aria-labelledby={labelledBy} aria-describedby={names['aria-describedby']}>
          <Checkbox.Group
            value={value as string[]}
            options={options}
            disabled={disabled}
            onChange={(chosen) => onChange(chosen as string[])}
          />
        </fieldset>
      );
    case 'unit':
      return (
        <UnitPicker
          id={names.id}
          value={value as string | null}
          onChange={onChange}
          disabled={disabled}
          invalid={status === 'error'}
        />
      );
    case 'area':
      return <AreaPicker id={names.id} value={value as string | null} onChange={onChange} disabled={disabled} />;
    case 'team':
      return <TeamChoice id={names.id} value={value as string | null} onChange={onChange} disabled={disabled} />;
    default:
      return (
        <Input
          {...rest}
          {...(status ? { status } : {})}
          value={(value as string | null) ?? ''}
          maxLength={100}
          disabled={disabled}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={({ target }) => onChange(target.value === '' && field.optional ? null : target.value)}
        />
      );
  }
}

function TeamChoice(props: {
  id: string;
  value: string | null;
  onChange: (value: string | null) => void;
  disabled: boolean;
}) {
  const { t } = useTranslation('administration');
  const [{ data }] = useQuery({ query: TeamsToChooseDocument, requestPolicy: 'cache-and-network' });
  return (
    <Select
      id={props.id}
      value={props.value}
      options={data?.adminTeams.nodes.map(({ code, name }) => ({ value: code, label: name })) ?? []}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      placeholder={t('chooseTeam')}
      disabled={props.disabled}
      onChange={(code?: string) => props.onChange(code ?? null)}
    />
  );
}
