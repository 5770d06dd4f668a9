import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  HTTP_REFUSED,
  type HttpCallSettings,
  readHttpCall,
  takenFrom,
} from '../../../../common/src/platform-steps/http-call.js';
import { Clock } from '../../clock/clock.js';
import { Database } from '../../database/database.js';
import { AppError } from '../../errors/app-error.js';
import { BusinessRefusal, defineJob, JobHandler, TryAgainLater } from '../../process-engine/job-handler.js';
import type { EngineJob } from '../../process-engine/process-engine.js';
import { CaseRepository, isOpen } from '../cases/cases.public.js';
import { appendEvent } from '../events/events.public.js';
import { doneBefore } from './done-before.js';
import { HttpAnswerUnreadable, HttpCallNotSet, HttpRedirected } from './http/http.errors.js';
import { type HttpAnswer, HttpDoor } from './http/http-door.js';

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const definition = defineJob({
  type: 'http-call',
  input: z.object({ caseId: z.uuid(), httpUrl: z.string().min(1).max(2_000), httpBody: z.json().nullish() }),
  output: z.record(z.string(), value),
  fetchVariables: ['caseId', 'httpUrl', 'httpBody'],
});

type Input = z.infer<typeof definition.input>;
type Output = z.infer<typeof definition.output>;

const CALLED = 'case.httpCalled';
/** Waiting before each further try; the job's own number of tries ends it, and an incident tells an operator. */
const BACK_OFF_MS = [600_000, 120_000, 30_000, 5_000] as const;
/** Answers that another try may change. */
const LATER: readonly number[] = [408, 425, 429];

/**
 * Asks a system outside: what it is asked is JSON of ids and enums that the model puts together, and of what it answers only
 * the values that the model names, of types that are no text, become variables. The same job asks once more only when the
 * first answer was not kept, and says so by its idempotency key.
 */
@Injectable()
export class HttpCallJob extends JobHandler<Input, Output> {
  readonly definition = definition;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cases: CaseRepository,
    private readonly door: HttpDoor,
  ) {
    super();
  }

  async handle({ caseId, httpUrl, httpBody }: Input, job: EngineJob): Promise<Output> {
    const { settings, problems } = readHttpCall(job.headers);
    const [first] = problems;
    if (first) throw new HttpCallNotSet(first.setting, first.problem);
    const kept = await this.database.inTransaction(async (sql) => {
      // An ended case asks nobody anything.
      if (!isOpen(await this.cases.get(sql, caseId))) return nothing(settings);
      const before = await doneBefore(sql, caseId, { type: CALLED, job: job.key });
      return before ? (JSON.parse(String(before.outputs)) as Output) : null;
    });
    if (kept) return kept;
    const body = settings.method === 'GET' || httpBody == null ? null : JSON.stringify(httpBody);
    const answer = await this.ask({ method: settings.method, url: httpUrl, body, idempotencyKey: job.key }, job);
    const host = URL.parse(httpUrl)?.host ?? '';
    const outputs = outputsOf(settings, answer, host);
    await this.database.inTransaction(async (sql) => {
      await this.cases.get(sql, caseId);
      await appendEvent(sql, {
        type: CALLED,
        caseId,
        actor: { kind: 'ENGINE' },
        body: {
          host,
          method: settings.method,
          status: answer.status,
          outputs: JSON.stringify(outputs),
          element: job.elementId,
          job: job.key,
        },
        at: this.clock.now(),
      });
    });
    return outputs;
  }

  private async ask(request: Parameters<HttpDoor['send']>[0], job: EngineJob): Promise<HttpAnswer> {
    const host = URL.parse(request.url)?.host ?? '';
    const answer = await this.door.send(request).catch((error: unknown) => {
      if (error instanceof AppError) throw error;
      throw away(host, codeOf(error), job);
    });
    const { status } = answer;
    if (status >= 500 || LATER.includes(status)) throw away(host, String(status), job);
    if (status >= 400) throw new BusinessRefusal(HTTP_REFUSED, `${host} answered ${status}`);
    if (status < 200 || status >= 300) throw new HttpRedirected(host, status);
    return answer;
  }
}

const nothing = ({ outputs }: HttpCallSettings): Output => Object.fromEntries(outputs.map(({ name }) => [name, null]));

const away = (host: string, why: string, job: EngineJob): TryAgainLater =>
  new TryAgainLater(`HttpAway: ${host} ${why}`, BACK_OFF_MS[Math.min(job.retries - 2, 3)] ?? 5_000, 'COUNTED');

/** A code or a kind, never what was sent. */
function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown';
}

function outputsOf(settings: HttpCallSettings, { body }: HttpAnswer, host: string): Output {
  if (settings.outputs.length === 0) return {};
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    throw new HttpAnswerUnreadable(host);
  }
  return Object.fromEntries(settings.outputs.map((output) => [output.name, takenFrom(output, answer)]));
}
