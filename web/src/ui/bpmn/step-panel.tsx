import { Checkbox, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LabelledField } from '../labelled-field.js';
import { TextEntry } from '../text-entry.js';
import { CandidateGroups } from './candidate-groups-field.js';
import { FeelTrial } from './feel-trial.js';
import { ModelChoice, type ModelItem } from './model-choice.js';
import type { StepChange, StepFacts } from './step-facts.js';

/** What a step may name, from the models library and the city. */
export interface StepChoices {
  forms: readonly ModelItem[];
  decisions: readonly ModelItem[];
  processes: readonly ModelItem[];
  messages: readonly string[];
  teams: readonly string[];
  /** Headers that the platform knows. */
  taskKinds: readonly string[];
  statuses: readonly string[];
  phases: readonly string[];
  clocks: readonly string[];
  /** Address of the page of a model. */
  hrefOf: (kind: 'PROCESS' | 'DECISION' | 'FORM', id: string) => string;
  /** Makes a form for a step and says its id; null: it was refused, and said so. */
  createForm: (name: string) => Promise<string | null>;
}

type Props = {
  step: StepFacts;
  templates: readonly (ModelItem & { jobType: string })[];
  choices: StepChoices;
  disabled: boolean;
  onChange: (change: StepChange) => void;
  onTemplate: (templateId: string) => void;
};

const JOBS = ['ServiceTask', 'SendTask', 'ScriptTask', 'IntermediateThrowEvent', 'EndEvent'];

/** What one step is, in the words of the people who use it; everything else stands in the library's panel. */
export function StepPanel({ step, templates, choices, disabled, onChange, onTemplate }: Props) {
  const { t } = useTranslation(['studio', 'common']);
  const { type, headers } = step;
  const isStep = /Task|Activity|SubProcess|Event/.test(type);
  const header = (name: string, values: readonly string[], words: string, placeholder: string) => (
    <HeaderChoice
      label={t(`step.${name}`)}
      help={t(`step.${name}Help`, { defaultValue: '' })}
      value={headers[name] ?? ''}
      placeholder={t(placeholder)}
      options={values.map((value) => ({ value, label: t(`common:${words}.${value}`, { defaultValue: value }) }))}
      disabled={disabled}
      onChange={(value) => onChange({ headers: { [name]: value } })}
    />
  );
  return (
    <div className="ys-step">
      <p className="ys-step-type">
        <strong>{t(`elementType.${type}`, { defaultValue: type })}</strong>
        <code>{step.id}</code>
      </p>
      {step.engineTask ? <p role="alert">{t('step.engineTask')}</p> : null}
      <LabelledField label={t('step.name')}>
        {({ id }) => (
          <TextEntry id={id} value={step.name} disabled={disabled} onCommit={(name) => onChange({ name })} />
        )}
      </LabelledField>
      {type === 'UserTask' ? (
        <>
          <CandidateGroups
            value={step.candidateGroups}
            teams={choices.teams}
            disabled={disabled}
            onChange={(candidateGroups) => onChange({ candidateGroups })}
          />
          <ModelChoice
            label={t('step.form')}
            value={step.formId}
            items={choices.forms}
            href={(id) => choices.hrefOf('FORM', id)}
            disabled={disabled}
            onChange={(formId) => onChange({ formId })}
            create={{
              label: t('step.newForm'),
              onCreate: () => choices.createForm(step.name || t('elementType.UserTask')),
            }}
          />
          {header('task', choices.taskKinds, 'taskKind', 'step.taskNone')}
          {header('clock', choices.clocks, 'clock', 'step.clockNone')}
        </>
      ) : null}
      {type === 'BusinessRuleTask' ? (
        <>
          <ModelChoice
            label={t('step.decision')}
            value={step.decisionId}
            items={choices.decisions}
            href={(id) => choices.hrefOf('DECISION', id)}
            disabled={disabled}
            onChange={(decisionId) =>
              onChange({ decisionId, ...(step.resultVariable ? {} : { resultVariable: variableOf(decisionId) }) })
            }
          />
          <LabelledField label={t('step.resultVariable')} help={t('step.resultVariableHelp')}>
            {({ id }) => (
              <TextEntry
                id={id}
                value={step.resultVariable}
                disabled={disabled}
                onCommit={(resultVariable) => onChange({ resultVariable })}
              />
            )}
          </LabelledField>
        </>
      ) : null}
      {type === 'CallActivity' ? (
        <ModelChoice
          label={t('step.process')}
          value={step.calledProcess}
          items={choices.processes}
          href={(id) => choices.hrefOf('PROCESS', id)}
          disabled={disabled}
          onChange={(calledProcess) => onChange({ calledProcess })}
        />
      ) : null}
      {JOBS.includes(type) && templates.length > 0 ? (
        <LabelledField
          label={t('step.job')}
          help={step.jobType ? t('step.jobType', { type: step.jobType }) : undefined}
        >
          {({ id }) => (
            <Select
              id={id}
              value={step.template || templates.find(({ jobType }) => jobType !== '' && jobType === step.jobType)?.id}
              placeholder={t('step.jobNone')}
              options={templates.map((template) => ({ value: template.id, label: template.name }))}
              showSearch={{ optionFilterProp: 'label' }}
              disabled={disabled}
              onChange={onTemplate}
            />
          )}
        </LabelledField>
      ) : null}
      {step.messageName === null ? null : (
        <LabelledField label={t('step.message')} help={t('step.messageHelp')}>
          {({ id }) => (
            <Select
              id={id}
              value={step.messageName || undefined}
              placeholder={t('step.messageNone')}
              options={choices.messages.map((value) => ({ value, label: value }))}
              showSearch
              allowClear
              disabled={disabled}
              onChange={(messageName?: string) => onChange({ messageName: messageName ?? '' })}
            />
          )}
        </LabelledField>
      )}
      {step.condition ? (
        <Condition step={step} condition={step.condition} disabled={disabled} onChange={onChange} />
      ) : null}
      {isStep && type !== 'BoundaryEvent' ? (
        <>
          {header('status', choices.statuses, 'status', 'step.statusNone')}
          {header('phase', choices.phases, 'phaseLong', 'step.phaseNone')}
        </>
      ) : null}
      <LabelledField label={t('step.documentation')} help={type === 'UserTask' ? t('step.whyNoLimit') : undefined}>
        {({ id }) => (
          <TextEntry
            id={id}
            value={step.documentation}
            lines
            disabled={disabled}
            onCommit={(documentation) => onChange({ documentation })}
          />
        )}
      </LabelledField>
    </div>
  );
}

