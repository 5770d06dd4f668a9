import { Injectable } from '@nestjs/common';
import type { Sql } from '../../database/database.js';
import { RequesterVault } from './requester-vault.js';

export interface RequesterRow {
  id: string;
  kind: string;
  nameCipher: Uint8Array | null;
  phoneCipher: Uint8Array | null;
  maskedName: string;
  maskedPhone: string | null;
}

export interface ShownRequester {
  kind: string;
  name: string;
  phone: string | null;
  masked: boolean;
}

@Injectable()
export class RequesterQueries {
  constructor(private readonly vault: RequesterVault) {}

  byIds(sql: Sql, ids: readonly string[]): Promise<RequesterRow[]> {
    return sql<RequesterRow[]>`
      /* requestersByIds */
      select id, kind, name_cipher as "nameCipher", phone_cipher as "phoneCipher", masked_name as "maskedName", masked_phone as "maskedPhone"
      from requesters
      where id = any(${ids as string[]})`;
  }

  show(row: RequesterRow, unmasked: boolean): ShownRequester {
    if (!unmasked || row.kind === 'ANONYMOUS')
      return { kind: row.kind, name: row.maskedName, phone: row.maskedPhone, masked: row.kind !== 'ANONYMOUS' };
    return {
      kind: row.kind,
      name: row.nameCipher ? this.vault.open(row.nameCipher) : '',
      phone: row.phoneCipher ? this.vault.open(row.phoneCipher) : null,
      masked: false,
    };
  }
}
