'use server';

import { z } from 'zod';
import { action } from '#lib/action.ts';
import { ok } from '#lib/domain/result.ts';
import { readNow } from '#lib/mail/bounces/bounce-reading.ts';
import { sendAgain } from '#lib/mail/send-again.ts';
import { sendTest } from '#lib/mail/send-test.ts';

const permission = 'mail.manage';

/** *Send a test message* */
export const sendTestMessage = action(
  { name: 'send a test message', permission, input: z.object({}) },
  ({ scope, user, business }) => sendTest(scope, user, business),
);

/** *Send again* */
export const sendMailAgain = action(
  { name: 'send a mail again', permission, input: z.object({ mailId: z.uuid() }) },
  ({ scope, input }) => sendAgain(scope, input.mailId),
);

/** *Read now* */
export const readBouncesNow = action({ name: 'read the bounces', permission, input: z.object({}) }, async () => {
  await readNow();
  return ok(null);
});
