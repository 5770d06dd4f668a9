import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { collectDefaultMetrics } from 'prom-client';
import { AppModule } from './app.module.js';
import { env } from './config/env.js';
import { log } from './errors/log.js';
import { FirstRun } from './first-run.js';
import { prepareHttpServer } from './http-server.js';
import { Workers } from './workers.js';

const BODY_LIMIT = 1024 * 1024;

/** API processes and workers are one codebase: run both in one process, or as many of each as a city needs. */
export async function startApplication(parts: { http: boolean; workers: boolean }): Promise<void> {
  collectDefaultMetrics();
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: env.YOUSU_TRUSTED_PROXIES,
    forceCloseConnections: true,
    allowErrorHandlerOverride: true,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter, { logger: ['error', 'fatal'] });
  if (parts.http) await prepareHttpServer(app, BODY_LIMIT);
  else await app.init();
  await app.get(FirstRun).execute();
  if (parts.workers) await app.get(Workers).start();
  if (parts.http) {
    await app.listen(env.YOUSU_PORT, env.YOUSU_HOST);
    log.info({ port: env.YOUSU_PORT }, 'serving');
  }
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    if (parts.workers) await app.get(Workers).stop();
    await app.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
}
