import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { AppError } from '../errors/app-error.js';
import { log } from '../errors/log.js';

/** Nest would log every thrown error with its stack; refusals by rule are not errors of ours. */
@Catch()
export class ErrorLogFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): unknown {
    if (error instanceof AppError) log.debug({ code: error.code, name: error.name }, 'refused');
    else log.error({ err: error }, 'failed');
    if (host.getType<string>() === 'graphql') return error;
    throw error;
  }
}
