import { connectAs } from '../local/database.mjs';
import { waitUntil } from '../local/processes.mjs';
import { readTypeScript } from '../local/typescript.mjs';
import { withSystem } from './bench-system.mjs';

export const OPTIONS = /** @type {const} */ ({ rows: 'value' });

const ROWS = 50_000;
/** As the exporter sends them under load. */
const ROWS_OF_DELIVERY = 1_000;
const INSTANCES = 60;
const AT_ONCE = 8;
/** None the engine has. */
const PARTITION = 9;
/** Between the keys of one round and the same of the next. */
const KEYS_APART = 10n ** 11n;
const PATIENCE_MS = 120_000;

/**
 * Records that an engine made of cases (case-main, straight) and of processes of two tasks, posted to the intake again and again
 * as an exporter does, one delivery after the other, each round with keys and positions of its own: rows stored in a second.
 * @param {import('../local/steps.mjs').Steps} steps @param {{ rows?: string }} options @param {import('./figures.mjs').Figures} figures
 */
export function run(steps, options, figures) {
  readTypeScript();
  return withSystem(steps, (system) => post(steps, system, Number(options.rows ?? ROWS), figures));
}

async function post(steps, system, wanted, figures) {
  const { RawEngine } = await import('./raw-engine.mjs');
  const sql = await connectAs(system.adminUrl, { max: 2 });
  const raw = new RawEngine(system.zeebeAddress);
  try {
    await raw.deploy();
    const lines = await steps.run(
      `Recording ${INSTANCES} cases and as many processes`,
      () => record(raw, sql),
      (found) => `${found.length} rows`,
    );
    const rounds = Math.ceil(wanted / lines.length);
    const deliveries = [];
    for (let round = 1; round <= rounds; round += 1) {
      const again = lines.map((line, place) => renewed(line, round, (round - 1) * lines.length + place + 1));
      for (let from = 0; from < again.length; from += ROWS_OF_DELIVERY)
        deliveries.push(again.slice(from, from + ROWS_OF_DELIVERY));
    }
    // The first find caches and statements cold; nobody counts them.
    for (const delivery of deliveries.splice(0, 2)) await deliver(system.intake, delivery);
    const rows = deliveries.reduce((sum, delivery) => sum + delivery.length, 0);
    const began = performance.now();
    await steps.run(`Posting ${rows} rows`, async () => {
      for (const delivery of deliveries) await deliver(system.intake, delivery);
    });
    const seconds = (performance.now() - began) / 1_000;
    const [{ stored }] = await sql`
      select count(*)::int as stored from engine_records where partition_id = ${PARTITION}`;
    figures.add('intake', 'rows taken in and projected', rows / seconds, 'per second', { atLeast: 5_000 });
    figures.add('intake', 'rows posted and not stored', lines.length * rounds - stored, 'rows', { atMost: 0 });
  } finally {
    await raw.close();
    await sql.end({ timeout: 1 });
  }
}

/** The records of instances that begin now, as the exporter wrote what the intake keeps of them, in their order. */
async function record(raw, sql) {
  const [{ before }] =
    await sql`select coalesce(max(position), 0) as before from engine_records where partition_id = 1`;
  await raw.carryTwoSteps(INSTANCES, AT_ONCE);
  await raw.carryCases(INSTANCES, AT_ONCE);
  const ended = () => sql`
    select from engine_records
    where partition_id = 1 and position > ${before} and value_type = 'PROCESS_INSTANCE' and intent = 'ELEMENT_COMPLETED'
      and value ->> 'bpmnElementType' = 'PROCESS'`;
  await waitUntil(async () => (await ended()).length >= 2 * INSTANCES, {
    timeoutMs: PATIENCE_MS,
    what: 'The records of what was carried do not arrive',
  });
  const rows = await sql`
    select json_build_object('partitionId', partition_id, 'position', position, 'timestamp', (extract(epoch from at) * 1000)::bigint,
      'recordType', 'EVENT', 'valueType', value_type, 'intent', intent, 'key', key, 'sourceRecordPosition', coalesce(source_position, -1), 'value', value)::text as line,
      process_instance_key as instance
    from engine_records
    where partition_id = 1 and position > ${before}
    order by position`;
  const keys = rows.flatMap(({ instance }) => instance ?? []);
  const first = keys.reduce((least, key) => (BigInt(key) < least ? BigInt(key) : least), BigInt(keys[0]));
  return rows.map(({ line }) => ({ line, first }));
}

const KEY = /\b2251799\d{9}\b/g;

/** Those of definitions are older and stay. */
function renewed({ line, first }, round, position) {
  const text = line
    .replace(/"partitionId" ?: ?\d+/, `"partitionId":${PARTITION}`)
    .replace(/"position" ?: ?\d+/, `"position":${position}`)
    .replace(/"(valueType|intent|timestamp)" : /g, '"$1":')
    .replace(KEY, (key) => String(BigInt(key) < first ? key : BigInt(key) + BigInt(round) * KEYS_APART));
  return { position, text };
}

async function deliver({ url, user, password }, lines) {
  const body = lines
    .map(({ position, text }) => `{"index":{"_index":"bench","_id":"${PARTITION}-${position}"}}\n${text}\n`)
    .join('');
  const response = await fetch(`${url}/_bulk`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-ndjson',
      authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
    },
    body,
  });
  if (!response.ok) throw new Error(`the intake answered ${response.status}: ${await response.text()}`);
  await response.arrayBuffer();
}
