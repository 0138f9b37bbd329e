import { expect, test } from 'vitest';
import { nextAuthLog } from '#lib/account/next-auth-log.ts';
import { logLines } from '#tests/support/log-lines.ts';

test('what next-auth has to say is one line of JSON each, with its error and nothing else that it hands over', async () => {
  const error = Object.assign(new Error('no answer'), { body: 'a secret' });
  const lines = await logLines(async () => {
    nextAuthLog.error('CALLBACK_ERROR', { error, ...{ password: 'a secret', cookie: 'a secret' } });
    nextAuthLog.error('JWT_SESSION_ERROR', error);
    nextAuthLog.warn('NEXTAUTH_URL');
  });
  expect(lines).toMatchObject([
    { level: 50, code: 'CALLBACK_ERROR', err: { message: 'no answer' }, msg: 'next-auth failed' },
    { level: 40, code: 'JWT_SESSION_ERROR', err: { message: 'no answer' } },
    { level: 40, code: 'NEXTAUTH_URL' },
  ]);
  expect(JSON.stringify(lines)).not.toContain('a secret');
});
