import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { parseFormSchema } from '../../../../../common/src/forms/form-schema.js';
import type { ModelChange } from '../../../../../common/src/model-diff/model-change.js';
import { FormFields } from '../../../ui/form/form-fields.js';
import { firstValues } from '../../../ui/form/form-values.js';
import { readForm } from '../form/form-model.js';
import { type Side, seenOn } from './sides.js';

type Props = { before: string; after: string; changes: readonly ModelChange[]; pointed: string | null };

/** Both forms beside each other as handlers see them, conditional fields too, with what differs marked. */
export function ComparedForms({ before, after, ...marks }: Props) {
  const { t } = useTranslation('studio');
  return (
    <div className="ys-compared">
      <MarkedForm label={t('release.before')} content={before} side="REMOVED" {...marks} />
      <MarkedForm label={t('release.after')} content={after} side="ADDED" {...marks} />
    </div>
  );
}

type SideProps = {
  label: string;
  content: string;
  side: Side;
  changes: readonly ModelChange[];
  pointed: string | null;
};

function MarkedForm({ label, content, side, changes, pointed }: SideProps) {
  const { t } = useTranslation('studio');
  const host = useRef<HTMLDivElement>(null);
  const schema = useMemo(() => {
    const form = readForm(content);
    return form ? parseFormSchema(form) : null;
  }, [content]);

  useEffect(() => {
    const seen = seenOn(side, changes);
    for (const field of fieldsIn(host.current)) {
      const change = seen.get(field.dataset.field ?? '');
      if (change) field.dataset.change = change.kind;
      else delete field.dataset.change;
      field.title = change ? t(`changes.${change.kind}`) : '';
    }
  }, [side, changes, t]);

  useEffect(() => {
    const field = fieldsIn(host.current).find(({ dataset }) => dataset.field === pointed);
    field?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  }, [pointed]);

  return (
    <figure className="ys-compared-side">
      <figcaption>{label}</figcaption>
      {schema ? (
        <div ref={host} className="ys-compared-form" inert>
          <FormFields
            items={schema.items}
            draft={{ values: firstValues(schema, {}), files: {} }}
            problems={{}}
            disabled={false}
            onValue={() => {}}
            onFiles={() => {}}
            onBusy={() => {}}
          />
        </div>
      ) : (
        <p className="soft">{t('form.broken')}</p>
      )}
    </figure>
  );
}

const fieldsIn = (host: HTMLElement | null): HTMLElement[] => [
  ...(host?.querySelectorAll<HTMLElement>('[data-field]') ?? []),
];
