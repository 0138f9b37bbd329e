import { afterAll, beforeEach, expect, test } from 'vitest';
import { signIn } from '#lib/account/sign-in.ts';
import { db } from '#lib/db.ts';
import { closeQueues } from '#lib/queue/enqueue.ts';
import type { PersonScope } from '#lib/scope.ts';
import { findInvitation } from '#lib/team/invitations/find-invitation.ts';
import { joinAs, joinInput, joinWithNewAccount } from '#lib/team/invitations/join.ts';
import { withdrawInvitation } from '#lib/team/invitations/withdraw-invitation.ts';
import { removeMember } from '#lib/team/remove-member.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { aMember, aPerson, auditActions, from, inviting, openInvitation } from '#tests/support/team.ts';

const password = 'tulip marble canoe';
const email = 'robin@example.com';

let scope: PersonScope;
let slug: string;

beforeEach(async () => {
  await db.user.deleteMany({ where: { email } });
  scope = await aBusiness();
  ({ slug } = await db.business.findUniqueOrThrow({ where: { id: scope.businessId } }));
});
afterAll(closeQueues);

const tokenFor = async (address: string) => {
  await inviting(scope, [address]);
  return (await openInvitation(scope, address)).token;
};
const newAccount = (token: string, more: { name?: string; password?: string } = {}) =>
  joinWithNewAccount(joinInput.parse({ token, name: 'Robin Ledger', password, ...more }), from);
const membersOf = () => db.membership.count({ where: { businessId: scope.businessId } });

test('an invited person sets a name and a password, is a member in the role meant for them, and can sign in', async () => {
  const token = await tokenFor(email);
  expect(await newAccount(token)).toEqual({ ok: true, value: { slug, email } });
  const membership = await db.membership.findFirstOrThrow({ where: { user: { email } }, include: { user: true } });
  expect(membership).toMatchObject({
    businessId: scope.businessId,
    role: 'BOOKKEEPER',
    user: { name: 'Robin Ledger' },
  });
  expect(await signIn({ email, password, address: 'here' })).toMatchObject({ ok: true });
  expect((await findInvitation(token))?.state).toBe('used');
  expect(await auditActions(scope)).toEqual(['invitationAccepted', 'invited']);
});

test('whoever has an account joins with it, and the admins are told that somebody joined', async () => {
  const admin = await aMember(scope, 'ADMIN', 'Alex Other');
  await aMember(scope, 'BOOKKEEPER', 'Not Told');
  const person = await aPerson();
  const token = await tokenFor(person.email);
  expect((await findInvitation(token))?.hasAccount).toBe(true);
  expect(await joinAs(person, token, from)).toEqual({ ok: true, value: { slug } });
  const told = await db.notice.findMany({ where: { businessId: scope.businessId }, include: { user: true } });
  expect(told.map(({ user }) => user.name).sort()).toEqual(['Ada Admin', admin.actor.name]);
  expect(told[0]?.text).toBe(`${person.name} (${person.email}) joined as a bookkeeper, invited by Ada Admin.`);
});

test('an account of another address does not join, and is told both ways on', async () => {
  const token = await tokenFor(email);
  const other = await aPerson();
  const answer = await joinAs(other, token, from);
  expect(answer).toMatchObject({ ok: false, error: { code: 'wrongAccount' } });
  expect(answer).toMatchObject({ error: { message: expect.stringContaining(`sign in as ${email}`) } });
  expect(answer).toMatchObject({
    error: { message: expect.stringContaining(`ask Ada Admin to invite ${other.email}`) },
  });
  expect(await membersOf()).toBe(1);
  expect((await findInvitation(token))?.state).toBe('open');
});

test('an account that exists is never given another password by a link', async () => {
  const person = await aPerson();
  const token = await tokenFor(person.email);
  expect(await newAccount(token)).toMatchObject({ ok: false, error: { code: 'accountExists' } });
  expect((await db.user.findUniqueOrThrow({ where: { id: person.id } })).passwordHash).toBe('-');
  expect(await membersOf()).toBe(1);
});

