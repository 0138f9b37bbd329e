import { pino } from 'pino';
import { env } from './env.ts';

/**
 * One structured logger for web and workers. Tokens, passwords, cookies and document content are never passed to
 * it; the redaction is the second line of defence.
 */
export const log = pino({
  level: env().LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: [
      'password',
      'accessToken',
      'refreshToken',
      'authorization',
      'cookie',
      '*.password',
      '*.accessToken',
      '*.refreshToken',
      '*.authorization',
      '*.cookie',
    ],
    censor: '[removed]',
  },
});
