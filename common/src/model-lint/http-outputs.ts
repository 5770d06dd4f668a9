import { type HttpOutput, readHttpCall } from '../platform-steps/http-call.js';
import { type BpmnElement, headers, jobType } from './bpmn-element.js';
import { HTTP_JOB } from './platform.js';

/** Variables that a step which calls another system takes from its answer. */
export function httpOutputs(element: BpmnElement): HttpOutput[] {
  return jobType(element) === HTTP_JOB ? readHttpCall(headers(element)).settings.outputs : [];
}
