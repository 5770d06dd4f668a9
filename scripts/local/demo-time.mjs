import { connectAs } from './database.mjs';
import { UserError } from './user-error.mjs';

/**
 * YOUSU_DEMO_BEGINS: when the application's time of a new demonstration begins, in Shanghai time unless it has an offset.
 * @param {string | undefined} text @returns {number | undefined} epoch ms
 */
export function demoBegins(text) {
  if (!text) return undefined;
  const zoned = /(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}+08:00`;
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) ? Date.parse(zoned) : Number.NaN;
  if (Number.isNaN(at) || at > Date.now())
    throw new UserError(
      `YOUSU_DEMO_BEGINS is "${text}", but a moment in the past is expected, for example 2026-09-24T09:00.`,
      2,
    );
  return at;
}

/**
 * Puts a new data folder into the past: application time begins at `at`, the engine keeps its own, and the lead between them
 * stays the same for ever, because an engine's clock never goes back. A folder that has a lead already keeps it.
 * @param {string} adminUrl @param {string} engineName @param {number} at epoch ms
 */
export async function beginInThePast(adminUrl, engineName, at) {
  const sql = await connectAs(adminUrl);
  try {
    const lead = Date.now() - at;
    await sql.begin(async (tx) => {
      const made = await tx`
        insert into engines (name, lead_ms) values (${engineName}, ${lead})
        on conflict (name) do nothing
        returning id`;
      if (made.length > 0) await tx`update application_clock set offset_ms = ${-lead}`;
    });
  } finally {
    await sql.end({ timeout: 1 });
  }
}
