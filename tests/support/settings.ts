import { tmpdir } from 'node:os';

/**
 * The application's settings for a test that imports its code; call it before the first `await import` of anything that reads them.
 * @param appUrl `appUrl` of createTestDatabase()
 */
export function testSettings(appUrl: string, more: Record<string, string> = {}): void {
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
}
