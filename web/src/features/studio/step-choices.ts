import type { TFunction } from 'i18next';
import type { StudioSetQuery } from '../../gql/documents.generated.js';
import type { StepChoices } from '../../ui/bpmn/step-panel.js';
import { modelHref } from './model-kind.js';
import { modelName } from './model-name.js';

const MESSAGE = /<(?:\w+:)?message\b[^>]*?\bname="([^"]+)"/g;
const HEADER = /<zeebe:header\b[^>]*?\bkey="(task|status|phase|clock)"[^>]*?\bvalue="([^"]+)"/g;
const PHASES = ['RECEIVE', 'DISPATCH', 'HANDLE', 'SUPERVISE', 'APPRAISE', 'USE'];

/** What a step may name: the models of the library, drafts too, and what the running models use. */
export function stepChoices(
  { models, modelFiles, modelCity }: StudioSetQuery,
  createForm: StepChoices['createForm'],
  t: TFunction,
): StepChoices {
  const items = (kind: string) =>
    models.filter((model) => model.kind === kind).map((model) => ({ id: model.modelId, name: modelName(model, t) }));
  const used = headersIn(modelFiles);
  return {
    forms: items('FORM'),
    decisions: items('DECISION'),
    processes: items('PROCESS'),
    messages: messagesIn(modelFiles),
    teams: modelCity.teams,
    taskKinds: used.task,
    statuses: used.status,
    phases: PHASES,
    clocks: used.clock,
    hrefOf: modelHref,
    createForm,
  };
}

type Files = StudioSetQuery['modelFiles'];

/** Names of the messages that some process waits for or sends. */
export function messagesIn(files: Files): string[] {
  const names = files.flatMap(({ content }) => [...content.matchAll(MESSAGE)].map((match) => match[1] ?? ''));
  return [...new Set(names)].filter(Boolean).sort();
}

/** Values of the headers that the platform reads, as the models use them. */
export function headersIn(files: Files): Record<'task' | 'status' | 'phase' | 'clock', string[]> {
  const found = {
    task: new Set<string>(),
    status: new Set<string>(),
    phase: new Set<string>(),
    clock: new Set<string>(),
  };
  for (const { content } of files)
    for (const [, key, value] of content.matchAll(HEADER))
      if (key && value) found[key as keyof typeof found].add(value);
  return {
    task: [...found.task].sort(),
    status: [...found.status],
    phase: [...found.phase],
    clock: [...found.clock].sort(),
  };
}
