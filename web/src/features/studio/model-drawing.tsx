import { useTranslation } from 'react-i18next';
import type { ModelKind } from '../../gql/schema.generated.js';
import { RouteDiagram } from '../../ui/bpmn/route-diagram.js';
import { DecisionEditor } from '../../ui/dmn/decision-editor.js';
import { readForm } from './form/form-model.js';
import { FormPreview } from './form/form-preview.js';

type Props = {
  kind: ModelKind;
  modelId: string;
  content: string;
  version: number;
  /** An element to be shown, with a mark. */
  pointed?: string | null;
};

/** A model as it is, to be read: the drawing, the tables, the form to try. */
export function ModelDrawing({ kind, modelId, content, version, pointed = null }: Props) {
  const { t } = useTranslation('studio');
  if (kind === 'PROCESS') {
    return (
      <RouteDiagram
        route={{ processId: modelId, version, xml: content, steps: [], flowsTaken: [] }}
        pointed={pointed ?? undefined}
      />
    );
  }
  if (kind === 'DECISION') return <DecisionEditor xml={content} readOnly />;
  const form = readForm(content);
  return form ? <FormPreview form={form} /> : <p role="alert">{t('form.broken')}</p>;
}
