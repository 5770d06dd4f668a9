import { Injectable } from '@nestjs/common';
import { Acknowledge } from './acknowledge.js';
import { CloseReview } from './close-review.js';
import { AnswerNow, ConfirmHandover, InformRequester, LinkDuplicate } from './direct-dispositions.js';
import { Dispatch } from './dispatch.js';
import { ApproveVoid, CheckWithdrawal, FollowInstruction } from './exceptional-decisions.js';
import { ExplainCloseFirst, ExplainCloseSecond } from './explain-close.js';
import { ApproveExtension, ApproveExtensionUnit, ApproveFurtherExtension } from './extension-decisions.js';
import { FollowUp } from './follow-up.js';
import { Handle } from './handle.js';
import type { PlatformTask } from './platform-task.js';
import { QualityCheck } from './quality-check.js';
import { ApproveReply, DraftReply } from './replies.js';

export const PLATFORM_TASKS = [
  Acknowledge,
  AnswerNow,
  ApproveExtension,
  ApproveExtensionUnit,
  ApproveFurtherExtension,
  ApproveReply,
  ApproveVoid,
  CheckWithdrawal,
  CloseReview,
  ConfirmHandover,
  Dispatch,
  DraftReply,
  ExplainCloseFirst,
  ExplainCloseSecond,
  FollowInstruction,
  FollowUp,
  Handle,
  InformRequester,
  LinkDuplicate,
  QualityCheck,
];

/** The rule of a task by its `task` header; generic form tasks have none. */
@Injectable()
export class PlatformTasks {
  private readonly byKind: ReadonlyMap<string, PlatformTask>;

  constructor(
    acknowledge: Acknowledge,
    answerNow: AnswerNow,
    approveExtension: ApproveExtension,
    approveExtensionUnit: ApproveExtensionUnit,
    approveFurtherExtension: ApproveFurtherExtension,
    approveReply: ApproveReply,
    approveVoid: ApproveVoid,
    checkWithdrawal: CheckWithdrawal,
    closeReview: CloseReview,
    confirmHandover: ConfirmHandover,
    dispatch: Dispatch,
    draftReply: DraftReply,
    explainCloseFirst: ExplainCloseFirst,
    explainCloseSecond: ExplainCloseSecond,
    followInstruction: FollowInstruction,
    followUp: FollowUp,
    handle: Handle,
    informRequester: InformRequester,
    linkDuplicate: LinkDuplicate,
    qualityCheck: QualityCheck,
  ) {
    const rules: PlatformTask[] = [
      acknowledge,
      answerNow,
      approveExtension,
      approveExtensionUnit,
      approveFurtherExtension,
      approveReply,
      approveVoid,
      checkWithdrawal,
      closeReview,
      confirmHandover,
      dispatch,
      draftReply,
      explainCloseFirst,
      explainCloseSecond,
      followInstruction,
      followUp,
      handle,
      informRequester,
      linkDuplicate,
      qualityCheck,
    ];
    this.byKind = new Map<string, PlatformTask>(rules.map((rule) => [rule.kind, rule]));
  }

  ruleOf(kind: string): PlatformTask | null {
    return this.byKind.get(kind) ?? null;
  }
}
