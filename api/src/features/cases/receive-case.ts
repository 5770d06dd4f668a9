import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { makeCaseNumber, scramble } from '../../../../common/src/case-number/case-number.js';
import { makeCheckCode } from '../../../../common/src/case-number/check-code.js';
import { bigrams } from '../../../../common/src/text/bigrams.js';
import { demand } from '../../access/permissions.js';
import { Clock } from '../../clock/clock.js';
import type { MessageName } from '../../contract.generated.js';
import { Database, type Sql } from '../../database/database.js';
import { appendToOutbox } from '../../outbox/outbox.js';
import { EngineIdentity } from '../../process-engine/engine-identity.js';
import { appendEvent } from '../events/events.public.js';
import { attachFiles } from './attach-files.js';
import { UnknownReference } from './case.errors.js';
import { secrecyOf, titleOf } from './case.model.js';
import { type CaseActor, eventActor } from './case-actor.js';
import { type ReceiveCaseInput, readReceiveCaseInput } from './receive-case-input.js';
import { maskName, maskPhone, normalisePhone, RequesterVault } from './requester-vault.js';

/** A start message with this id is de-duplicated by the engine for an hour (engine.md section 3). */
const START_MESSAGE: MessageName = 'msg.case.received';
const START_MESSAGE_TTL_MS = 3_600_000;
const NUMBERS_PER_DAY = 1_000_000;

export interface ReceivedCase {
  id: string;
  number: string;
  receivedAt: Date;
  /** The same however often the request is sent: an answer that got lost must not lose the citizen's code. */
  checkCode: string;
  alreadyReceived: boolean;
}

@Injectable()
export class ReceiveCase {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly vault: RequesterVault,
    private readonly engine: EngineIdentity,
  ) {}

  /**
   * Stores the request in the citizen's own words and starts its route through the outbox. The same key by the same
   * actor gives the same case, however often it is sent.
   * @throws InvalidInput, UnknownReference, NotPermitted
   */
  execute(raw: unknown, actor: CaseActor): Promise<ReceivedCase> {
    if (actor.kind === 'USER') demand(actor.viewer, 'receiveCase');
    const input = readReceiveCaseInput(raw);
    const key = `${actor.kind === 'USER' ? actor.viewer.id : 'citizen'}:${input.idempotencyKey}`;
    return this.database.inTransaction(async (sql) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
      const known = await this.findByKey(sql, key);
      const checkCode = makeCheckCode(this.vault.index('checkCode', `made from ${key}`));
      if (known) return { ...known, checkCode, alreadyReceived: true };
      await this.demandReferences(sql, input);
      const id = uuid();
      const receivedAt = this.clock.now();
      const number = await this.nextNumber(sql, receivedAt);
      const requesterId = await this.insertRequester(sql, input, receivedAt);
      const secrecy = secrecyOf(input.type, input.secrecy);
      const title = titleOf(input.text, input.title);
      await sql`
        /* insertCase */
        insert into cases ${sql({
          id,
          number,
          check_code_hash: this.vault.index('checkCode', `${number}:${checkCode}`),
          idempotency_key: key,
          type: input.type,
          channel: input.channel,
          category_code: input.categoryCode ?? null,
          area_code: input.areaCode ?? null,
          place: input.place ?? '',
          title,
          original_text: input.text,
          requester_id: requesterId,
          secrecy,
          status: 'RECEIVED',
          phase: 'RECEIVE',
          duplicate_of: input.duplicateOf ?? null,
          first_receiver_user_id: actor.kind === 'USER' ? actor.viewer.id : null,
          first_receiver_unit_id: actor.kind === 'USER' ? actor.viewer.unitId : null,
          received_at: receivedAt,
        })}`;
      await sql`
        /* insertCaseWords */
        insert into case_words (case_id, bigrams)
        values (${id}, ${bigrams(`${title} ${input.text} ${input.place ?? ''}`)})`;
      await attachFiles(sql, id, input.attachmentIds ?? [], actor, receivedAt);
      await appendEvent(sql, {
        type: 'case.received',
        caseId: id,
        actor: eventActor(actor),
        body: {
          number,
          type: input.type,
          channel: input.channel,
          category: input.categoryCode ?? null,
          area: input.areaCode ?? null,
          secrecy,
          statedDisposition: input.statedDisposition ?? null,
          attachments: input.attachmentIds?.length ?? 0,
          attachmentIds: input.attachmentIds ?? [],
        },
        personal: { text: input.text },
        at: receivedAt,
      });
      await appendToOutbox(sql, {
        lane: id,
        kind: 'PUBLISH_MESSAGE',
        engineId: this.engine.engineId,
        caseId: id,
        command: {
          name: START_MESSAGE,
          correlationKey: number,
          messageId: id,
          timeToLiveMs: START_MESSAGE_TTL_MS,
          variables: {
            caseId: id,
            caseNumber: number,
            caseType: input.type,
            channel: input.channel,
            category: input.categoryCode ?? '',
            area: input.areaCode ?? '',
            secrecy,
            statedDisposition: input.statedDisposition ?? '',
          },
        },
      });
      return { id, number, receivedAt, checkCode, alreadyReceived: false };
    });
  }

  private async findByKey(sql: Sql, key: string): Promise<{ id: string; number: string; receivedAt: Date } | null> {
    const [row] = await sql<{ id: string; number: string; receivedAt: Date }[]>`
      /* findCaseByKey */
      select id, number, received_at as "receivedAt"
      from cases
      where idempotency_key = ${key}`;
    return row ?? null;
  }

  private async demandReferences(sql: Sql, input: ReceiveCaseInput): Promise<void> {
    const [found] = await sql<{ category: boolean; area: boolean; duplicate: boolean }[]>`
      /* findReferences */
      select exists (select from categories where code = ${input.categoryCode ?? ''} and active) as category,
        exists (select from areas where code = ${input.areaCode ?? ''} and active) as area,
        exists (select from cases where id = ${input.duplicateOf ?? null}) as duplicate`;
    if (input.categoryCode && !found?.category) throw new UnknownReference('categoryCode', input.categoryCode);
    if (input.areaCode && !found?.area) throw new UnknownReference('areaCode', input.areaCode);
    if (input.duplicateOf && !found?.duplicate) throw new UnknownReference('duplicateOf', input.duplicateOf);
  }

  private async nextNumber(sql: Sql, receivedAt: Date): Promise<string> {
    const [row] = await sql<{ next: string }[]>`select nextval('case_sequence')::text as next`;
    return makeCaseNumber(receivedAt.getTime(), scramble(Number(BigInt(row?.next ?? 0) % BigInt(NUMBERS_PER_DAY))));
  }

  private async insertRequester(sql: Sql, { requester }: ReceiveCaseInput, at: Date): Promise<string> {
    const id = uuid();
    const named = requester.kind !== 'ANONYMOUS';
    const name = named ? (requester.name ?? '') : '';
    const phone = named ? normalisePhone(requester.phone ?? '') : '';
    await sql`
      /* insertRequester */
      insert into requesters ${sql({
        id,
        kind: requester.kind,
        name_cipher: name ? this.vault.seal(name) : null,
        phone_cipher: phone ? this.vault.seal(phone) : null,
        name_index: name ? this.vault.index('name', name) : null,
        phone_index: phone ? this.vault.index('phone', phone) : null,
        phone_last4_index: phone ? this.vault.index('last4', phone.slice(-4)) : null,
        masked_name: maskName(name),
        masked_phone: phone ? maskPhone(phone) : null,
        created_at: at,
      })}`;
    return id;
  }
}
