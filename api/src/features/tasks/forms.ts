import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type FormSchema, parseFormSchema } from '../../../../common/src/forms/form-schema.js';
import type { Sql } from '../../database/database.js';

export interface StoredForm {
  id: string;
  version: number;
  schema: unknown;
  parsed: FormSchema;
}

/** Forms as the engine holds them, parsed once per version. */
@Injectable()
export class Forms {
  private readonly known = new LRUCache<string, StoredForm>({ max: 300 });

  /** Null for a task without a form, or when its form was never stored here. */
  async find(sql: Sql, engineId: number, formId: string | null, version: number | null): Promise<StoredForm | null> {
    if (!formId || version === null) return null;
    const key = `${engineId}:${formId}:${version}`;
    const known = this.known.get(key);
    if (known) return known;
    const [row] = await sql<{ content: string | null }[]>`
      /* formContent */
      select content
      from deployed_resources
      where engine_id = ${engineId} and kind = 'FORM' and resource_id = ${formId} and version = ${version}`;
    if (!row?.content) return null;
    const schema: unknown = JSON.parse(row.content);
    const form = { id: formId, version, schema, parsed: parseFormSchema(schema) };
    this.known.set(key, form);
    return form;
  }
}
