import { Alert, Checkbox, Input, Modal, Radio } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OpenSupervisionDocument } from '../../gql/documents.generated.js';
import { errorSentence } from '../../lib/error-facts.js';
import { graphqlClient } from '../../lib/graphql-client.js';
import { LabelledField } from '../../ui/labelled-field.js';
import { MISCONDUCTS, type OrderDraft, problemsOf, readLinked } from './open-order-draft.js';

type Props = {
  caseId: string;
  number: string;
  /** Those that may be opened now, ascending. */
  levels: readonly number[];
  onClose: () => void;
  onDone: (words: string) => void;
};

/** 开督办单: which level and what it means, why, and what the level rests on; what was written stays when it is refused. */
export function OpenDialog({ caseId, number, levels, onClose, onDone }: Props) {
  const { t } = useTranslation('supervision');
  const [draft, setDraft] = useState<OrderDraft>({
    level: levels[0] ?? 1,
    reason: '',
    misconduct: null,
    risk: false,
    linked: '',
  });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const problems = tried ? problemsOf(draft) : {};
  const change = (part: Partial<OrderDraft>) => setDraft((before) => ({ ...before, ...part }));
  const say = (field: keyof typeof problems) => (problems[field] ? t(`open.problem.${problems[field]}`) : null);

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
