import { useTranslation } from 'react-i18next';
import type { CaseType } from '../../gql/schema.generated.js';

const TYPES: readonly CaseType[] = ['COMPLAINT', 'HELP', 'CONSULT', 'REPORT', 'SUGGESTION', 'PRAISE'];

type Props = { value: CaseType | null; error: string | undefined; onChange: (type: CaseType) => void };

/** The six types, each with the line that tells it from its neighbours; arrow keys move between them. */
export function TypeChoice({ value, error, onChange }: Props) {
  const { t } = useTranslation('intake');
  return (
    <fieldset className="ys-intake-types" aria-invalid={error ? true : undefined} aria-describedby="intake-type-error">
      <legend>{t('type')}</legend>
      <div>
        {TYPES.map((type, index) => (
          <label key={type} data-checked={value === type}>
            <input
              type="radio"
              name="intake-type"
              id={index === 0 ? 'intake-type' : undefined}
              checked={value === type}
              onChange={() => onChange(type)}
            />
            <span>
              <b>{t(`common:caseType.${type}`)}</b>
              <small>{t(`typeHelp.${type}`)}</small>
            </span>
          </label>
        ))}
      </div>
      <p id="intake-type-error" className="ys-field-error" role={error ? 'alert' : undefined}>
        {error}
      </p>
    </fieldset>
  );
}