function HeaderChoice(props: {
  label: ReactNode;
  help: string;
  value: string;
  placeholder: string;
  options: { value: string; label: string }[];
  disabled: boolean;
  onChange: (value: string) => void;
}) {
  const known = props.options.some(({ value }) => value === props.value);
  return (
    <LabelledField label={props.label} help={props.help || undefined}>
      {({ id }) => (
        <Select
          id={id}
          value={props.value || undefined}
          placeholder={props.placeholder}
          options={
            known || !props.value ? props.options : [{ value: props.value, label: props.value }, ...props.options]
          }
          showSearch={{ optionFilterProp: 'label' }}
          allowClear
          disabled={props.disabled}
          onChange={(value?: string) => props.onChange(value ?? '')}
        />
      )}
    </LabelledField>
  );
}

function Condition({
  step,
  condition,
  disabled,
  onChange,
}: Pick<Props, 'step' | 'disabled' | 'onChange'> & { condition: NonNullable<StepFacts['condition']> }) {
  const { t } = useTranslation('studio');
  return (
    <>
      <LabelledField label={t('step.condition')} help={t('step.conditionHelp')}>
        {({ id }) => (
          <TextEntry
            id={id}
            value={condition.feel}
            lines
            disabled={disabled || condition.isDefault}
            onCommit={(feel) => onChange({ condition: feel })}
          />
        )}
      </LabelledField>
      <Checkbox
        checked={condition.isDefault}
        disabled={disabled}
        onChange={({ target }) => onChange({ isDefault: target.checked, ...(target.checked ? { condition: '' } : {}) })}
      >
        {t('step.default')}
      </Checkbox>
      {condition.feel ? <FeelTrial key={step.id} feel={condition.feel} /> : null}
    </>
  );
}

/** `dmn_urgency` gives `urgency`. */
const variableOf = (decisionId: string) =>
  decisionId.replace(/^dmn_/, '').replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
