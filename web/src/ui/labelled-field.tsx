import { type ReactNode, useId } from 'react';
import './labelled-field.css';

type FieldNames = {
  id: string;
  /** For groups of radio buttons and the like, which a label cannot point at. */
  'aria-labelledby': string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
  status: 'error' | undefined;
};

type Props = {
  label: ReactNode;
  /** Said under the label, before anything is wrong. */
  help?: ReactNode;
  error?: string | null | undefined;
  children: (names: FieldNames) => ReactNode;
};

/** A control with its label above and what is wrong with it below, tied together for screen readers. */
export function LabelledField({ label, help, error, children }: Props) {
  const id = useId();
  const described = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
  return (
    <div className="ys-field" data-invalid={error ? 'true' : undefined}>
      <label id={`${id}-label`} htmlFor={id}>
        {label}
      </label>
      {help ? (
        <p id={`${id}-help`} className="ys-field-help">
          {help}
        </p>
      ) : null}
      {children({
        id,
        'aria-labelledby': `${id}-label`,
        'aria-describedby': described,
        'aria-invalid': error ? true : undefined,
        status: error ? 'error' : undefined,
      })}
      {error ? (
        <p id={`${id}-error`} className="ys-field-error" role="alert">
          {error}
        </p>
      ) : null}
    </div>
  );
}
