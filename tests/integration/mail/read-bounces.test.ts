import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import type { MailContent, MailKind } from '#lib/domain/mail/mail-content.ts';
import { bounceReading } from '#lib/mail/bounces/bounce-reading.ts';
import { readBounces } from '#lib/mail/bounces/read-bounces.ts';
import { findMail } from '#lib/mail/list-mails.ts';
import { sendAgain } from '#lib/mail/send-again.ts';
import { sendMail } from '#lib/mail/send-mail.ts';
import { writeMails } from '#lib/mail/write-mails.ts';
import { metrics } from '#lib/operations/metrics.ts';
import { closeQueues } from '#lib/queue/enqueue.ts';
import type { PersonScope } from '#lib/scope.ts';
import { freePort } from '#scripts/lib/ports.mjs';
import { absenceNote, type Bounced, bareBounce, postfixBounce, qmailBounce } from '#tests/support/bounces.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { type ImapServer, imapAccount, startImapServer } from '#tests/support/imap-server.ts';
import { logLines } from '#tests/support/log-lines.ts';
import { withSettings } from '#tests/support/settings.ts';
import { type SmtpServer, startSmtp, withMailSettings } from '#tests/support/smtp.ts';

const imapPort = await freePort();
withMailSettings();
withSettings({
  BOUNCES_TO: 'bounces@books.example',
  BOUNCES_IMAP_HOST: '127.0.0.1',
  BOUNCES_IMAP_PORT: String(imapPort),
  BOUNCES_IMAP_TLS: 'none',
  BOUNCES_IMAP_USER: imapAccount.user,
  BOUNCES_IMAP_PASSWORD: imapAccount.password,
});

let smtp: SmtpServer;
let mailbox: ImapServer;
let scope: PersonScope;

beforeEach(async () => {
  await db.mail.deleteMany();
  await db.notice.deleteMany();
  await db.bounceMailbox.deleteMany();
  scope = await aBusiness();
  smtp = await startSmtp({ hideDSN: false });
  mailbox = await startImapServer(imapPort);
});
afterEach(() => Promise.all([smtp.stop(), mailbox.stop()]));
afterAll(closeQueues);

const to = 'robin+books@example.com';
const content: MailContent = {
  title: 'Please look',
  paragraphs: ['Something happened.'],
  button: { label: 'Look', url: 'http://localhost:3000/invitation/the-secret-token' },
  footer: 'You get this because of a test.',
};

/** A mail that the server took, and what a report on it says. */
async function aSentMail(kind: MailKind = 'invitation'): Promise<{ id: string } & Bounced> {
  const [id = ''] = await db.$transaction((transaction) =>
    writeMails(transaction, { businessId: scope.businessId, kind, to: [{ name: 'Robin', email: to }], content }),
  );
  await sendMail(id);
  const { messageId } = await db.mail.findUniqueOrThrow({ where: { id } });
  return { id, messageId, to };
}

const read = () => readBounces(new AbortController().signal);
const stateOf = async (id: string) => {
  const { state, problem, serverText } = await db.mail.findUniqueOrThrow({ where: { id } });
  return { state, problem, serverText };
};
const untouched = { state: 'SENT', problem: null, serverText: expect.stringContaining('Taken') };
const notices = () => db.notice.findMany({ where: { businessId: scope.businessId } });
const seen = () => mailbox.messages.filter(({ isSeen }) => isSeen).map(({ uid }) => uid);

test('a mail goes out so that what is reported of it can be told from all else: its sender, its id and no copy of its content', async () => {
  const { messageId } = await aSentMail();
  const [sent] = smtp.mails;
  expect(sent).toMatchObject({ from: 'bounces@books.example', dsn: { ret: 'HDRS', envid: messageId.slice(1, -1) } });
  expect(sent?.text).toContain('From: Intray <intray@books.example>');
  expect(sent?.text).toContain(`X-Intray-Message-ID: ${messageId}`);
});

test('an invitation that came back says so to the admins with the words of the server, once, and can be sent again', async () => {
  const mail = await aSentMail();
  mailbox.add(postfixBounce(mail));
  await read();
  await read();
  expect(await findMail(scope, mail.id)).toMatchObject({
    notice: { state: 'Bounced', tone: 'danger', text: expect.stringContaining('There is no such address.') },
    serverText: `550 5.1.1 <${to}>: Recipient address rejected: User unknown`,
    maySendAgain: true,
    isLinkForReader: false,
  });
  mailbox.add(postfixBounce(mail));
  await read();
  expect((await notices()).map(({ text }) => text)).toEqual([`The mail “Please look” to ${to} came back undelivered.`]);
  expect(seen(), 'those that Intray shows').toEqual([1, 2]);

  expect(await sendAgain(scope, mail.id)).toMatchObject({ ok: true });
  await sendMail(mail.id);
  mailbox.add(postfixBounce(mail));
  await read();
  expect(await stateOf(mail.id), 'what is reported of the first is not about the second').toMatchObject(untouched);
});

