import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { needsReconnecting } from '#lib/connections/lose-grant.ts';
import { db } from '#lib/db.ts';
import type { MailContent } from '#lib/domain/mail/mail-content.ts';
import { findAccountMail, findMail, listAccountMails, listMails } from '#lib/mail/list-mails.ts';
import { pruneMails } from '#lib/mail/prune-mails.ts';
import { sendAgain } from '#lib/mail/send-again.ts';
import { sendMail } from '#lib/mail/send-mail.ts';
import { sendTest } from '#lib/mail/send-test.ts';
import { wakeMails } from '#lib/mail/wake-mails.ts';
import { writeMails } from '#lib/mail/write-mails.ts';
import { closeQueues, enqueue } from '#lib/queue/enqueue.ts';
import type { PersonScope } from '#lib/scope.ts';
import { someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { logLines } from '#tests/support/log-lines.ts';
import { type SmtpServer, startSmtp, withMailSettings } from '#tests/support/smtp.ts';
import { startWorker } from '#tests/support/worker-process.ts';

let server: SmtpServer;
let scope: PersonScope;

withMailSettings();
beforeEach(async () => {
  await db.mail.deleteMany();
  scope = await aBusiness();
  server = await startSmtp();
});
afterEach(() => server.stop());
afterAll(closeQueues);

const ada = { name: 'Ada Lovelace', email: 'ada@example.com' };
const content: MailContent = {
  title: 'Please look',
  paragraphs: ['Something happened.'],
  button: { label: 'Look', url: 'https://books.example/look?token=the-secret-token' },
  footer: 'You get this because of a test.',
};

async function aMail({ to = [ada], businessId = scope.businessId as string | null } = {}): Promise<string> {
  const [id] = await db.$transaction((transaction) =>
    writeMails(transaction, { businessId, kind: 'test', to, content }),
  );
  return id ?? '';
}

const stateOf = (id: string) => db.mail.findUniqueOrThrow({ where: { id } });
/** As if the time of its next try, or of its lease, had come. */
const later = (id: string) => db.mail.update({ where: { id }, data: { dueAt: new Date(0) } });
const leaseOver = (id: string) => db.mail.update({ where: { id }, data: { leaseUntil: new Date(0) } });

/** What the sweep and the workers do, until nothing is due. */
async function sweepAndSend(): Promise<void> {
  await wakeMails();
  const due = await db.mail.findMany({ where: { state: 'WAITING', dueAt: { lte: new Date() } } });
  for (const { id } of due) await sendMail(id);
}

test('the admins of a business, and nobody else, are written to when its connection is lost, once', async () => {
  const { businessId } = scope;
  const { connectionId } = await someBooks(scope);
  const other = await db.user.create({ data: { email: 'bea@example.com', name: 'Bea', passwordHash: '-' } });
  await db.membership.create({ data: { businessId, userId: other.id, role: 'BOOKKEEPER' } });
  const worker = await startWorker();
  try {
    for (let times = 0; times < 2; times++) {
      await db.$transaction((transaction) => needsReconnecting(transaction, connectionId, 'authorisationLost'));
    }
    const mails = await listMails(scope);
    expect(mails.map(({ toName }) => toName)).toEqual(['Ada Admin']);
    await enqueue('send-mail', { mailId: mails[0]?.id ?? '' });
    await expect.poll(() => server.mails).toHaveLength(1);
    await expect.poll(async () => (await listMails(scope))[0]?.notice.state).toBe('Sent');
  } finally {
    await worker.stop();
  }
  const [mail] = server.mails;
  expect(mail?.from).toBe('intray@books.example');
  expect(mail?.text).toMatch(/Subject: Business \w+: Xero needs reconnecting/);
  expect(mail?.text).toContain('Content-Type: text/plain; charset=utf-8');
  expect(mail?.text).toContain('Content-Type: text/html; charset=utf-8');
  expect(mail?.text).toContain('Auto-Submitted: auto-generated');
});

test('what is undone was never written: a mail belongs to the transaction of its cause', async () => {
  const undone = db.$transaction(async (transaction) => {
    await writeMails(transaction, { businessId: scope.businessId, kind: 'test', to: [ada], content });
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  await sweepAndSend();
  expect(await db.mail.count()).toBe(0);
  expect(server.mails).toEqual([]);
});

test('however many workers are woken, and however often, a mail is sent once', async () => {
  const id = await aMail();
  await Promise.all(Array.from({ length: 10 }, () => sendMail(id)));
  await sweepAndSend();
  expect(server.mails).toHaveLength(1);
  expect(await stateOf(id)).toMatchObject({ state: 'SENT', tries: 1, problem: null, leaseUntil: null });
});

test('a refused address is shown with the words of the mail server, and not tried again', async () => {
  const id = await aMail();
  server.faults.recipient = [550];
  await sendMail(id);
  await later(id);
  await sweepAndSend();
  expect(server.mails).toEqual([]);
  expect(await findMail(scope, id)).toMatchObject({
    notice: { state: 'Refused', text: expect.stringContaining('refused the address') },
    serverText: '550 The mailbox is not here',
    maySendAgain: true,
  });
});

test('“not now” is answered by waiting, and then the very same mail goes out', async () => {
  const id = await aMail();
  server.faults.recipient = [451];
  server.faults.message = [452];
  await sendMail(id);
  const delayed = await stateOf(id);
  expect(delayed).toMatchObject({ state: 'WAITING', problem: 'recipientRefused' });
  await sweepAndSend();
  expect(await stateOf(id), 'not before its time').toMatchObject({ tries: 1 });

  await later(id);
  await sweepAndSend();
  const again = await stateOf(id);
  expect(again).toMatchObject({ state: 'WAITING', problem: 'contentRefused' });
  expect(again.dueAt > delayed.dueAt).toBe(true);

  await later(id);
  await sweepAndSend();
  expect(await stateOf(id)).toMatchObject({ state: 'SENT', tries: 3 });
  expect(server.mails).toHaveLength(1);
  expect(server.mails[0]?.text).toContain(`Message-ID: ${delayed.messageId}`);
});

test('a mail server that is down costs time only', async () => {
  await server.stop();
  const id = await aMail();
  await sendMail(id);
  expect(await stateOf(id)).toMatchObject({ state: 'WAITING', problem: 'serverAway', serverText: null });
  server = await startSmtp();
  await later(id);
  await sweepAndSend();
  expect(server.mails).toHaveLength(1);
});

test('a wrong password keeps the mail for when it is mended, and says whose task that is', async () => {
  const id = await aMail();
  server.faults.signIn = [535];
  await sendMail(id);
  expect(await findMail(scope, id)).toMatchObject({
    notice: { state: 'Delayed', text: expect.stringContaining('Whoever runs Intray') },
  });
  await later(id);
  await sweepAndSend();
  expect(await stateOf(id)).toMatchObject({ state: 'SENT' });
});

test('an answer that is lost after the message is uncertain: nothing is sent twice but on purpose, under the same id', async () => {
  const id = await aMail();
  server.faults.silent = 1;
  await sendMail(id);
  const { messageId } = await stateOf(id);
  for (let sweeps = 0; sweeps < 3; sweeps++) {
    await later(id);
    await sweepAndSend();
  }
  expect(server.mails).toHaveLength(1);
  expect(await findMail(scope, id)).toMatchObject({ notice: { state: 'May have arrived' }, maySendAgain: true });

  expect(await sendAgain(scope, id)).toMatchObject({ ok: true });
  await sweepAndSend();
  expect(await stateOf(id)).toMatchObject({ state: 'SENT', messageId });
  expect(server.mails).toHaveLength(2);

  expect(await sendAgain(scope, id)).toMatchObject({ ok: true });
  await sweepAndSend();
  expect((await stateOf(id)).messageId, 'what was taken and is sent again is another mail').not.toBe(messageId);
  expect(server.mails).toHaveLength(3);
});

describe('a worker that is killed', () => {
  const workers: Awaited<ReturnType<typeof startWorker>>[] = [];
  afterEach(async () => {
    for (const worker of workers.splice(0)) await worker.stop();
  });

  async function killedAt(at: 'greeting' | 'message'): Promise<string> {
    const reached = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    server.faults.hold = { at, reached: reached.resolve, release: release.promise };
    const worker = await startWorker();
    workers.push(worker);
    const id = await aMail();
    await enqueue('send-mail', { mailId: id });
    await reached.promise;
    await worker.kill();
    delete server.faults.hold;
    release.resolve();
    await sweepAndSend();
    expect((await stateOf(id)).state, 'its lease runs').toBe('SENDING');
    await leaseOver(id);
    return id;
  }

  test('between claim and sending leaves a mail that another one sends, once', async () => {
    const id = await killedAt('greeting');
    await sweepAndSend();
    await sweepAndSend();
    expect(await stateOf(id)).toMatchObject({ state: 'SENT' });
    expect(server.mails).toHaveLength(1);
  });

  test('with the message out and no answer leaves a mail that may have arrived, and is not sent again', async () => {
    const id = await killedAt('message');
    await sweepAndSend();
    await later(id);
    await sweepAndSend();
    expect(await stateOf(id)).toMatchObject({ state: 'UNCERTAIN', problem: 'answerLost' });
    await expect.poll(() => server.mails).toHaveLength(1);
  });
});

test('a worker so slow that its lease ends sends nothing any more, and the next one does', async () => {
  const reached = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  server.faults.hold = { at: 'greeting', reached: reached.resolve, release: release.promise };
  const id = await aMail();
  const slow = sendMail(id);
  await reached.promise;
  await leaseOver(id);
  await wakeMails();
  release.resolve();
  await slow;
  expect(server.mails).toEqual([]);
  await sweepAndSend();
  expect(server.mails).toHaveLength(1);
});

test('neither the password nor an address nor a link is logged, whatever goes wrong, and links lie encrypted', async () => {
  const ids = [await aMail(), await aMail(), await aMail(), await aMail()];
  const lines = await logLines(async () => {
    server.faults.signIn = [535];
    await sendMail(ids[0] ?? '');
    server.faults.recipient = [550];
    await sendMail(ids[1] ?? '');
    server.faults.silent = 1;
    await sendMail(ids[2] ?? '');
    await sendMail(ids[3] ?? '');
  });
  expect(lines).toHaveLength(4);
  const logged = JSON.stringify(lines);
  for (const secret of ['the-password', 'ada@example.com', 'the-secret-token']) expect(logged).not.toContain(secret);
  expect(JSON.stringify(await db.mail.findMany())).not.toContain('the-secret-token');
});

test('an admin sees the mails of their business alone, and never those about an account', async () => {
  const own = await aMail();
  const ofAccount = await aMail({ businessId: null });
  const stranger = await aBusiness();
  expect((await listMails(scope)).map(({ id }) => id)).toEqual([own]);
  expect(await listMails(stranger)).toEqual([]);
  for (const [who, id] of [
    [stranger, own],
    [scope, ofAccount],
  ] as const) {
    expect(await findMail(who, id)).toBeNull();
    expect(await sendAgain(who, id)).toMatchObject({ ok: false, error: { code: 'mailUnknown' } });
  }
});

test('a mail is sent again a few times at most, never while it is under way, and by one of two who ask at once', async () => {
  const id = await aMail();
  expect(await sendAgain(scope, id)).toMatchObject({ ok: false, error: { code: 'underWay' } });
  await sendMail(id);
  const asked = await Promise.all([sendAgain(scope, id), sendAgain(scope, id)]);
  expect(asked.filter(({ ok }) => ok)).toHaveLength(1);
  for (let rounds = 2; rounds < 5; rounds++) {
    await sendMail(id);
    await sendAgain(scope, id);
  }
  await sendMail(id);
  expect(await sendAgain(scope, id)).toMatchObject({ ok: false, error: { code: 'tooOften' } });
  expect(server.mails).toHaveLength(5);
});

test('one cause writes to fifty people at most, and an admin sends ten test messages an hour at most', async () => {
  await aMail({ to: Array.from({ length: 60 }, (_, index) => ({ name: 'Ada', email: `ada${index}@example.com` })) });
  expect(await db.mail.count()).toBe(50);
  const business = await db.business.findUniqueOrThrow({ where: { id: scope.businessId } });
  await db.mail.deleteMany();
  for (let sent = 0; sent < 10; sent++) expect(await sendTest(scope, ada, business)).toMatchObject({ ok: true });
  expect(await sendTest(scope, ada, business)).toMatchObject({ ok: false, error: { code: 'tooOften' } });
});

test('mails are forgotten after thirty days, and those still under way are not', async () => {
  const [old, waiting, young] = [await aMail(), await aMail(), await aMail()];
  await sendMail(old);
  await sendMail(young);
  const createdAt = new Date(Date.now() - 31 * 24 * 60 * 60_000);
  await db.mail.updateMany({ where: { id: { in: [old, waiting] } }, data: { createdAt } });
  expect(await pruneMails()).toBe(1);
  expect((await db.mail.findMany()).map(({ id }) => id).sort()).toEqual([waiting, young].sort());
});

test('a mail that no key opens any more is not sent, and says so', async () => {
  const id = await aMail();
  await db.mail.update({ where: { id }, data: { content: 'gone.AAAA' } });
  await sendMail(id);
  expect(server.mails).toEqual([]);
  expect(await findMail(scope, id)).toMatchObject({ html: null, link: null, maySendAgain: false });
  expect((await stateOf(id)).problem).toBe('unreadable');
});

test('where a mail server sends, nobody but its reader sees a mail about an account, whose link lets somebody in', async () => {
  const id = await aMail({ businessId: null });
  expect([await listAccountMails(), await findAccountMail(id), await findMail(scope, id)]).toEqual([null, null, null]);
});
