import type { Finding } from '../../../../common/src/model-lint/finding.js';
import type { ModelTextProblem } from '../../../../common/src/model-text/read-model-text.js';
import { AppError } from '../../errors/app-error.js';
import type { ModelKey, ModelKind } from './model.model.js';

const SAYS: Record<ModelTextProblem, string> = {
  empty: 'The file is empty.',
  tooLarge: 'The file is larger than 10 MB.',
  notXml: 'The file is no well-formed XML.',
  notJson: 'The file is neither XML nor JSON.',
  otherLanguage: 'The file is no BPMN 2.0 process, no DMN decision and no form-js form.',
  noProcess: 'The file holds no process.',
  noDecision: 'The file holds no decision.',
  noFormId: 'The form has no id: give it one, such as "id": "form-inspect".',
  unusableId: 'The id of the model is missing, longer than 200 characters, or has spaces, slashes, ?, # or % in it.',
  controlCharacters: 'The file has control characters in it that no model may have.',
};

/** A text that is no model. */
export class ModelUnreadable extends AppError {
  readonly code = 'INVALID';
  /** @param line of the text, 1 = the first; null where the text as a whole is meant */
  constructor(problem: ModelTextProblem, line: number | null, fileName: string | null = null) {
    super(`${fileName ? `${fileName}: ` : ''}${SAYS[problem]}${line === null ? '' : ` (line ${line})`}`, {
      problem,
      line,
      fileName,
    });
  }
}

export class ModelOfOtherKind extends AppError {
  readonly code = 'INVALID';
  constructor(expected: ModelKind, found: ModelKind) {
    super(`This is a ${found.toLowerCase()}, where a ${expected.toLowerCase()} is being drawn.`, { expected, found });
  }
}

export class ModelNotFound extends AppError {
  readonly code = 'NOT_FOUND';
  constructor({ kind, modelId }: ModelKey, version: number | null = null) {
    const what = version === null ? '' : ` of version ${version}`;
    super(`There is no ${kind.toLowerCase()} ${modelId}${what} on this engine.`, { kind, modelId, version });
  }
}

export class DraftNotFound extends AppError {
  readonly code = 'NOT_FOUND';
  constructor() {
    super('There is no such draft; it was discarded, or deployed and closed.');
  }
}

export class ModelHasDraft extends AppError {
  readonly code = 'CONFLICT';
  constructor({ kind, modelId }: ModelKey, draftId: string) {
    super(`The ${kind.toLowerCase()} ${modelId} has a draft already; go on there or discard it first.`, {
      kind,
      modelId,
      draftId,
    });
  }
}

/** Somebody saved after this was read. */
export class DraftChanged extends AppError {
  readonly code = 'CONFLICT';
  constructor(revision: number, by: string, at: Date) {
    super(`${by} has saved this draft meanwhile; load it again.`, { revision, by, at: at.toISOString() });
  }
}

export class DraftTakenOver extends AppError {
  readonly code = 'CONFLICT';
  constructor(by: string, at: Date) {
    super(`${by} is drawing here now; take the draft over to go on.`, { by, at: at.toISOString() });
  }
}

export class ReleaseNotFound extends AppError {
  readonly code = 'NOT_FOUND';
  constructor() {
    super('There is no such release.');
  }
}

/** What was asked does not fit the state the release is in. */
export class ReleaseInOtherState extends AppError {
  readonly code = 'CONFLICT';
  constructor(number: string, state: string) {
    super(`Release ${number} cannot do this any more: it is ${state.toLowerCase()}.`, { number, state });
  }
}

export class ReleaseIsBeingDeployed extends AppError {
  readonly code = 'CONFLICT';
  constructor(number: string) {
    super(`Release ${number} is on its way to the engine and cannot be withdrawn any more.`, { number });
  }
}

export class SecondPersonApproves extends AppError {
  readonly code = 'FORBIDDEN';
  constructor(number: string) {
    super(`You proposed release ${number}: another leader decides on it.`, { number });
  }
}

export class OnlyWhoProposed extends AppError {
  readonly code = 'FORBIDDEN';
  constructor(number: string, by: string) {
    super(`Release ${number} was proposed by ${by}: only they can do this.`, { number, by });
  }
}

export class NothingNew extends AppError {
  readonly code = 'INVALID';
  constructor({ kind, modelId }: ModelKey, version: number) {
    super(`The ${kind.toLowerCase()} ${modelId} says nothing that version ${version}, which runs, does not say.`, {
      kind,
      modelId,
      version,
    });
  }
}

/** Another version came since it was proposed; what was signed would put that version aside unseen. */
export class ReleaseOutdated extends AppError {
  readonly code = 'CONFLICT';
  constructor({ kind, modelId }: ModelKey, proposedOn: number | null, latest: number) {
    super(
      `The ${kind.toLowerCase()} ${modelId} has version ${latest} meanwhile, and this release was proposed on ${proposedOn === null ? 'none' : `version ${proposedOn}`}: propose it anew.`,
      { kind, modelId, proposedOn, latest },
    );
  }
}

export class ReleaseHasFindings extends AppError {
  readonly code = 'INVALID';
  constructor(findings: readonly Finding[]) {
    const [first] = findings;
    super(
      `${findings.length} errors have to be mended first, such as ${first?.path}${first?.element ? `, ${first.element}` : ''}: ${first?.message}`,
      { findings: findings.slice(0, 50), count: findings.length },
    );
  }
}

export class OfferNotFound extends AppError {
  readonly code = 'NOT_FOUND';
  constructor() {
    super('There is no such offer, or it was taken or dismissed already.');
  }
}
