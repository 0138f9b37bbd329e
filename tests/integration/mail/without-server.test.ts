import { afterAll, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { findMail, mailSending } from '#lib/mail/list-mails.ts';
import { sendAgain } from '#lib/mail/send-again.ts';
import { sendTest } from '#lib/mail/send-test.ts';
import { wakeMails } from '#lib/mail/wake-mails.ts';
import { closeQueues } from '#lib/queue/enqueue.ts';
import { aBusiness } from '#tests/support/connect.ts';

afterAll(closeQueues);

test('without a mail server a mail is kept with its link to copy, and nothing ever sends it', async () => {
  const scope = await aBusiness();
  const business = await db.business.findUniqueOrThrow({ where: { id: scope.businessId } });
  const sent = await sendTest(scope, { name: 'Ada', email: 'ada@example.com' }, business);
  const id = sent.ok ? sent.value.mailId : '';
  expect(mailSending()).toBe('sandbox');
  expect(await wakeMails()).toBe(0);
  expect(await findMail(scope, id)).toMatchObject({
    notice: { state: 'Not sent' },
    link: `http://localhost:3000/${business.slug}/settings/mail`,
    html: expect.stringContaining('A test message from Intray'),
    maySendAgain: false,
  });
  expect(await sendAgain(scope, id)).toMatchObject({ ok: false, error: { code: 'noMailServer' } });
});
