import { Input } from 'antd';
import type { ReactNode } from 'react';
import { LabelledField } from './labelled-field.js';

type Props = {
  label: ReactNode;
  help?: ReactNode;
  error?: string | null;
  value: string;
  onChange: (value: string) => void;
  maxLength?: number;
  /** A note beside other fields instead of what the form is about. */
  small?: boolean;
  autoFocus?: boolean;
};

/** A few sentences in a field that grows with them. */
export function WordsField({ value, onChange, maxLength = 2000, small = false, autoFocus = false, ...field }: Props) {
  return (
    <LabelledField {...field}>
      {(names) => (
        <Input.TextArea
          {...names}
          autoFocus={autoFocus}
          autoSize={small ? { minRows: 2, maxRows: 8 } : { minRows: 3, maxRows: 10 }}
          maxLength={maxLength}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </LabelledField>
  );
}