test('a password that is soon guessed is refused at its field, and the link still works', async () => {
  const token = await tokenFor(email);
  for (const weak of ['passwordpassword', 'Robin Ledger 2026']) {
    expect(await newAccount(token, { password: weak })).toMatchObject({
      error: { code: 'inputInvalid', fields: { password: expect.any(String) } },
    });
  }
  expect(joinInput.safeParse({ token, name: ' ', password: 'short' }).error?.issues.map(({ path }) => path[0])).toEqual(
    ['name', 'password'],
  );
  expect(await newAccount(token)).toMatchObject({ ok: true });
});

test('of tabs that use a link at the same moment one makes the account, and there is one membership', async () => {
  const token = await tokenFor(email);
  const answers = await Promise.all(Array.from({ length: 6 }, () => newAccount(token)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  for (const answer of answers) {
    if (!answer.ok) expect(['used', 'accountExists']).toContain(answer.error.code);
  }
  expect(await membersOf()).toBe(2);
  expect(await db.user.count({ where: { email } })).toBe(1);
  expect(await auditActions(scope)).toEqual(['invitationAccepted', 'invited']);
});

test('joining twice, at once or later, is no error for whoever joined, and changes nothing', async () => {
  const person = await aPerson();
  const token = await tokenFor(person.email);
  const answers = await Promise.all(Array.from({ length: 6 }, () => joinAs(person, token, from)));
  for (const answer of [...answers, await joinAs(person, token, from)]) {
    expect(answer).toEqual({ ok: true, value: { slug } });
  }
  expect(await membersOf()).toBe(2);
  expect(await auditActions(scope)).toEqual(['invitationAccepted', 'invited']);
  expect(await db.notice.count({ where: { businessId: scope.businessId, kind: 'teamChanged' } })).toBe(1);
});

test('whoever became a member otherwise keeps the role that they have', async () => {
  const person = await aPerson();
  const token = await tokenFor(person.email);
  await db.membership.create({ data: { businessId: scope.businessId, userId: person.id, role: 'ADMIN' } });
  expect(await joinAs(person, token, from)).toEqual({ ok: true, value: { slug } });
  expect(await db.membership.findFirstOrThrow({ where: { userId: person.id } })).toMatchObject({ role: 'ADMIN' });
  expect((await findInvitation(token))?.state).toBe('used');
});

test('a link that was used does not bring back whoever was removed since', async () => {
  const person = await aPerson();
  const token = await tokenFor(person.email);
  await joinAs(person, token, from);
  await removeMember(scope, { userId: person.id, takeOver: null }, from);
  expect(await joinAs(person, token, from)).toMatchObject({ ok: false, error: { code: 'used' } });
  expect(await membersOf()).toBe(1);
});

test('an invitation that is withdrawn at the moment of joining either lets in or does not, never half', async () => {
  const person = await aPerson();
  const token = await tokenFor(person.email);
  const { id } = await openInvitation(scope, person.email);
  const [joined, withdrawn] = await Promise.all([joinAs(person, token, from), withdrawInvitation(scope, id, from)]);
  expect(joined.ok).toBe(!withdrawn.ok);
  expect(await membersOf()).toBe(joined.ok ? 2 : 1);
});

test.each([
  ['expired', { expiresAt: new Date(0) }],
  ['withdrawn', { withdrawnAt: new Date() }],
  ['replaced', { replacedAt: new Date() }],
])('a link that is %s lets nobody in, and names whom to ask', async (code, data) => {
  const person = await aPerson();
  const token = await tokenFor(person.email);
  await db.invitation.updateMany({ where: { email: person.email }, data });
  const answers = [await joinAs(person, token, from), await newAccount(token)];
  for (const answer of answers) {
    expect(answer).toMatchObject({ ok: false, error: { code, message: expect.stringContaining('Ada Admin') } });
  }
  expect(await membersOf()).toBe(1);
});

test('a link that nobody made and one that is none have one answer', async () => {
  const unknown = 'A'.repeat(43);
  const person = await aPerson();
  const answers = await Promise.all(
    [unknown, 'short', `${unknown}'`, '', '%00'].flatMap((token) => [joinAs(person, token, from), newAccount(token)]),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ ok: false, error: { code: 'unknown' } });
  for (const token of [unknown, 'short']) expect(await findInvitation(token)).toBeNull();
});
