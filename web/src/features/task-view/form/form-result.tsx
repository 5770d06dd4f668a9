import { Fragment, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type FormField, parseFormSchema } from '../../../../../common/src/forms/form-schema.js';
import { useCategories, useUnits } from '../../../lib/reference-data.js';
import { unpackDraft } from './form-draft.js';

/** What was submitted (or kept as draft), read-only, in the words of the form. */
export function FormResult({ schema, result }: { schema: unknown; result: unknown }) {
  const { t, i18n } = useTranslation('tasks');
  const english = i18n.language === 'en';
  const form = useMemo(() => parseFormSchema(schema), [schema]);
  const { categories } = useCategories();
  const { units } = useUnits();
  const kept = unpackDraft(result);
  if (!kept) return <p className="soft">{t('view.empty')}</p>;

  function words(field: FormField, value: unknown): string {
    const option = field.options.find((one) => one.value === value);
    if (option) return english ? option.labelEn || option.label : option.label;
    if (field.picker === 'category') return categories.find(({ code }) => code === value)?.path ?? String(value);
    if (field.picker === 'unit') return units.find(({ code }) => code === value)?.name ?? String(value);
    if (field.picker === 'attachments') {
      const names = new Map(kept?.files[field.key]?.map(({ id, name }) => [id, name]));
      return names.get(String(value)) ?? String(value);
    }
    if (typeof value === 'boolean') return t(value ? 'common:word.yes' : 'common:word.no');
    return String(value);
  }

  const filled = form.fields.filter((field) => {
    const value = kept.values[field.key];
    return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
  });
  return (
    <dl className="ys-facts">
      {filled.map((field) => {
        const value = kept.values[field.key];
        const list = Array.isArray(value) ? value : [value];
        return (
          <Fragment key={field.key}>
            <dt>{english ? field.labelEn || field.label : field.label}</dt>
            <dd style={{ whiteSpace: 'pre-wrap' }}>{list.map((one) => words(field, one)).join('、')}</dd>
          </Fragment>
        );
      })}
    </dl>
  );
}
