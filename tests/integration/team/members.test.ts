import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { authorise } from '#lib/authorise.ts';
import { ownerOfMember } from '#lib/coding/owners.ts';
import { db } from '#lib/db.ts';
import type { Role } from '#lib/domain/roles.ts';
import { UNDO_OFFERED_MS } from '#lib/domain/undo-offer.ts';
import { listActivity } from '#lib/events/list-activity.ts';
import { sendMail } from '#lib/mail/send-mail.ts';
import { closeQueues } from '#lib/queue/enqueue.ts';
import type { PersonScope } from '#lib/scope.ts';
import { changeRole } from '#lib/team/change-role.ts';
import { joinAs } from '#lib/team/invitations/join.ts';
import { listInvitations } from '#lib/team/invitations/list-invitations.ts';
import { members } from '#lib/team/members.ts';
import { countOpenItems } from '#lib/team/open-items.ts';
import { leaveBusiness, removeMember } from '#lib/team/remove-member.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { startSmtp, withMailSettings } from '#tests/support/smtp.ts';
import { aMember, aPerson, auditActions, from, inviting, openInvitation, roleOf } from '#tests/support/team.ts';

let scope: PersonScope;
let slug: string;

withMailSettings();
beforeEach(async () => {
  await db.mail.deleteMany();
  scope = await aBusiness();
  ({ slug } = await db.business.findUniqueOrThrow({ where: { id: scope.businessId } }));
});
afterAll(closeQueues);

const accessOf = async ({ actor }: PersonScope) => {
  const answer = await authorise({ userId: actor.userId, secondFactorAt: null }, slug, 'items.publish');
  return answer.ok ? answer.value.role : answer.error.code;
};

/** As if the moments in which it can be taken back were over. */
async function sentMails(): Promise<string[]> {
  const server = await startSmtp();
  await db.mail.updateMany({ where: { state: 'WAITING' }, data: { dueAt: new Date() } });
  for (const { id } of await db.mail.findMany({ where: { state: 'WAITING' } })) await sendMail(id);
  await server.stop();
  return server.mails.map(({ to, text }) => `To ${to}: ${text.replace(/=\r?\n/g, '')}`);
}

test('a changed role counts at once, and is told to the person by mail, once it can no longer be undone', async () => {
  const member = await aMember(scope, 'BOOKKEEPER');
  expect(await accessOf(member)).toBe('BOOKKEEPER');
  expect(await changeRole(scope, { userId: member.actor.userId, role: 'SUBMITTER' }, from)).toMatchObject({ ok: true });
  expect(await accessOf(member)).toBe('roleInsufficient');
  const mail = await db.mail.findFirstOrThrow({ where: { kind: 'roleChanged' } });
  expect(mail.dueAt.getTime()).toBeGreaterThan(mail.createdAt.getTime() + UNDO_OFFERED_MS);
  await sendMail(mail.id);
  expect(await db.mail.findMany()).toMatchObject([{ state: 'WAITING' }]);
  expect(await sentMails()).toEqual([
    expect.stringMatching(/from Bookkeeper to Submitter[\s\S]*you are a submitter, who may add documents/),
  ]);
  expect(await auditActions(scope)).toEqual(['roleChanged']);
});

test('changes of a role within moments are told in one mail, and not at all when it is the former one again', async () => {
  const member = await aMember(scope, 'BOOKKEEPER');
  const give = (role: Role) => changeRole(scope, { userId: member.actor.userId, role }, from);
  await give('ADMIN');
  await give('SUBMITTER');
  expect(await db.mail.count()).toBe(1);
  await give('BOOKKEEPER');
  expect(await db.mail.count()).toBe(0);

  await give('ADMIN');
  await give('SUBMITTER');
  expect(await sentMails()).toEqual([expect.stringContaining('from Bookkeeper to Submitter')]);
  // What was told is not taken back.
  await give('BOOKKEEPER');
  expect(await sentMails()).toEqual([expect.stringContaining('from Submitter to Bookkeeper')]);

  await give('ADMIN');
  await removeMember(scope, { userId: member.actor.userId, takeOver: null }, from);
  expect(await db.mail.findMany({ where: { state: 'WAITING' } })).toMatchObject([{ kind: 'memberRemoved' }]);
});

test('a role that somebody has already is no change', async () => {
  const member = await aMember(scope, 'BOOKKEEPER');
  await changeRole(scope, { userId: member.actor.userId, role: 'BOOKKEEPER' }, from);
  expect(await auditActions(scope)).toEqual([]);
  expect(await db.mail.count()).toBe(0);
});

test('a removed member is out at once, is told so by mail, and what they added stays theirs in its history', async () => {
  const member = await aMember(scope, 'BOOKKEEPER');
  const { userId, name } = member.actor;
  const { id } = await db.item.create({
    data: { businessId: scope.businessId, number: 1, submittedByUserId: userId, submittedByName: name },
  });
  expect(await removeMember(scope, { userId, takeOver: null }, from)).toMatchObject({ ok: true });
  expect(await accessOf(member)).toBe('businessUnknown');
  expect(await db.item.findUniqueOrThrow({ where: { id } })).toMatchObject({ submittedByUserId: userId });
  expect(await db.mail.findMany()).toMatchObject([{ kind: 'memberRemoved', toName: name }]);
  expect(await removeMember(scope, { userId, takeOver: null }, from)).toMatchObject({
    error: { code: 'memberUnknown' },
  });
  expect(await auditActions(scope)).toEqual(['memberRemoved']);
});

test('what is open of theirs goes to whoever takes it over, or to nobody, and what is done stays theirs', async () => {
  const { businessId } = scope;
  const heir = await aMember(scope, 'SUBMITTER', 'Sam Receipt');
  const ownerOf = async (who: PersonScope) => (await ownerOfMember(db, businessId, who.actor.userId)) ?? '';
  for (const takeOver of [heir.actor.userId, null]) {
    await db.item.deleteMany({ where: { businessId } });
    const member = await aMember(scope, 'BOOKKEEPER');
    const ownerId = await ownerOf(member);
    const anItem = (number: number, more = {}) =>
      db.item.create({ data: { businessId, number, ownerId, ...more } }).then(({ id }) => id);
    const open = await anItem(1);
    const done = await anItem(2, { place: 'ARCHIVE', archivedAt: new Date() });
    expect(await countOpenItems(scope, member.actor.userId)).toBe(1);
    expect(await removeMember(scope, { userId: member.actor.userId, takeOver }, from)).toMatchObject({ ok: true });
    const owner = async (id: string) => (await db.item.findUniqueOrThrow({ where: { id } })).ownerId;
    expect(await owner(open)).toBe(takeOver && (await ownerOf(heir)));
    expect(await owner(done)).toBe(ownerId);
  }
});

test('who takes over has to be a member who stays', async () => {
  const member = await aMember(scope, 'BOOKKEEPER');
  const { userId } = member.actor;
  for (const takeOver of [userId, (await aBusiness()).actor.userId]) {
    expect(await removeMember(scope, { userId, takeOver }, from)).toMatchObject({ error: { code: 'memberUnknown' } });
  }
  expect(await roleOf(member)).toBe('BOOKKEEPER');
});

describe('whoever is no longer an admin', () => {
  const ways: [string, (admin: PersonScope) => Promise<{ ok: boolean }>][] = [
    ['was removed', ({ actor }) => removeMember(scope, { userId: actor.userId, takeOver: null }, from)],
    ['was demoted', ({ actor }) => changeRole(scope, { userId: actor.userId, role: 'SUBMITTER' }, from)],
    ['has left', (admin) => leaveBusiness(admin, { takeOver: null }, from)],
  ];

  test.each(ways)('and %s does not come back as one by an invitation that they sent before', async (_, end) => {
    const admin = await aMember(scope, 'ADMIN');
    const self = await aPerson();
    await inviting(admin, [self.email], 'ADMIN');
    await inviting(scope, ['sam@example.com']);
    const { token } = await openInvitation(admin, self.email);
    expect(await end(admin)).toMatchObject({ ok: true });
    expect(await joinAs(self, token, from)).toMatchObject({ error: { code: 'withdrawn' } });
    expect((await listInvitations(scope)).map(({ email }) => email)).toEqual(['sam@example.com']);
    const entry = await db.auditEntry.findFirstOrThrow({
      where: { businessId: scope.businessId, action: 'invitationsWithdrawn' },
    });
    expect(entry.detail).toEqual({ name: 'Robin Ledger', emails: self.email });
  });

  test('nor does a removed member by an invitation to their own address that another admin sent', async () => {
    const self = await aPerson();
    await inviting(scope, [self.email], 'ADMIN');
    const { token } = await openInvitation(scope, self.email);
    await db.membership.create({ data: { businessId: scope.businessId, userId: self.id, role: 'BOOKKEEPER' } });
    const removed = await removeMember(scope, { userId: self.id, takeOver: null }, from);
    expect(removed).toEqual({ ok: true, value: { withdrawn: 1 } });
    expect(await joinAs(self, token, from)).toMatchObject({ error: { code: 'withdrawn' } });
  });
});

test('the last admin can neither be demoted nor leave, and nobody removes themselves', async () => {
  const { userId } = scope.actor;
  await aMember(scope, 'BOOKKEEPER');
  expect(await changeRole(scope, { userId, role: 'BOOKKEEPER' }, from)).toMatchObject({ error: { code: 'lastAdmin' } });
  expect(await leaveBusiness(scope, { takeOver: null }, from)).toMatchObject({ error: { code: 'lastAdmin' } });
  expect(await removeMember(scope, { userId, takeOver: null }, from)).toMatchObject({ error: { code: 'self' } });
  expect(await roleOf(scope)).toBe('ADMIN');

  await aMember(scope, 'ADMIN');
  expect(await leaveBusiness(scope, { takeOver: null }, from)).toMatchObject({ ok: true });
  expect(await accessOf(scope)).toBe('businessUnknown');
  expect(await auditActions(scope)).toEqual(['memberLeft']);
});

test('whoever is no admin may leave, and nothing more', async () => {
  const member = await aMember(scope, 'SUBMITTER');
  const { userId } = scope.actor;
  expect(await changeRole(member, { userId: member.actor.userId, role: 'ADMIN' }, from)).toMatchObject({
    error: { code: 'roleInsufficient' },
  });
  expect(await removeMember(member, { userId, takeOver: null }, from)).toMatchObject({
    error: { code: 'roleInsufficient' },
  });
  expect(await leaveBusiness(member, { takeOver: null }, from)).toMatchObject({ ok: true });
  expect(await leaveBusiness(member, { takeOver: null }, from)).toMatchObject({ error: { code: 'memberUnknown' } });
});

const rivals: [string, (one: PersonScope, other: PersonScope) => Promise<unknown>][] = [
  ['demote each other', (one, { actor }) => changeRole(one, { userId: actor.userId, role: 'SUBMITTER' }, from)],
  ['remove each other', (one, { actor }) => removeMember(one, { userId: actor.userId, takeOver: null }, from)],
  ['leave', (one) => leaveBusiness(one, { takeOver: null }, from)],
  ['demote themselves', (one) => changeRole(one, { userId: one.actor.userId, role: 'BOOKKEEPER' }, from)],
];

test.each(rivals)('of two admins who %s at the same moment one stays an admin', async (_, act) => {
  for (let round = 0; round < 5; round++) {
    const one = await aBusiness();
    const other = await aMember(one, 'ADMIN', 'Alex Other');
    const answers = await Promise.all([act(one, other), act(other, one)]);
    expect(answers.filter((answer) => (answer as { ok: boolean }).ok)).toHaveLength(1);
    expect(await db.membership.count({ where: { businessId: one.businessId, role: 'ADMIN' } })).toBe(1);
  }
});

test('nobody changes the team of another business', async () => {
  const member = await aMember(scope, 'BOOKKEEPER');
  const stranger = await aBusiness();
  const { userId } = member.actor;
  expect(await changeRole(stranger, { userId, role: 'ADMIN' }, from)).toMatchObject({
    error: { code: 'memberUnknown' },
  });
  expect(await removeMember(stranger, { userId, takeOver: null }, from)).toMatchObject({
    error: { code: 'memberUnknown' },
  });
  expect(await roleOf(member)).toBe('BOOKKEEPER');
});

test('the team shows since when somebody is in it and when they were last seen, which is written now and then only', async () => {
  const { userId } = scope.actor;
  const seenAt = async () => (await members(scope)).find((each) => each.userId === userId)?.lastSeenAt ?? null;
  expect(await seenAt()).toBeNull();
  await authorise({ userId, secondFactorAt: null }, slug, null);
  await expect.poll(seenAt).not.toBeNull();
  const first = await seenAt();
  await authorise({ userId, secondFactorAt: null }, slug, null);
  expect(await seenAt()).toEqual(first);
  const long = new Date(Date.now() - 10 * 60_000);
  await db.membership.updateMany({ where: { userId }, data: { lastSeenAt: long } });
  await authorise({ userId, secondFactorAt: null }, slug, null);
  await expect.poll(seenAt).not.toEqual(long);
});

test('an admin reads what was done to the team, newest first, page by page, of their business alone', async () => {
  await inviting(
    scope,
    Array.from({ length: 5 }, (_, index) => `p${index}@example.com`),
  );
  const member = await aMember(scope, 'BOOKKEEPER');
  await changeRole(scope, { userId: member.actor.userId, role: 'ADMIN' }, from);
  await removeMember(scope, { userId: member.actor.userId, takeOver: null }, from);
  await inviting(await aBusiness(), ['elsewhere@example.com']);

  const texts: string[] = [];
  for (let after = null as Awaited<ReturnType<typeof listActivity>>['next'], pages = 0; pages < 9; pages++) {
    const page = await listActivity(scope, { after, limit: 3 });
    texts.push(...page.rows.map(({ by, text, address }) => `${by} (${address}): ${text}`));
    after = page.next;
    if (!after) break;
  }
  expect(texts.slice(0, 2)).toEqual([
    'Ada Admin (203.0.113.7): Removed Robin Ledger, who was Admin',
    'Ada Admin (203.0.113.7): Changed the role of Robin Ledger from Bookkeeper to Admin',
  ]);
  expect(texts).toHaveLength(7);
  expect(new Set(texts.slice(2)).size).toBe(5);
  expect(texts[6]).toMatch(/Invited p\d@example\.com as Bookkeeper$/);
});