test.each([
  ['in words alone', qmailBounce, 'addressUnknown', 'Sorry, no mailbox here by that name. (#5.1.1)'],
  ['by the envelope’s id alone', bareBounce, 'mailboxFull', null],
] as const)('a report %s is understood, with nothing of the content', async (_how, write, problem, serverText) => {
  const mail = await aSentMail();
  mailbox.add(write(mail));
  await read();
  expect(await stateOf(mail.id)).toEqual({ state: 'BOUNCED', problem, serverText });
});

test('a mail that is late is shown as delayed and tells nobody, until it is delivered or comes back', async () => {
  const mail = await aSentMail();
  mailbox.add(postfixBounce({ ...mail, action: 'delayed', status: '4.4.1', said: 'connect timed out' }));
  await read();
  expect(await findMail(scope, mail.id)).toMatchObject({
    notice: { state: 'Delayed', tone: 'warning' },
    serverText: 'connect timed out',
  });
  expect(await notices()).toEqual([]);
  mailbox.add(postfixBounce({ ...mail, status: '4.4.7', said: 'delivery time expired' }));
  mailbox.add(postfixBounce({ ...mail, action: 'delayed', status: '4.4.1' }));
  await read();
  expect(await stateOf(mail.id)).toMatchObject({ state: 'BOUNCED', problem: 'notDelivered' });
});

test('what may have arrived and came back has not arrived', async () => {
  smtp.faults.silent = 1;
  const mail = await aSentMail();
  expect(await stateOf(mail.id)).toMatchObject({ state: 'UNCERTAIN' });
  mailbox.add(postfixBounce(mail));
  await read();
  expect(await stateOf(mail.id)).toMatchObject({ state: 'BOUNCED' });
});

test('other mail stays as it was and unread: answers, absence notes, good news, reports on the mails of others', async () => {
  const mail = await aSentMail();
  const others = { ...mail, messageId: '<3f0a6d9e-5b1c-4c39-9d61-0a7a4f1be001@books.example>' };
  for (const message of [
    absenceNote(mail),
    postfixBounce({ ...mail, action: 'delivered', status: '2.0.0' }),
    postfixBounce(others),
    'From: robin@example.com\nSubject: A question\n\nWhat is this? 550 5.1.1\n',
    qmailBounce({ ...mail, said: 'It is on its way.' }),
  ]) {
    mailbox.add(message);
  }
  await read();
  expect(await stateOf(mail.id)).toMatchObject(untouched);
  expect(seen()).toEqual([]);
  expect(new Set(mailbox.commands)).not.toContain('UID STORE');
});

test('a forged report does nothing without the id of a mail, nor with it for anybody but whom the mail went to', async () => {
  const mail = await aSentMail();
  const notSent = await db.$transaction((transaction) =>
    writeMails(transaction, {
      ...{ businessId: scope.businessId, kind: 'test', content, to: [{ name: 'Sam', email: 'sam@example.com' }] },
    }),
  );
  const { messageId } = await db.mail.findUniqueOrThrow({ where: { id: notSent[0] ?? '' } });
  mailbox.add(postfixBounce({ ...mail, messageId: '<guessed@books.example>' }));
  mailbox.add(postfixBounce({ ...mail, to: 'sam@example.com' }));
  mailbox.add(postfixBounce({ messageId, to: 'sam@example.com' }));
  mailbox.add(postfixBounce({ ...mail, messageId: `%_ ' OR 1=1 --` }));
  await read();
  expect(await stateOf(mail.id)).toMatchObject(untouched);
  expect(await stateOf(notSent[0] ?? ''), 'it has not gone out').toMatchObject({ state: 'WAITING' });
  expect(await notices()).toEqual([]);
});

test('a notice that came back writes no notice', async () => {
  mailbox.add(postfixBounce(await aSentMail('mailRefused')));
  await read();
  expect(await notices()).toEqual([]);
});

test('broken, deep and huge messages are passed by, a huge one is read as far as a report goes, and those behind them are read', async () => {
  const [mail, later] = [await aSentMail(), await aSentMail()];
  mailbox.add(Buffer.from([0xff, 0xfe, 0, 13, 10, 0, 200]));
  mailbox.add('');
  mailbox.add(postfixBounce(mail).slice(0, 400));
  mailbox.add(`Content-Type: multipart/mixed; boundary=a\n\n${nested(200)}`);
  mailbox.add(`Content-Type: multipart/report; boundary="\n\n--\n--"\n${'X: y\n'.repeat(50_000)}\n`);
  mailbox.add(
    Buffer.concat([Buffer.from(postfixBounce(mail).replaceAll('\n', '\r\n')), Buffer.alloc(8_000_000, 'a\n')]),
  );
  mailbox.add(postfixBounce(later));
  await read();
  expect(await stateOf(mail.id)).toMatchObject({ state: 'BOUNCED' });
  expect(await stateOf(later.id)).toMatchObject({ state: 'BOUNCED' });
});

