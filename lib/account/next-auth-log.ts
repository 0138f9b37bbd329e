import { log } from '#lib/log.ts';

type Trouble = Error | { error: Error };

/**
 * What next-auth has to say, in lines like all of ours. What it hands over beside the error may hold what was typed or a
 * cookie, so nothing but the error's name, its message and where it was thrown is kept.
 */
export const nextAuthLog = {
  error(code: string, trouble: Trouble): void {
    const { name, message, stack } = trouble instanceof Error ? trouble : trouble.error;
    const line = { code, err: { type: name, message, stack } };
    // Whoever sends a cookie that is not ours causes it, and is signed out.
    if (code === 'JWT_SESSION_ERROR') log.warn(line, 'a session’s cookie could not be read');
    else log.error(line, 'next-auth failed');
  },
  warn(code: string): void {
    log.warn({ code }, 'next-auth warns');
  },
  debug(): void {},
};
