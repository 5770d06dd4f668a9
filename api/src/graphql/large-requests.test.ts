import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Role } from '../access/viewer.js';
import { allowLargeModels } from './large-requests.js';

const USUAL = 1_000;
const server = new FastifyAdapter({ bodyLimit: USUAL }).getInstance() as unknown as FastifyInstance;
const sessions = {
  read: async ({ headers }: { headers: Record<string, unknown> }) =>
    headers['x-role'] ? { viewer: { roles: [headers['x-role'] as Role] } } : null,
  ended: async () => [],
};
allowLargeModels(server, sessions as never, USUAL);
for (const url of ['/graphql', '/other']) server.post(url, async ({ body }) => ({ size: JSON.stringify(body).length }));

afterAll(() => server.close());

const send = async (url: string, length: number, headers: Record<string, string> = {}) =>
  (await server.inject({ method: 'POST', url, payload: { text: 'x'.repeat(length) }, headers })).statusCode;

it('takes a large request from a designer, and from nobody else', async () => {
  expect(await send('/graphql', 5_000, { 'x-role': 'DE' })).toBe(200);
  expect(await send('/graphql', 5_000, { 'x-role': 'HA' })).toBe(413);
  expect(await send('/graphql', 5_000)).toBe(413);
  expect(await send('/graphql', 500)).toBe(200);
});

it('keeps every other address and every larger model to their limits', async () => {
  expect(await send('/other', 5_000, { 'x-role': 'DE' })).toBe(413);
  expect(await send('/graphql', 17 * 1024 * 1024, { 'x-role': 'DE' })).toBe(413);
});
