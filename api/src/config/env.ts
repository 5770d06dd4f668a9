import { isIP } from 'node:net';
import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65535);
const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');

/** An address or a network (`10.0.0.0/8`), or a name that proxy-addr knows. */
function isNetwork(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', prefix] = text.split('/');
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  return bits > 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits));
}

const settings = z.object({
  /** Where the web and the API are served. */
  YOUSU_HOST: z.string().default('127.0.0.1'),
  YOUSU_PORT: port.default(3000),
  /** The engine's exporter posts here; loopback, never exposed. */
  YOUSU_INTAKE_HOST: z.string().default('127.0.0.1'),
  YOUSU_INTAKE_PORT: port.default(3081),
  YOUSU_INTAKE_USER: z.string().min(1).default('engine'),
  YOUSU_INTAKE_PASSWORD: z.string().min(16),
  /** The application's own role: not owner of anything. */
  DATABASE_URL: z.url(),
  YOUSU_DATABASE_CONNECTIONS: z.coerce.number().int().min(3).max(200).default(20),
  ZEEBE_ADDRESS: z
    .string()
    .regex(/^[^:/]+:\d+$/, 'host:port')
    .default('127.0.0.1:26500'),
  /** The engine's management port (exported position, clock); empty when it cannot be reached. */
  ZEEBE_MANAGEMENT_ADDRESS: z.string().default(''),
  /** Name of the engine's data folder or cluster: a new one repeats keys. */
  YOUSU_ENGINE_NAME: z.string().min(1),
  /** Attachments live here; outside the web root. */
  YOUSU_DATA: z.string().min(1),
  /** 32 bytes, base64: identities are encrypted with keys derived from it. */
  YOUSU_SECRET_KEY: z.string().refine((value) => Buffer.from(value, 'base64').length === 32, '32 bytes in base64'),
  YOUSU_DEMO: flag.default(false),
  /** Common password of the demo accounts; generated per data folder. */
  YOUSU_DEMO_PASSWORD: z.string().default(''),
  /** Password of the first administrator where there is no demo city. */
  YOUSU_ADMIN_PASSWORD: z.string().default(''),
  YOUSU_WORKFLOWS: z.string().default('workflows'),
  YOUSU_WEB_ROOT: z.string().default('dist/web'),
  /** Reverse proxies that are believed when they say whose request they pass on, with commas between; limits count per citizen's address. */
  YOUSU_TRUSTED_PROXIES: z
    .string()
    .default('loopback')
    .transform((networks) => networks.split(',').map((network) => network.trim()))
    .refine((networks) => networks.every(isNetwork), 'addresses or networks with commas between, or loopback'),
  /** Secure cookies; on behind TLS. */
  YOUSU_SECURE_COOKIES: flag.default(false),
  /** Per network address: a whole call centre may stand behind one. Logins and check codes have limits of their own. */
  YOUSU_REQUESTS_PER_MINUTE: z.coerce.number().int().min(60).default(30_000),
  /** Address of the provider that rings duty phones; empty: calls stand on the outbox page only. */
  YOUSU_CALL_URL: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
  /** Hosts it may be at, with commas between. */
  YOUSU_CALL_HOSTS: z
    .string()
    .default('')
    .transform((hosts) =>
      hosts
        .split(',')
        .map((host) => host.trim())
        .filter(Boolean),
    ),
  /** Signs what we ask of it and what it tells us. */
  YOUSU_CALL_SECRET: z.union([z.literal(''), z.string().min(16)]).default(''),
  /** The script that plays trials of the studio on a system of its own; empty: nothing can be tried here. */
  YOUSU_STAGE: z.string().default(''),
  /** Hosts that a step of a model may call, with commas between: `host`, `host:port`, or `http://host` where there is no TLS. Empty: none. */
  YOUSU_HTTP_CALL_HOSTS: z
    .string()
    .default('')
    .transform((hosts) =>
      hosts
        .split(',')
        .map((host) => host.trim().toLowerCase())
        .filter(Boolean),
    )
    .refine(
      (hosts) => hosts.every((host) => /^(?:https?:\/\/)?(?:[a-z\d.-]+|\[[\da-f:]+\])(?::\d{1,5})?$/.test(host)),
      'hosts such as api.example.gov.cn or http://api.example.gov.cn:8080, with commas between',
    ),
  YOUSU_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

const schema = settings.superRefine(({ YOUSU_CALL_URL, YOUSU_CALL_HOSTS, YOUSU_CALL_SECRET }, context) => {
  if (YOUSU_CALL_URL === '') return;
  const problem = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
  const { host, protocol, hostname } = new URL(YOUSU_CALL_URL);
  if (!YOUSU_CALL_HOSTS.includes(host)) problem('YOUSU_CALL_URL', `its host ${host} is not in YOUSU_CALL_HOSTS`);
  if (protocol !== 'https:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname))
    problem('YOUSU_CALL_URL', 'https, or a provider on this machine');
  if (YOUSU_CALL_SECRET === '') problem('YOUSU_CALL_SECRET', 'needed with YOUSU_CALL_URL, 16 characters or more');
});

export type Env = z.infer<typeof schema>;

/** @throws Error that names every setting that is missing or wrong */
export function readEnv(): Env {
  const result = schema.safeParse(process.env);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(
    `These settings are missing or wrong:\n  ${problems.join('\n  ')}\n"npm start" sets them all; see the settings table in README.md.`,
  );
}

/** The only reader of process.env in the application. */
export const env: Env = readEnv();
