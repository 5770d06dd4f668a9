import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MATTER } from '../../../../../common/src/text/matter.js';
import { AddCoUnitsDocument } from '../../../gql/documents.generated.js';
import { errorSentence } from '../../../lib/error-facts.js';
import { graphqlClient } from '../../../lib/graphql-client.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { LabelledField } from '../../../ui/labelled-field.js';
import { UnitPicker } from '../../../ui/pickers/unit-picker.js';
import { type CoUnitLine, emptyLine, MOST_AT_ONCE, problemsOf } from './co-unit-draft.js';
import './units.css';

type Props = { caseId: string; number: string; onClose: () => void; onDone: () => void };

/** 加派协办: several units at once, each with what is asked of it; what was written stays when the server refuses. */
export function AddCoUnitsDialog({ caseId, number, onClose, onDone }: Props) {
  const { t } = useTranslation('cases');
  const [lines, setLines] = useState<CoUnitLine[]>([emptyLine(1)]);
  const [lastKey, setLastKey] = useState(1);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const problems = tried ? problemsOf(lines) : new Map();
  const change = (key: number, part: Partial<CoUnitLine>) =>
    setLines((before) => before.map((line) => (line.key === key ? { ...line, ...part } : line)));

  function addLine() {
    setLines((before) => [...before, emptyLine(lastKey + 1)]);
    setLastKey(lastKey + 1);
  }

  async function submit() {
    setTried(true);
    if (problemsOf(lines).size > 0) return;
    setBusy(true);
    setFailure(null);
    const units = lines.map(({ unitId, matter }) => ({ unitId: unitId ?? '', matter: matter.trim() }));
    const { error } = await graphqlClient.mutation(AddCoUnitsDocument, { caseId, units }).toPromise();
    setBusy(false);
    if (error) return setFailure(errorSentence(error, t));
    onDone();
    onClose();
  }

  return (
    <FormDialog
      title={t('coUnits.addTitle', { number })}
      verb={t('coUnits.addSubmit', { count: lines.length })}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('coUnits.addText')}</p>
      {lines.map(({ key, unitId, matter }, index) => (
        <fieldset key={key} className="ys-co-line">
          <legend>
            {t('coUnits.line', { number: index + 1 })}
            {lines.length > 1 ? (
              <Button
                type="link"
                size="small"
                aria-label={t('coUnits.removeLine', { number: index + 1 })}
                onClick={() => setLines((before) => before.filter((line) => line.key !== key))}
              >
                {t('coUnits.remove')}
              </Button>
            ) : null}
          </legend>
          <LabelledField
            label={t('coUnits.unit')}
            error={
              problems.get(key) === 'unit' || problems.get(key) === 'twice'
                ? t(`coUnits.problem.${problems.get(key)}`)
                : null
            }
          >
            {(names) => (
              <UnitPicker
                id={names.id}
                by="id"
                value={unitId}
                invalid={names.status === 'error'}
                onChange={(value) => change(key, { unitId: value })}
              />
            )}
          </LabelledField>
          <LabelledField
            label={t('coUnits.matter')}
            error={problems.get(key) === 'matter' ? t('coUnits.problem.matter', { count: MATTER.shortest }) : null}
          >
            {(names) => (
              <Input.TextArea
                {...names}
                autoSize={{ minRows: 2, maxRows: 6 }}
                maxLength={MATTER.longest}
                value={matter}
                onChange={(event) => change(key, { matter: event.target.value })}
              />
            )}
          </LabelledField>
        </fieldset>
      ))}
      {lines.length < MOST_AT_ONCE ? (
        <Button type="dashed" block onClick={addLine}>
          {t('coUnits.addLine')}
        </Button>
      ) : null}
      {failure ? <Alert type="error" showIcon title={failure} role="alert" /> : null}
    </FormDialog>
  );
}
