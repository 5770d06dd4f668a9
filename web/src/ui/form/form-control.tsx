import { Checkbox, DatePicker, Input, InputNumber, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import type { FormField, OptionValue } from '../../../../common/src/forms/form-schema.js';
import { AttachmentUpload } from '../attachments/attachment-upload.js';
import type { UploadedFile } from '../attachments/upload-attachment.js';
import { CasePicker } from '../pickers/case-picker.js';
import { CategoryPicker } from '../pickers/category-picker.js';
import { UnitPicker } from '../pickers/unit-picker.js';

type FormControlProps = {
  field: FormField;
  value: unknown;
  english: boolean;
  disabled: boolean;
  names: {
    id: string;
    'aria-labelledby'?: string;
    'aria-describedby'?: string | undefined;
    'aria-invalid'?: boolean | undefined;
    status?: 'error' | undefined;
  };
  files: UploadedFile[];
  onChange: (value: unknown) => void;
  onFiles: (change: (files: UploadedFile[]) => UploadedFile[]) => void;
  onBusy: (busy: boolean) => void;
};

/** The control of a form-js field, in our components. */
export function FormControl(props: FormControlProps) {
  const { field, value, english, names, onChange } = props;
  const disabled = props.disabled || field.disabled || field.readonly;
  const options = field.options.map((option) => ({
    value: option.value as string | number,
    label: english ? option.labelEn || option.label : option.label,
  }));
  const text = typeof value === 'string' ? value : '';

  if (field.picker) return <Picker {...props} disabled={disabled} />;
  switch (field.type) {
    case 'textfield':
      return (
        <Input
          {...names}
          value={text}
          disabled={disabled}
          maxLength={field.maxLength ?? 500}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'textarea':
      return (
        <Input.TextArea
          {...names}
          value={text}
          disabled={disabled}
          autoSize={{ minRows: 3, maxRows: 14 }}
          count={field.maxLength ? { show: text.length > field.maxLength * 0.8, max: field.maxLength } : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'number':
      return (
        <InputNumber
          {...names}
          value={typeof value === 'number' ? value : null}
          disabled={disabled}
          precision={field.decimalDigits ?? undefined}
          onChange={(next) => onChange(next)}
          style={{ width: 160 }}
        />
      );
    case 'checkbox':
      return (
        <Checkbox
          id={names.id}
          checked={value === true}
          disabled={disabled}
          onChange={(event) => onChange(event.target.checked)}
        />
      );
    case 'radio':
      return (
        <Radio.Group
          id={names.id}
          aria-labelledby={names['aria-labelledby']}
          aria-invalid={names['aria-invalid']}
          value={value}
          options={options}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'select':
      return (
        <Select
          {...names}
          value={(value ?? undefined) as OptionValue | undefined}
          options={options}
          disabled={disabled}
          allowClear={!field.required}
          showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false}
          onChange={(next?: OptionValue) => onChange(next ?? null)}
          style={{ width: '100%' }}
        />
      );
    case 'checklist':
      return (
        <Checkbox.Group
          aria-labelledby={names['aria-labelledby']}
          value={Array.isArray(value) ? (value as string[]) : []}
          options={options}
          disabled={disabled}
          onChange={onChange}
          style={{ display: 'grid', gap: 4 }}
        />
      );
    case 'datetime':
      return <DateControl {...props} disabled={disabled} />;
  }
}

function Picker({ field, value, disabled, names, files, onChange, onFiles, onBusy }: FormControlProps) {
  const common = { id: names.id, disabled, invalid: names.status === 'error', onChange };
  const text = typeof value === 'string' ? value : null;
  switch (field.picker) {
    case 'category':
      return <CategoryPicker {...common} value={text} />;
    case 'unit':
      return <UnitPicker {...common} value={text} leading />;
    case 'case':
      return <CasePicker {...common} value={text} />;
    default:
      return disabled ? (
        <ul>
          {files.map((file) => (
            <li key={file.id}>
              <a href={`/attachments/${file.id}`}>{file.name}</a>
            </li>
          ))}
        </ul>
      ) : (
        <AttachmentUpload files={files} onChange={onFiles} onBusy={onBusy} />
      );
  }
}

function DateControl({ field, value, disabled, names, onChange }: FormControlProps) {
  const time = field.subtype !== 'date';
  const parsed = typeof value === 'string' ? dayjs(field.subtype === 'time' ? `2000-01-01T${value}` : value) : null;
  return (
    <DatePicker
      id={names.id}
      status={names.status}
      value={parsed?.isValid() ? parsed : null}
      disabled={disabled}
      picker={field.subtype === 'time' ? 'time' : 'date'}
      showTime={field.subtype === 'datetime' ? { format: 'HH:mm' } : false}
      format={field.subtype === 'time' ? 'HH:mm' : time ? 'YYYY-MM-DD HH:mm' : 'YYYY-MM-DD'}
      onChange={(next) => {
        const moment = Array.isArray(next) ? next[0] : next;
        if (!moment) onChange(null);
        else if (field.subtype === 'time') onChange(moment.format('HH:mm'));
        else onChange(time ? moment.toISOString() : moment.format('YYYY-MM-DD'));
      }}
    />
  );
}
