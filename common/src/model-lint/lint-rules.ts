/// <reference path="../types/bpmnlint.d.ts" />
import recommended from 'bpmnlint/config/recommended.js';
import adHocSubProcess from 'bpmnlint/rules/ad-hoc-sub-process.js';
import conditionalFlows from 'bpmnlint/rules/conditional-flows.js';
import endEventRequired from 'bpmnlint/rules/end-event-required.js';
import eventBasedGateway from 'bpmnlint/rules/event-based-gateway.js';
import eventSubProcessTypedStartEvent from 'bpmnlint/rules/event-sub-process-typed-start-event.js';
import fakeJoin from 'bpmnlint/rules/fake-join.js';
import global from 'bpmnlint/rules/global.js';
import labelRequired from 'bpmnlint/rules/label-required.js';
import linkEvent from 'bpmnlint/rules/link-event.js';
import noBpmndi from 'bpmnlint/rules/no-bpmndi.js';
import noComplexGateway from 'bpmnlint/rules/no-complex-gateway.js';
import noDisconnected from 'bpmnlint/rules/no-disconnected.js';
import noDuplicateSequenceFlows from 'bpmnlint/rules/no-duplicate-sequence-flows.js';
import noGatewayJoinFork from 'bpmnlint/rules/no-gateway-join-fork.js';
import noImplicitEnd from 'bpmnlint/rules/no-implicit-end.js';
import noImplicitSplit from 'bpmnlint/rules/no-implicit-split.js';
import noImplicitStart from 'bpmnlint/rules/no-implicit-start.js';
import noInclusiveGateway from 'bpmnlint/rules/no-inclusive-gateway.js';
import noOverlappingElements from 'bpmnlint/rules/no-overlapping-elements.js';
import singleBlankStartEvent from 'bpmnlint/rules/single-blank-start-event.js';
import singleEventDefinition from 'bpmnlint/rules/single-event-definition.js';
import startEventRequired from 'bpmnlint/rules/start-event-required.js';
import subProcessBlankStartEvent from 'bpmnlint/rules/sub-process-blank-start-event.js';
import superfluousGateway from 'bpmnlint/rules/superfluous-gateway.js';
import superfluousLabel from 'bpmnlint/rules/superfluous-label.js';
import superfluousTermination from 'bpmnlint/rules/superfluous-termination.js';
import engine from 'bpmnlint-plugin-camunda-compat';
import engineCalledElement from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/called-element.js';
import engineConnectorProperties from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/connector-properties/index.js';
import engineDuplicateTaskHeaders from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/duplicate-task-headers.js';
import engineElementType from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/element-type/index.js';
import engineErrorReference from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/error-reference.js';
import engineEscalationBoundaryEventAttachedToRef from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/escalation-boundary-event-attached-to-ref.js';
import engineEscalationReference from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/escalation-reference.js';
import engineEventBasedGatewayTarget from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/event-based-gateway-target.js';
import engineExecutableProcess from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/executable-process.js';
import engineFeel from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/feel.js';
import engineFeelCompatibility from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/feel-compatibility.js';
import engineImplementation from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/implementation/index.js';
import engineInclusiveGateway from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/inclusive-gateway.js';
import engineIoMapping from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/io-mapping.js';
import engineLinkEvent from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/link-event.js';
import engineLoopCharacteristics from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/loop-characteristics.js';
import engineMessageReference from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/message-reference.js';
import engineNoBindingType from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-binding-type.js';
import engineNoBusinessId from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-business-id.js';
import engineNoCancelExecutionListener from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-cancel-execution-listener.js';
import engineNoExecutionListenerHeaders from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-execution-listener-headers.js';
import engineNoExecutionListeners from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-execution-listeners.js';
import engineNoExpression from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-expression.js';
import engineNoJobPriorityDefinition from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-job-priority-definition.js';
import engineNoLoop from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-loop.js';
import engineNoMultipleNoneStartEvents from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-multiple-none-start-events.js';
import engineNoPriorityDefinition from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-priority-definition.js';
import engineNoTaskListeners from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-task-listeners.js';
import engineNoVersionTag from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/no-version-tag.js';
import engineSecrets from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/secrets.js';
import engineSequenceFlowCondition from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/sequence-flow-condition.js';
import engineSignalReference from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/signal-reference.js';
import engineStartEventForm from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/start-event-form.js';
import engineSubscription from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/subscription.js';
import engineTaskSchedule from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/task-schedule.js';
import engineTimer from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/timer/index.js';
import engineUserTaskDefinition from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/user-task-definition.js';
import engineUserTaskForm from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/user-task-form.js';
import engineVariableName from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/variable-name.js';
import engineWaitForCompletion from 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/wait-for-completion.js';

/** The engine that runs the models. */
const ENGINE = 'camunda-cloud-8-5';

type RuleFactory = (config?: unknown) => { check: unknown };

