import { createHash } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { fileTypeFromBuffer } from 'file-type';
import { v7 as uuid } from 'uuid';
import { Clock } from '../../clock/clock.js';
import { env } from '../../config/env.js';
import { Database } from '../../database/database.js';
import { appendEvent } from '../events/events.public.js';
import { AttachmentRefused } from './attachment.errors.js';
import type { AttachmentRow } from './attachment.queries.js';
import { documentStream, uploaderActor } from './document-stream.js';

export const MAX_MEGABYTES = 20;

/** By content, never by name (an executable called photo.jpg is refused). */
const TAKEN = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/heic',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'audio/mpeg',
  'audio/wav',
  'video/mp4',
]);

@Injectable()
export class StoreAttachment {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes the file outside the web root, then its row with the first event of its history; it belongs to no case until
   * an act names it. @param uploadedBy null for a citizen without an account @throws AttachmentRefused
   */
  async execute(
    file: { name: string; content: Buffer; truncated: boolean },
    uploadedBy: string | null,
  ): Promise<AttachmentRow> {
    const limits = { megabytes: MAX_MEGABYTES };
    if (file.truncated) throw new AttachmentRefused('tooLarge', limits);
    const type = await fileTypeFromBuffer(file.content);
    if (!type || !TAKEN.has(type.mime)) throw new AttachmentRefused('unknownType', limits);
    const id = uuid();
    const at = this.clock.now();
    const folder = join(env.YOUSU_DATA, 'attachments', id.slice(0, 8));
    const storedAs = join(id.slice(0, 8), `${id}.${type.ext}`);
    const path = join(env.YOUSU_DATA, 'attachments', storedAs);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(`${path}.part`, file.content, { mode: 0o600 });
    await rename(`${path}.part`, path);
    const name = [...file.name.replace(/[\\/\p{Cc}]/gu, '_')].slice(-120).join('') || `file.${type.ext}`;
    const sha256 = createHash('sha256').update(file.content).digest();
    try {
      await this.database.inTransaction(async (sql) => {
        await sql`
          /* insertAttachment */
          insert into attachments (id, name, media_type, size_bytes, sha256, stored_as, uploaded_by, uploaded_at)
          values (${id}, ${name}, ${type.mime}, ${file.content.length}, ${sha256}, ${storedAs}, ${uploadedBy}, ${at})`;
        await appendEvent(sql, {
          type: 'document.uploaded',
          caseId: null,
          stream: documentStream(id),
          actor: uploaderActor(uploadedBy),
          body: { mediaType: type.mime, sizeBytes: file.content.length, sha256: sha256.toString('hex') },
          // People name files after themselves and others.
          personal: { name },
          at,
        });
      });
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    return {
      id,
      name,
      mediaType: type.mime,
      sizeBytes: file.content.length,
      uploadedAt: at,
      uploadedById: uploadedBy,
      storedAs,
    };
  }
}