/** Parts within parts. */
const nested = (depth: number): string =>
  Array.from(
    { length: depth },
    (_, level) => `--${level || 'a'}\nContent-Type: multipart/mixed; boundary=${level + 1}\n\n`,
  ).join('');

test('a server that sends more than was asked for stops nothing: what it cannot be asked for is passed by', async () => {
  const mail = await aSentMail();
  mailbox.faults.sendsAll = true;
  mailbox.add(Buffer.alloc(2_000_000, 'a\n'));
  mailbox.add(postfixBounce(mail));
  await read();
  await read();
  expect(await stateOf(mail.id)).toMatchObject({ state: 'BOUNCED' });
});

test('a connection that is lost in the middle costs time only: the next run goes on where it was', async () => {
  const mails = [await aSentMail(), await aSentMail(), await aSentMail()];
  for (const mail of mails) mailbox.add(postfixBounce(mail));
  mailbox.faults.breakAt = { uid: 2, times: 1 };
  await read();
  expect((await Promise.all(mails.map(({ id }) => stateOf(id)))).map(({ state }) => state)).toEqual([
    'BOUNCED',
    'SENT',
    'SENT',
  ]);
  expect((await bounceReading())?.mailbox).toMatchObject({ problem: 'serverAway' });
  await read();
  expect((await Promise.all(mails.map(({ id }) => stateOf(id)))).map(({ state }) => state)).toEqual([
    'BOUNCED',
    'BOUNCED',
    'BOUNCED',
  ]);
  expect((await bounceReading())?.mailbox).toMatchObject({ problem: null, problemSince: null });
  expect(await notices()).toHaveLength(3);
});

test('a folder whose numbers begin anew is read anew, and nothing is told twice', async () => {
  const mail = await aSentMail();
  mailbox.add('From: robin@example.com\n\nHello\n');
  mailbox.add(postfixBounce(mail));
  await read();
  const later = await aSentMail();
  mailbox.messages.shift();
  mailbox.renumber();
  mailbox.add(postfixBounce(later));
  await read();
  expect(await stateOf(later.id)).toMatchObject({ state: 'BOUNCED' });
  expect(await notices()).toHaveLength(2);
});

test('two workers that read at once tell it once', async () => {
  mailbox.add(postfixBounce(await aSentMail()));
  await Promise.all([read(), read()]);
  expect(await notices()).toHaveLength(1);
});

describe('a mailbox that cannot be read', () => {
  const before = { ...imapAccount };
  afterEach(() => Object.assign(imapAccount, before));

  test('for a wrong password is told on the page, in the log once, and as a number, and no secret with it', async () => {
    imapAccount.password = 'another';
    const lines = await logLines(async () => {
      await read();
      await read();
    });
    expect(lines).toMatchObject([{ problem: 'signInRefused', why: expect.stringContaining('AUTHENTICATIONFAILED') }]);
    expect(JSON.stringify(lines)).not.toContain(before.password);
    const { mailbox: told } = (await bounceReading()) ?? {};
    expect(told).toMatchObject({ problem: 'signInRefused', problemSince: expect.any(Date), readAt: null });
    const { text } = await metrics(new Date(Date.now() + 7_200_000));
    expect(Number(/^intray_bounces_unread_seconds (\S+)$/m.exec(text)?.[1])).toBeGreaterThan(7_000);
    Object.assign(imapAccount, before);
    await read();
    expect((await bounceReading())?.mailbox).toMatchObject({ problem: null, readAt: expect.any(Date) });
  });

  test('for a server that is away keeps what had come for later', async () => {
    await mailbox.stop();
    await read();
    expect((await bounceReading())?.mailbox).toMatchObject({ problem: 'serverAway' });
    mailbox = await startImapServer(imapPort);
  });
});

test('neither an address nor a word of any message is logged, and a link of ours in the words of a server is left out', async () => {
  const mail = await aSentMail();
  mailbox.add(
    postfixBounce({
      ...mail,
      status: '5.7.1',
      said: '554 5.7.1 Bad link http://localhost:3000/invitation/the-secret-token',
    }),
  );
  mailbox.add('From: robin@example.com\nSubject: A private thing\n\nHello\n');
  const lines = await logLines(read);
  expect(await stateOf(mail.id)).toEqual({
    ...{ state: 'BOUNCED', problem: 'policyRefused', serverText: '554 5.7.1 Bad link (link)' },
  });
  const logged = JSON.stringify(lines);
  for (const word of ['example.com', 'private', 'secret', 'Bad link']) expect(logged).not.toContain(word);
});
