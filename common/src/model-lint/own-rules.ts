import type { Rule } from './rule.js';
import { calledProcessUnknown } from './rules/called-process-unknown.js';
import { candidatesMissing } from './rules/candidates-missing.js';
import { clockUnknown } from './rules/clock-unknown.js';
import { conditionNotFeel } from './rules/condition-not-feel.js';
import { decisionGap } from './rules/decision-gap.js';
import { decisionNotAnalysed } from './rules/decision-not-analysed.js';
import { decisionOverlap } from './rules/decision-overlap.js';
import { decisionRowShape } from './rules/decision-row-shape.js';
import { decisionUnknown } from './rules/decision-unknown.js';
import { decisionUnreachableRow } from './rules/decision-unreachable-row.js';
import { engineUserTask } from './rules/engine-user-task.js';
import { escalationLevels } from './rules/escalation-levels.js';
import { fileName } from './rules/file-name.js';
import { formKeyTwice } from './rules/form-key-twice.js';
import { formLabel } from './rules/form-label.js';
import { formMissing } from './rules/form-missing.js';
import { formOptionLabel } from './rules/form-option-label.js';
import { formSchema } from './rules/form-schema.js';
import { formUnknown } from './rules/form-unknown.js';
import { formUnused } from './rules/form-unused.js';
import { fourOwners } from './rules/four-owners.js';
import { groupUnknown } from './rules/group-unknown.js';
import { hitPolicy } from './rules/hit-policy.js';
import { jobUnknown } from './rules/job-unknown.js';
import { messageKey } from './rules/message-key.js';
import { messageUnknown } from './rules/message-unknown.js';
import { noDefaultFlow } from './rules/no-default-flow.js';
import { noName } from './rules/no-name.js';
import { noWayOut } from './rules/no-way-out.js';
import { notDrawn } from './rules/not-drawn.js';
import { notMovable } from './rules/not-movable.js';
import { outputLabel } from './rules/output-label.js';
import { personalData } from './rules/personal-data.js';
import { phaseUnknown } from './rules/phase-unknown.js';
import { returnTarget } from './rules/return-target.js';
import { routeClose } from './rules/route-close.js';
import { routeExemption } from './rules/route-exemption.js';
import { routeFollowUp } from './rules/route-follow-up.js';
import { routeReply } from './rules/route-reply.js';
import { separationOfDuties } from './rules/separation-of-duties.js';
import { startMessageTwice } from './rules/start-message-twice.js';
import { statusUnknown } from './rules/status-unknown.js';
import { stepSetting } from './rules/step-setting.js';
import { tooLarge } from './rules/too-large.js';
import { unreachable } from './rules/unreachable.js';
import { unreadable } from './rules/unreadable.js';
import { userTaskLimit } from './rules/user-task-limit.js';
import { variableUnknown } from './rules/variable-unknown.js';
import { xmlContent } from './rules/xml-content.js';

/** Every rule of our own, the ones of whole files first. */
export const OWN_RULES: readonly Rule[] = [
  unreadable,
  tooLarge,
  xmlContent,
  fileName,
  notDrawn,
  calledProcessUnknown,
  candidatesMissing,
  clockUnknown,
  conditionNotFeel,
  decisionGap,
  decisionNotAnalysed,
  decisionOverlap,
  decisionRowShape,
  decisionUnknown,
  decisionUnreachableRow,
  engineUserTask,
  escalationLevels,
  formKeyTwice,
  formLabel,
  formMissing,
  formOptionLabel,
  formSchema,
  formUnknown,
  formUnused,
  fourOwners,
  groupUnknown,
  hitPolicy,
  jobUnknown,
  messageKey,
  messageUnknown,
  noDefaultFlow,
  noName,
  noWayOut,
  notMovable,
  outputLabel,
  personalData,
  phaseUnknown,
  returnTarget,
  routeClose,
  routeExemption,
  routeFollowUp,
  routeReply,
  separationOfDuties,
  startMessageTwice,
  statusUnknown,
  stepSetting,
  unreachable,
  userTaskLimit,
  variableUnknown,
];
