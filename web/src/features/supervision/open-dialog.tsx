import { Alert, Checkbox, Input, Modal, Radio } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OpenSupervisionDocument } from '../../gql/documents.generated.js';
import { errorSentence } from '../../lib/error-facts.js';
import { graphqlClient } from '../../lib/graphql-client.js';
import { LabelledField } from '../../ui/labelled-field.js';
import { MISCONDUCTS, type OrderDraft, problemsOf, readLinked } from './open-order-draft.js';
import type { Helper } from './supervised-helpers.js';

type Props = {
  caseId: string;
  number: string;
  /** Those that may be opened now, ascending. */
  levels: readonly number[];
  /** Co-units that may be supervised by themselves. */
  helpers?: readonly Helper[];
  onClose: () => void;
  onDone: (words: string) => void;
};

/** 开督办单: which level and what it means, why, and what the level rests on; what was written stays when it is refused. */
export function OpenDialog({ caseId, number, levels: ofCase, helpers = [], onClose, onDone }: Props) {
  const { t } = useTranslation('supervision');
  const [draft, setDraft] = useState<OrderDraft>({
    level: ofCase[0] ?? 1,
    reason: '',
    misconduct: null,
    risk: false,
    linked: '',
  });
  const [about, setAbout] = useState<string | null>(null);
  const levels = helpers.find(({ assignmentId }) => assignmentId === about)?.levels ?? ofCase;
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const problems = tried ? problemsOf(draft) : {};
  const change = (part: Partial<OrderDraft>) => setDraft((before) => ({ ...before, ...part }));
  const say = (field: keyof typeof problems) => (problems[field] ? t(`open.problem.${problems[field]}`) : null);

  function choose(assignmentId: string | null) {
    const open = helpers.find((helper) => helper.assignmentId === assignmentId)?.levels ?? ofCase;
    setAbout(assignmentId);
    if (!open.includes(draft.level)) change({ level: open[0] ?? 1 });
  }

  async function submit() {
    if (busy) return;
    setTried(true);
    if (Object.keys(problemsOf(draft)).length > 0) return;
    setBusy(true);
    setFailure(null);
    const { level } = draft;
    const below = level < 5;
    const { data, error } = await graphqlClient
      .mutation(OpenSupervisionDocument, {
        input: {
          caseId,
          level,
          reason: draft.reason.trim(),
          misconduct: below ? null : draft.misconduct,
          risk: below && draft.risk,
          linkedCases: below ? readLinked(draft.linked).numbers : [],
          assignmentId: about,
        },
      })
      .toPromise();
    setBusy(false);
    if (error) return setFailure(errorSentence(error, t));
    if (data) onDone(t('open.done', { order: data.openSupervision.number }));
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void submit();
  }

  return (
    <Modal
      open
      width={640}
      title={t('open.title', { number })}
      okText={t(draft.level === 5 ? 'open.propose' : 'open.submit', { level: draft.level })}
      cancelText={t('common:action.cancel')}
      okButtonProps={{ danger: draft.level === 5 }}
      confirmLoading={busy}
      onOk={submit}
      onCancel={onClose}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl-Enter belongs to the whole dialog. */}
      <div className="ys-supervision-dialog" onKeyDown={onKeyDown}>
        {helpers.length > 0 ? (
          <LabelledField label={t('open.about')}>
            {(names) => (
              <Radio.Group
                id={names.id}
                aria-labelledby={names['aria-labelledby']}
                value={about}
                options={[
                  { value: null, label: t('open.aboutLead') },
                  ...helpers.map(({ assignmentId, unit }) => ({
                    value: assignmentId,
                    label: t('open.aboutHelper', { unit }),
                  })),
                ]}
                onChange={(event) => choose(event.target.value)}
              />
            )}
          </LabelledField>
        ) : null}
        <LabelledField label={t('open.level')}>
          {(names) => (
            <Radio.Group
              id={names.id}
              aria-labelledby={names['aria-labelledby']}
              className="ys-level-choice"
              value={draft.level}
              onChange={(event) => change({ level: event.target.value })}
            >
              {levels.map((level) => (
                <Radio key={level} value={level}>
                  <b>
                    L{level} {t(`common:supervisionLevel.${level}`)}
                  </b>
                  <span className="soft">{t(`meaning.${level}`)}</span>
                </Radio>
              ))}
            </Radio.Group>
          )}
        </LabelledField>
        {draft.level === 5 ? (
          <>
            <Alert type="warning" showIcon title={t('open.twoApprovals')} />
            <LabelledField label={t('open.misconduct')} help={t('open.misconductHelp')} error={say('misconduct')}>
              {(names) => (
                <Radio.Group
                  id={names.id}
                  aria-labelledby={names['aria-labelledby']}
                  aria-describedby={names['aria-describedby']}
                  value={draft.misconduct}
                  options={MISCONDUCTS.map((value) => ({ value, label: t(`common:misconduct.${value}`) }))}
                  onChange={(event) => change({ misconduct: event.target.value })}
                />
              )}
            </LabelledField>
          </>
        ) : null}
        <LabelledField
          label={t('open.reason')}
          help={t(draft.level < 5 ? 'open.reasonHelp' : 'open.reasonHelpDiscipline')}
          error={say('reason')}
        >
          {(names) => (
            <Input.TextArea
              {...names}
              autoSize={{ minRows: 3, maxRows: 8 }}
              maxLength={1000}
              value={draft.reason}
              onChange={(event) => change({ reason: event.target.value })}
            />
          )}
        </LabelledField>
        {draft.level < 5 ? (
          <>
            <Checkbox checked={draft.risk} onChange={(event) => change({ risk: event.target.checked })}>
              {t('open.risk')}
            </Checkbox>
            <LabelledField label={t('open.linked')} help={t('open.linkedHelp')} error={say('linked')}>
              {(names) => (
                <Input
                  {...names}
                  value={draft.linked}
                  placeholder="LC…"
                  onChange={(event) => change({ linked: event.target.value })}
                />
              )}
            </LabelledField>
          </>
        ) : null}
        {failure ? <Alert type="error" showIcon title={failure} role="alert" /> : null}
      </div>
    </Modal>
  );
}
