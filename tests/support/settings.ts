import { tmpdir } from 'node:os';

const KEPT = /^YOUSU_(?:TEST_|CACHE$|CHROMIUM$|EXPORT_ROWS$)/;

/**
 * The application's settings for a test that imports its code; call it before the first `await import` of anything that reads them.
 * Nothing stays of the settings of the file before, whose modules this one shares.
 * @param appUrl `appUrl` of createTestDatabase()
 */
export async function testSettings(appUrl: string, more: Record<string, string> = {}): Promise<void> {
  for (const name of Object.keys(process.env))
    if (name.startsWith('YOUSU_') && !KEPT.test(name)) delete process.env[name];
  Object.assign(process.env, {
    DATABASE_URL: appUrl,
    YOUSU_DATABASE_CONNECTIONS: '10',
    YOUSU_ENGINE_NAME: 'test',
    YOUSU_INTAKE_PASSWORD: 'test-intake-password',
    YOUSU_DATA: tmpdir(),
    YOUSU_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    YOUSU_LOG_LEVEL: 'silent',
    ...more,
  });
  const { env, readEnv } = await import('../../api/src/config/env.js');
  Object.assign(env, readEnv());
}
