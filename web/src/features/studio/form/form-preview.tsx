import { Button, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseFormSchema } from '../../../../../common/src/forms/form-schema.js';
import { validateForm } from '../../../../../common/src/forms/validate-form.js';
import { visibleItems } from '../../../../../common/src/forms/visible-fields.js';
import { type FieldProblem, FormFields } from '../../../ui/form/form-fields.js';
import { type FormDraft, firstValues } from '../../../ui/form/form-values.js';
import type { FormDocument } from './form-model.js';

/** The form as handlers will see it, to be filled in for trial: by the renderer and the rules of the real task. */
export function FormPreview({ form }: { form: FormDocument }) {
  const { t } = useTranslation('studio');
  const [width, setWidth] = useState<'desktop' | 'phone'>('desktop');
  const [problems, setProblems] = useState<Record<string, FieldProblem>>({});
  const [typed, setTyped] = useState<FormDraft>({ values: {}, files: {} });
  const schema = useMemo(() => parseFormSchema(form), [form]);
  const draft = useMemo(() => ({ ...typed, values: { ...firstValues(schema, {}), ...typed.values } }), [schema, typed]);
  return (
    <section className="ys-form-preview" aria-label={t('form.preview')}>
      <div className="ys-editor-bar">
        <strong>{t('form.preview')}</strong>
        <Segmented
          size="small"
          value={width}
          options={(['desktop', 'phone'] as const).map((value) => ({ value, label: t(`form.${value}`) }))}
          onChange={setWidth}
        />
      </div>
      <div className="ys-form-preview-page" data-width={width}>
        <FormFields
          items={visibleItems(schema, draft.values)}
          draft={draft}
          problems={problems}
          disabled={false}
          onValue={(key, value) => setTyped((before) => ({ ...before, values: { ...before.values, [key]: value } }))}
          onFiles={() => {}}
          onBusy={() => {}}
        />
        <Button onClick={() => setProblems(validateForm(schema, draft.values).errors)}>{t('form.tryIt')}</Button>
      </div>
    </section>
  );
}
