import pino from 'pino';
import { env } from '../config/env.js';

/** Ids and counts only: no personal data, no request bodies. */
export const log = pino({ level: env.YOUSU_LOG_LEVEL, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });
