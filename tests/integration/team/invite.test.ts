import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { findMail } from '#lib/mail/list-mails.ts';
import { sendMail } from '#lib/mail/send-mail.ts';
import { closeQueues } from '#lib/queue/enqueue.ts';
import type { PersonScope } from '#lib/scope.ts';
import { findInvitation } from '#lib/team/invitations/find-invitation.ts';
import { invite, inviteInput } from '#lib/team/invitations/invite.ts';
import { invitationLink, listInvitations } from '#lib/team/invitations/list-invitations.ts';
import { pruneInvitations } from '#lib/team/invitations/prune-invitations.ts';
import { sendInvitationAgain } from '#lib/team/invitations/send-invitation-again.ts';
import { withdrawInvitation } from '#lib/team/invitations/withdraw-invitation.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { logLines } from '#tests/support/log-lines.ts';
import { type SmtpServer, startSmtp, withMailSettings } from '#tests/support/smtp.ts';
import { aMember, auditActions, from, inviting, openInvitation, tokenIn } from '#tests/support/team.ts';

let server: SmtpServer;
let scope: PersonScope;

withMailSettings();
beforeEach(async () => {
  await db.mail.deleteMany();
  await db.invitation.deleteMany();
  scope = await aBusiness();
  server = await startSmtp();
});
afterEach(() => server.stop());
afterAll(closeQueues);

async function sendAll(): Promise<void> {
  for (const { id } of await db.mail.findMany({ where: { state: 'WAITING' }, orderBy: { createdAt: 'asc' } }))
    await sendMail(id);
}

/** The text of a message as its reader has it: lines that were folded on their way are one again. */
const unfolded = (text: string) => text.replace(/=\r?\n/g, '').replaceAll('=3D', '=');

test('an invited person gets a mail with a link of their own that says who invites them, where to and as what', async () => {
  expect(await inviting(scope, ['robin@example.com', 'sam@example.com'])).toEqual(['invited', 'invited']);
  await sendAll();
  expect(server.mails.map(({ to }) => to[0]).sort()).toEqual(['robin@example.com', 'sam@example.com']);
  const [one, other] = server.mails.map(({ text }) => unfolded(text));
  expect(one).toMatch(/Subject: Join Business \w+ in Intray/);
  expect(one).toContain('Ada Admin invites you');
  expect(one).toContain('as a bookkeeper');
  expect(tokenIn(one ?? '')).toHaveLength(43);
  expect(tokenIn(one ?? '')).not.toBe(tokenIn(other ?? ''));
  expect(await findInvitation(tokenIn(one ?? ''))).toMatchObject({
    state: 'open',
    role: 'BOOKKEEPER',
    inviter: 'Ada Admin',
    hasAccount: false,
  });
  expect(await auditActions(scope)).toEqual(['invited', 'invited']);
});

test('what cannot be invited is told at its address, and the others are invited all the same', async () => {
  const member = await aMember(scope, 'SUBMITTER');
  const { email } = await db.user.findUniqueOrThrow({ where: { id: member.actor.userId } });
  await inviting(scope, ['invited@example.com']);
  const asked = ['Robin@Example.com', 'robin@example.com', email.toUpperCase(), 'no address', 'INVITED@example.com'];
  expect(await inviting(scope, [...asked, 'sam@example.com'])).toEqual([
    'invited',
    'duplicate',
    'member',
    'invalid',
    'alreadyInvited',
    'invited',
  ]);
  expect((await listInvitations(scope)).map((each) => each.email).sort()).toEqual([
    'invited@example.com',
    'robin@example.com',
    'sam@example.com',
  ]);
});

test('fifty are invited at once at most', () => {
  const people = (count: number) => Array.from({ length: count }, (_, index) => ({ email: `p${index}@example.com` }));
  expect(inviteInput.safeParse({ people: people(50), role: 'ADMIN' }).success).toBe(true);
  expect(inviteInput.safeParse({ people: people(51), role: 'ADMIN' }).error?.issues[0]?.message).toContain(
    'at most 50',
  );
});

test('one person invites a hundred times an hour at most, and a business two hundred times a day', async () => {
  const people = (name: string) => Array.from({ length: 50 }, (_, index) => `${name}${index}@example.com`);
  const invitedOf = async (who: PersonScope, emails: string[]) =>
    (await inviting(who, emails)).filter((outcome) => outcome === 'invited').length;
  await inviting(scope, people('a'));
  expect(await invitedOf(scope, people('b').slice(0, 49))).toBe(49);
  expect(await inviting(scope, ['c@example.com', 'd@example.com'])).toEqual(['invited', 'tooMany']);
  const [open] = await listInvitations(scope);
  expect(await sendInvitationAgain(scope, open?.id ?? '', from)).toMatchObject({ error: { code: 'tooMany' } });
  expect((await findInvitation((await openInvitation(scope, 'c@example.com')).token))?.state).toBe('open');

  const other = await aMember(scope, 'ADMIN', 'Alex Other');
  expect(await invitedOf(other, people('e'))).toBe(50);
  await db.invitation.updateMany({ data: { invitedByUserId: scope.actor.userId } });
  expect(await invitedOf(other, people('f'))).toBe(50);
  expect(await inviting(other, ['g@example.com'])).toEqual(['tooMany']);
});

test('two admins who invite an address at the same moment write to it once', async () => {
  const other = await aMember(scope, 'ADMIN');
  const outcomes = await Promise.all([scope, other].map((who) => inviting(who, ['robin@example.com'])));
  expect(outcomes.flat().sort()).toEqual(['alreadyInvited', 'invited']);
  expect(await db.mail.count({ where: { kind: 'invitation' } })).toBe(1);
});

test('sent again, an invitation has a new link in a new mail for the whole time, and the older says that it was replaced', async () => {
  await inviting(scope, ['robin@example.com']);
  const old = await openInvitation(scope, 'robin@example.com');
  await db.invitation.update({ where: { id: old.id }, data: { expiresAt: new Date(0) } });
  expect((await findInvitation(old.token))?.state).toBe('expired');
  expect(await sendInvitationAgain(scope, old.id, from)).toEqual({ ok: true, value: null });
  const fresh = await openInvitation(scope, 'robin@example.com');
  expect(fresh.token).not.toBe(old.token);
  expect(fresh.expiresAt.getTime()).toBeGreaterThan(Date.now() + 6.9 * 24 * 60 * 60_000);
  expect((await findInvitation(old.token))?.state).toBe('replaced');
  expect((await findInvitation(fresh.token))?.state).toBe('open');
  // The older mail had not gone out yet, and does not any more.
  await sendAll();
  expect(server.mails.map(({ text }) => tokenIn(unfolded(text)))).toEqual([fresh.token]);
  expect(await sendInvitationAgain(scope, old.id, from)).toMatchObject({ error: { code: 'invitationOver' } });
  expect(await auditActions(scope)).toEqual(['invitationSentAgain', 'invited']);
});

test('an address whose invitation has expired is simply invited anew', async () => {
  await inviting(scope, ['robin@example.com']);
  await db.invitation.updateMany({ data: { expiresAt: new Date(0) } });
  expect(await listInvitations(scope)).toMatchObject([{ isExpired: true }]);
  expect(await inviting(scope, ['robin@example.com'])).toEqual(['invited']);
  expect(await listInvitations(scope)).toMatchObject([{ isExpired: false }]);
});

test('a withdrawn invitation is gone from the list and says so to whoever opens it', async () => {
  await inviting(scope, ['robin@example.com']);
  const { id, token } = await openInvitation(scope, 'robin@example.com');
  expect(await withdrawInvitation(scope, id, from)).toEqual({ ok: true, value: null });
  expect((await findInvitation(token))?.state).toBe('withdrawn');
  // Its mail had not gone out yet, and does not any more.
  await sendAll();
  expect(server.mails).toEqual([]);
  expect(await listInvitations(scope)).toEqual([]);
  expect(await withdrawInvitation(scope, id, from)).toMatchObject({ error: { code: 'invitationOver' } });
  expect(await auditActions(scope)).toEqual(['invitationWithdrawn', 'invited']);
});

