import { Injectable } from '@nestjs/common';
import { Acknowledge } from './acknowledge.js';
import { CloseReview } from './close-review.js';
import { AcceptCoResult, CoAcknowledge, CoHandle } from './co-handling.js';
import { AnswerNow, ConfirmHandover, InformRequester, LinkDuplicate } from './direct-dispositions.js';
import { Dispatch } from './dispatch.js';
import { ApproveVoid, CheckWithdrawal, FollowInstruction } from './exceptional-decisions.js';
import { ExplainCloseFirst, ExplainCloseSecond } from './explain-close.js';
import { ApproveExtension, ApproveExtensionUnit, ApproveFurtherExtension } from './extension-decisions.js';
import { FollowUp } from './follow-up.js';
import { Handle } from './handle.js';
import { ApproveHandoverFirst, ApproveHandoverSecond } from './handover-approvals.js';
import type { PlatformTask } from './platform-task.js';
import { QualityCheck } from './quality-check.js';
import { ApproveReply, DraftReply } from './replies.js';
import { AnswerSupervision, ReviewSupervision, SignSupervision } from './supervision-answers.js';
import { HoldJointMeeting, InspectOnSite, WriteInstruction } from './supervision-steps.js';

export const PLATFORM_TASKS = [
  AcceptCoResult,
  Acknowledge,
  AnswerNow,
  AnswerSupervision,
  ApproveExtension,
  ApproveExtensionUnit,
  ApproveFurtherExtension,
  ApproveHandoverFirst,
  ApproveHandoverSecond,
  ApproveReply,
  ApproveVoid,
  CheckWithdrawal,
  CloseReview,
  CoAcknowledge,
  CoHandle,
  ConfirmHandover,
  Dispatch,
  DraftReply,
  ExplainCloseFirst,
  ExplainCloseSecond,
  FollowInstruction,
  FollowUp,
  Handle,
  HoldJointMeeting,
  InformRequester,
  InspectOnSite,
  LinkDuplicate,
  QualityCheck,
  ReviewSupervision,
  SignSupervision,
  WriteInstruction,
];

/** The rule of a task by its `task` header; generic form tasks have none. */
@Injectable()
export class PlatformTasks {
  private readonly byKind: ReadonlyMap<string, PlatformTask>;

  constructor(
    acceptCoResult: AcceptCoResult,
    acknowledge: Acknowledge,
    answerNow: AnswerNow,
    answerSupervision: AnswerSupervision,
    approveExtension: ApproveExtension,
    approveExtensionUnit: ApproveExtensionUnit,
    approveFurtherExtension: ApproveFurtherExtension,
    approveHandoverFirst: ApproveHandoverFirst,
    approveHandoverSecond: ApproveHandoverSecond,
    approveReply: ApproveReply,
    approveVoid: ApproveVoid,
    checkWithdrawal: CheckWithdrawal,
    closeReview: CloseReview,
    coAcknowledge: CoAcknowledge,
    coHandle: CoHandle,
    confirmHandover: ConfirmHandover,
    dispatch: Dispatch,
    draftReply: DraftReply,
    explainCloseFirst: ExplainCloseFirst,
    explainCloseSecond: ExplainCloseSecond,
    followInstruction: FollowInstruction,
    followUp: FollowUp,
    handle: Handle,
    holdJointMeeting: HoldJointMeeting,
    informRequester: InformRequester,
    inspectOnSite: InspectOnSite,
    linkDuplicate: LinkDuplicate,
    qualityCheck: QualityCheck,
    reviewSupervision: ReviewSupervision,
    signSupervision: SignSupervision,
    writeInstruction: WriteInstruction,
  ) {
    const rules: PlatformTask[] = [
      acceptCoResult,
      acknowledge,
      answerNow,
      answerSupervision,
      approveExtension,
      approveExtensionUnit,
      approveFurtherExtension,
      approveHandoverFirst,
      approveHandoverSecond,
      approveReply,
      approveVoid,
      checkWithdrawal,
      closeReview,
      coAcknowledge,
      coHandle,
      confirmHandover,
      dispatch,
      draftReply,
      explainCloseFirst,
      explainCloseSecond,
      followInstruction,
      followUp,
      handle,
      holdJointMeeting,
      informRequester,
      inspectOnSite,
      linkDuplicate,
      qualityCheck,
      reviewSupervision,
      signSupervision,
      writeInstruction,
    ];
    this.byKind = new Map<string, PlatformTask>(rules.map((rule) => [rule.kind, rule]));
  }

  ruleOf(kind: string): PlatformTask | null {
    return this.byKind.get(kind) ?? null;
  }
}