/** A rule of bpmnlint or of its plug-in for the engine, imported by name: a browser has no disk to look for it on. */
export interface LintRule {
  readonly code: string;
  readonly level: 'error' | 'warning';
  /** A new one for each file: some remember what they saw. */
  readonly make: () => { check: unknown };
}

const RECOMMENDED: Readonly<Record<string, RuleFactory>> = {
  'ad-hoc-sub-process': adHocSubProcess,
  'conditional-flows': conditionalFlows,
  'end-event-required': endEventRequired,
  'event-based-gateway': eventBasedGateway,
  'event-sub-process-typed-start-event': eventSubProcessTypedStartEvent,
  'fake-join': fakeJoin,
  global: global,
  'label-required': labelRequired,
  'link-event': linkEvent,
  'no-bpmndi': noBpmndi,
  'no-complex-gateway': noComplexGateway,
  'no-disconnected': noDisconnected,
  'no-duplicate-sequence-flows': noDuplicateSequenceFlows,
  'no-gateway-join-fork': noGatewayJoinFork,
  'no-implicit-split': noImplicitSplit,
  'no-implicit-end': noImplicitEnd,
  'no-implicit-start': noImplicitStart,
  'no-inclusive-gateway': noInclusiveGateway,
  'no-overlapping-elements': noOverlappingElements,
  'single-blank-start-event': singleBlankStartEvent,
  'single-event-definition': singleEventDefinition,
  'start-event-required': startEventRequired,
  'sub-process-blank-start-event': subProcessBlankStartEvent,
  'superfluous-gateway': superfluousGateway,
  'superfluous-label': superfluousLabel,
  'superfluous-termination': superfluousTermination,
};

const OF_ENGINE: Readonly<Record<string, RuleFactory>> = {
  implementation: engineImplementation,
  'called-element': engineCalledElement,
  'duplicate-task-headers': engineDuplicateTaskHeaders,
  'element-type': engineElementType,
  'error-reference': engineErrorReference,
  'event-based-gateway-target': engineEventBasedGatewayTarget,
  'executable-process': engineExecutableProcess,
  'loop-characteristics': engineLoopCharacteristics,
  'message-reference': engineMessageReference,
  'io-mapping': engineIoMapping,
  'no-binding-type': engineNoBindingType,
  'no-business-id': engineNoBusinessId,
  'no-cancel-execution-listener': engineNoCancelExecutionListener,
  'no-execution-listener-headers': engineNoExecutionListenerHeaders,
  'no-execution-listeners': engineNoExecutionListeners,
  'no-expression': engineNoExpression,
  'no-job-priority-definition': engineNoJobPriorityDefinition,
  'no-loop': engineNoLoop,
  'no-multiple-none-start-events': engineNoMultipleNoneStartEvents,
  'no-priority-definition': engineNoPriorityDefinition,
  'no-task-listeners': engineNoTaskListeners,
  'no-version-tag': engineNoVersionTag,
  'sequence-flow-condition': engineSequenceFlowCondition,
  'start-event-form': engineStartEventForm,
  subscription: engineSubscription,
  timer: engineTimer,
  'user-task-definition': engineUserTaskDefinition,
  'user-task-form': engineUserTaskForm,
  'variable-name': engineVariableName,
  feel: engineFeel,
  'feel-compatibility': engineFeelCompatibility,
  'connector-properties': engineConnectorProperties,
  'inclusive-gateway': engineInclusiveGateway,
  'escalation-boundary-event-attached-to-ref': engineEscalationBoundaryEventAttachedToRef,
  'escalation-reference': engineEscalationReference,
  'link-event': engineLinkEvent,
  'task-schedule': engineTaskSchedule,
  secrets: engineSecrets,
  'signal-reference': engineSignalReference,
  'wait-for-completion': engineWaitForCompletion,
};

/** Said by rules of our own, in words that tell what to do. */
const SAID_BY_OURS = ['no-bpmndi', 'label-required'];

/**
 * The recommended rules and those of the engine's version, each as strict as its maker says.
 * @throws when a new version of a package has a rule that is not imported here
 */
export const LINT_RULES: readonly LintRule[] = [
  ...Object.entries(recommended.rules)
    .filter(([name]) => !SAID_BY_OURS.includes(name))
    .map(([name, severity]) => lintRule('bpmnlint', name, RECOMMENDED[name], severity, undefined)),
  ...Object.entries(engine.configs[ENGINE]?.rules ?? {})
    // `bpmnlint/start-event-required` is a recommended rule.
    .filter(([name]) => !name.startsWith('bpmnlint/'))
    .map(([name, [severity, config]]) => lintRule('engine', name, OF_ENGINE[name], severity, config)),
];

function lintRule(
  maker: 'bpmnlint' | 'engine',
  name: string,
  factory: RuleFactory | undefined,
  severity: string,
  config: unknown,
): LintRule {
  if (!factory) throw new Error(`Rule ${name} of ${maker} is not imported in lint-rules.ts.`);
  return { code: `${maker}/${name}`, level: severity === 'error' ? 'error' : 'warning', make: () => factory(config) };
}