test('an admin sees what became of the mail, with the words of the mail server', async () => {
  await inviting(scope, ['robin@example.com', 'sam@example.com']);
  server.faults.recipient = [550];
  await sendAll();
  const listed = await listInvitations(scope);
  expect(listed.map(({ mail }) => mail?.notice.state).sort()).toEqual(['Refused', 'Sent']);
  expect(listed.find(({ mail }) => mail?.notice.state === 'Refused')?.mail?.serverText).toBe(
    '550 The mailbox is not here',
  );
});

test('the link of an address without an account is for who reads its mail, until that mail is refused', async () => {
  const member = await aMember(await aBusiness(), 'ADMIN');
  const { email } = await db.user.findUniqueOrThrow({ where: { id: member.actor.userId } });
  await inviting(scope, ['robin@example.com', email]);
  const [theirs, known] = [await openInvitation(scope, 'robin@example.com'), await openInvitation(scope, email)];
  const mailOf = async () => {
    const { id } = await db.mail.findFirstOrThrow({ where: { toAddress: 'robin@example.com' } });
    return findMail(scope, id);
  };
  const hidden = async () => {
    expect(await invitationLink(scope, theirs.id)).toMatchObject({ error: { code: 'linkForReader' } });
    expect((await openInvitation(scope, 'robin@example.com')).mayCopyLink).toBe(false);
    const shown = await mailOf();
    expect(shown).toMatchObject({ link: null, isLinkForReader: true });
    expect(shown?.html).not.toContain(theirs.token);
  };
  await hidden();
  expect(known.mayCopyLink).toBe(true);
  expect(await invitationLink(scope, known.id)).toEqual({ ok: true, value: { link: known.link } });
  await sendAll();
  await hidden();
  await db.mail.updateMany({ data: { state: 'REFUSED' } });
  expect(await invitationLink(scope, theirs.id)).toEqual({ ok: true, value: { link: theirs.link } });
  expect((await mailOf())?.html).toContain(theirs.token);
});

test('the invitations of a business, and their links, are for its admins', async () => {
  await inviting(scope, ['robin@example.com']);
  const { id } = await openInvitation(scope, 'robin@example.com');
  const stranger = await aBusiness();
  expect(await listInvitations(stranger)).toEqual([]);
  for (const call of [invitationLink(stranger, id), sendInvitationAgain(stranger, id, from)]) {
    expect(await call).toMatchObject({ ok: false, error: { code: 'invitationOver' } });
  }
  expect(await withdrawInvitation(stranger, id, from)).toMatchObject({ ok: false });
  expect(await listInvitations(scope)).toHaveLength(1);
});

test('an admin who was demoted after the request began invites nobody any more', async () => {
  const demoted = await aMember(scope, 'BOOKKEEPER');
  const asAdmin = { ...demoted, actor: { ...demoted.actor, role: 'ADMIN' as const } };
  const input = inviteInput.parse({ people: [{ email: 'robin@example.com' }], role: 'ADMIN' });
  expect(await invite(asAdmin, input, from)).toMatchObject({ ok: false, error: { code: 'roleInsufficient' } });
  expect(await db.invitation.count()).toBe(0);
});

test('a token is stored as its hash and in the encrypted mail only, and nothing of it is logged', async () => {
  const lines = await logLines(async () => {
    await inviting(scope, ['robin@example.com', 'sam@example.com']);
    server.faults.recipient = [550];
    await sendAll();
  });
  const { token } = await openInvitation(scope, 'robin@example.com');
  const stored = JSON.stringify([
    await db.invitation.findMany(),
    await db.mail.findMany(),
    await db.auditEntry.findMany(),
    lines,
  ]);
  expect(lines.length).toBeGreaterThan(0);
  expect(stored).not.toContain(token);
});

test('links are forgotten after ninety days', async () => {
  await inviting(scope, ['robin@example.com', 'sam@example.com']);
  const { id, token } = await openInvitation(scope, 'robin@example.com');
  await db.invitation.update({ where: { id }, data: { createdAt: new Date(Date.now() - 91 * 24 * 60 * 60_000) } });
  expect(await pruneInvitations()).toBe(1);
  expect(await findInvitation(token)).toBeNull();
});
