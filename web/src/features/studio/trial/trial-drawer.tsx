import { Alert, Button, Checkbox, Drawer, Input, Progress, Segmented, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import type { ScenarioProblem } from '../../../../../common/src/scenarios/read-scenario.js';
import { type DraftFieldsFragment, ScenariosDocument } from '../../../gql/documents.generated.js';
import { errorFacts } from '../../../lib/error-facts.js';
import { RouteDiagram } from '../../../ui/bpmn/route-diagram.js';
import { LabelledField } from '../../../ui/labelled-field.js';
import { BrokenState } from '../../../ui/states.js';
import { modelName } from '../model-name.js';
import { studioSentence } from '../studio-sentence.js';
import { useOpenDrafts } from '../use-open-drafts.js';
import { TrialSteps } from './trial-steps.js';
import './trial.css';
import { type TrialUnderWay, useTrial } from './use-trial.js';

type Props = {
  draft: DraftFieldsFragment;
  /** As it is drawn now: which other drafts it names. */
  content: string;
  open: boolean;
  /** Brings what was drawn to the server; false: it could not be saved. */
  onSave: () => Promise<boolean>;
  onClose: () => void;
};

/** 试运行: a scenario played on this draft, on a city of its own, and the way it took. */
export function TrialDrawer({ draft, content, open, onSave, onClose }: Props) {
  const { t, i18n } = useTranslation(['trials', 'studio', 'cases']);
  const [{ data, error }, ask] = useQuery({ query: ScenariosDocument, variables: { modelId: draft.modelId } });
  const drafts = useOpenDrafts();
  const others = useMemo(() => drafts.filter(({ id }) => id !== draft.id), [drafts, draft.id]);
  const named = useMemo(
    () => others.filter(({ modelId }) => content.includes(`"${modelId}"`)).map(({ id }) => id),
    [others, content],
  );
  const [together, setTogether] = useState<string[] | null>(null);
  const [picked, setPicked] = useState<string | null>(null);
  const [own, setOwn] = useState<string | null>(null);
  const run = useTrial();
  const scenarios = data?.scenarios ?? [];
  const scenario = scenarios.find(({ id }) => id === picked) ?? scenarios[0];

  async function start() {
    if (!scenario || !(await onSave())) return;
    await run.start([draft.id, ...(together ?? named)], own ?? scenario.id);
  }

  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={<h2>{t('title')}</h2>}
      aria-label={t('title')}
      size="min(1080px, 100vw)"
      className="ys-trial"
    >
      <p className="soft">{t('text')}</p>
      {error ? <BrokenState error={error} onRetry={() => ask({ requestPolicy: 'network-only' })} /> : null}
      <div className="ys-trial-choice">
        <LabelledField label={t('scenario')}>
          {({ id }) => (
            <Select
              id={id}
              value={scenario?.id ?? null}
              loading={!data && !error}
              disabled={run.busy}
              options={scenarios.map((each) => ({
                value: each.id,
                label: i18n.language === 'zh' ? each.name : each.nameEn,
              }))}
              onChange={(next) => {
                setPicked(next);
                setOwn(null);
              }}
            />
          )}
        </LabelledField>
        {others.length > 0 ? (
          <LabelledField label={t('together')} help={t('togetherHelp')}>
            {(names) => (
              <Checkbox.Group
                aria-labelledby={names['aria-labelledby']}
                value={together ?? named}
                disabled={run.busy}
                options={others.map(({ id, kind, modelId, name }) => ({
                  value: id,
                  label: `${t(`studio:kindOne.${kind}`)} · ${modelName({ kind, modelId, name }, t)}`,
                }))}
                style={{ display: 'grid', gap: 4 }}
                onChange={(next) => setTogether(next as string[])}
              />
            )}
          </LabelledField>
        ) : null}
        <details className="ys-trial-text">
          <summary>{t('asText')}</summary>
          <p className="soft small">{t('asTextHelp')}</p>
          <Input.TextArea
            aria-label={t('asText')}
            value={own ?? scenario?.text ?? ''}
            disabled={run.busy}
            spellCheck={false}
            autoSize={{ minRows: 8, maxRows: 24 }}
            onChange={({ target }) => setOwn(target.value)}
          />
        </details>
        <Button type="primary" disabled={!scenario} loading={run.busy} onClick={start}>
          {t(run.busy ? 'runs' : 'start')}
        </Button>
      </div>
      <Outcome run={run} modelId={draft.modelId} />
    </Drawer>
  );
}

function Outcome({ run: { trial, error }, modelId }: { run: TrialUnderWay; modelId: string }) {
  const { t } = useTranslation(['trials', 'studio', 'cases']);
  if (error === 'gone') return <Alert type="warning" showIcon role="alert" title={t('gone')} />;
  if (error) {
    const { name, details } = errorFacts(error);
    const problems = name === 'ScenarioInvalid' ? (details.problems as ScenarioProblem[]) : [];
    return (
      <Alert
        type="error"
        showIcon
        role="alert"
        title={t([`refusal.${name}`], { defaultValue: studioSentence(error, t) })}
        description={
          problems.length === 0 ? null : (
            <ul>
              {problems.map(({ line, key, rule, message }) => (
                <li key={`${line}${key}`}>
                  {t('line', { line })} <code>{key}</code> {t(`rule.${rule}`, { defaultValue: message })}
                </li>
              ))}
            </ul>
          )
        }
      />
    );
  }
  if (!trial) return null;
  const { state, steps, total, message, routes } = trial;
  return (
    <section className="ys-trial-outcome" aria-label={t('outcomeTitle')}>
      <p role="status" data-state={state}>
        {t(`state.${state}`, { done: steps.length, total })}
      </p>
      {state === 'RUNNING' ? (
        <Progress percent={Math.round((steps.length / total) * 100)} showInfo={false} size="small" />
      ) : null}
      {message ? <pre className="ys-trial-message">{message}</pre> : null}
      {steps.length > 0 ? <TrialSteps steps={steps} /> : null}
      {routes.length > 0 ? <Ways routes={routes} modelId={modelId} /> : null}
    </section>
  );
}

/** The ways it took: that of the model that is drawn first. */
function Ways({ routes, modelId }: { routes: NonNullable<TrialUnderWay['trial']>['routes']; modelId: string }) {
  const { t } = useTranslation(['trials', 'cases']);
  const [chosen, setChosen] = useState<string | null>(null);
  const [first] = routes;
  const route = routes.find(({ processId }) => processId === (chosen ?? modelId)) ?? first;
  if (!route) return null;
  return (
    <div className="ys-trial-ways">
      <h3>{t('way')}</h3>
      {routes.length > 1 ? (
        <Segmented
          value={route.processId}
          options={routes.map(({ processId }) => ({
            value: processId,
            label: t(`cases:processName.${processId}`, { defaultValue: processId }),
          }))}
          onChange={setChosen}
        />
      ) : null}
      <RouteDiagram route={route} />
    </div>
  );
}
