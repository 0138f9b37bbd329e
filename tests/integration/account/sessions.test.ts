import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { hashPassword } from '#lib/account/passwords.ts';
import {
  beginSession,
  endOtherSessions,
  endSession,
  listSessions,
  liveSession,
  MAX_SESSIONS,
  pruneSessions,
  signOutOf,
} from '#lib/account/sessions.ts';
import { signIn } from '#lib/account/sign-in.ts';
import { db } from '#lib/db.ts';
import { noPreferences } from '#lib/domain/personal-preferences.ts';
import { closeQueues } from '#lib/queue/enqueue.ts';
import { aPerson, aSession, from, type TestPerson } from '#tests/support/account.ts';

afterAll(closeQueues);

/** The session of a sign-in with the password. */
async function signedIn({ email, password }: TestPerson, deviceToken: string = randomUUID()) {
  const answer = await signIn({ email, password, address: from.address });
  if (!answer.ok) throw new Error(answer.error.code);
  const session = await beginSession(answer.value, from, deviceToken);
  if (!session) throw new Error('no session began');
  return session;
}

const isLive = async (id: string) => (await liveSession(id)) !== null;

const changePassword = async ({ id }: TestPerson, except?: string) => {
  const passwordHash = await hashPassword('another tulip marble');
  await db.$transaction(async (transaction) => {
    if (except) await transaction.$executeRaw`SELECT set_config('intray.session', ${except}, true)`;
    await transaction.$executeRaw`UPDATE "User" SET "passwordHash" = ${passwordHash} WHERE "id" = ${id}::uuid`;
  });
};

test('a session tells who is signed in, and how', async () => {
  const person = await aPerson();
  const { id } = await signedIn(person);
  expect(await liveSession(id)).toEqual({
    id,
    createdAt: expect.any(Date),
    method: 'password',
    secondFactorAt: null,
    user: { id: person.id, name: person.name, email: person.email },
    preferences: noPreferences,
  });
});

test('signing out ends the session and every copy of its cookie, and no other session', async () => {
  const person = await aPerson();
  const [here, elsewhere] = [await aSession(person.id), await aSession(person.id)];
  await signOutOf(here);
  await signOutOf(here);
  expect(await isLive(here)).toBe(false);
  expect(await isLive(elsewhere)).toBe(true);
  const told = await db.auditEntry.findMany({ where: { userId: person.id }, orderBy: { id: 'asc' } });
  expect(told.map(({ action }) => action)).toEqual(['signedIn', 'signedIn', 'signedOut']);
});

test('a changed password ends the sessions made with the old one, whoever changes it, save the one that does', async () => {
  const person = await aPerson();
  const [here, elsewhere] = [await aSession(person.id), await aSession(person.id)];
  await db.user.update({ where: { id: person.id }, data: { name: 'Ada Wood' } });
  expect(await isLive(elsewhere)).toBe(true);
  await changePassword(person, here);
  expect([await isLive(here), await isLive(elsewhere)]).toEqual([true, false]);
  await changePassword(person);
  expect(await isLive(here)).toBe(false);
});

test('no session begins with a password that changed after it was checked', async () => {
  const person = await aPerson();
  const answer = await signIn({ email: person.email, password: person.password, address: from.address });
  await changePassword(person);
  expect(answer.ok && (await beginSession(answer.value, from, randomUUID()))).toBeNull();
  expect(await db.session.count({ where: { userId: person.id } })).toBe(0);
});

test('a session unseen for 30 days has ended, and one that is used goes on', async () => {
  const id = await aSession();
  const seen = async (days: number) => {
    await db.session.update({ where: { id }, data: { lastSeenAt: new Date(Date.now() - days * 86_400_000) } });
    return isLive(id);
  };
  expect(await seen(29)).toBe(true);
  expect(await seen(31)).toBe(false);
});

test('when a session was last seen is written at most once in five minutes', async () => {
  const id = await aSession();
  const seenAgo = async (minutes: number) => {
    const lastSeenAt = new Date(Date.now() - minutes * 60_000);
    await db.session.update({ where: { id }, data: { lastSeenAt } });
    await liveSession(id);
    return (await db.session.findUniqueOrThrow({ where: { id } })).lastSeenAt.getTime() !== lastSeenAt.getTime();
  };
  expect([await seenAgo(4), await seenAgo(6)]).toEqual([false, true]);
});

test('a person has a hundred sessions at most, and the oldest ends for the next', async () => {
  const { id: userId } = await aPerson();
  const first = await aSession(userId);
  await db.session.createMany({
    data: Array.from({ length: MAX_SESSIONS - 1 }, () => ({
      ...{ userId, method: 'password', deviceHash: 'one', ...from },
    })),
  });
  expect(await isLive(first)).toBe(true);
  const next = await aSession(userId);
  expect([await isLive(first), await isLive(next)]).toEqual([false, true]);
  expect(await db.session.count({ where: { userId, endedAt: null } })).toBe(MAX_SESSIONS);
});

test('a browser is told of by mail the first time somebody signs in with it, a person’s first of all aside', async () => {
  const person = await aPerson();
  const told = async (token: string) => {
    await signedIn(person, token);
    return db.mail.count({ where: { kind: 'newDevice', toAddress: person.email } });
  };
  expect([await told('desk'), await told('desk'), await told('phone'), await told('phone')]).toEqual([0, 0, 1, 1]);
});

test('the browser is known by a hash alone', async () => {
  const id = await aSession(undefined, 'the token of the browser');
  expect(JSON.stringify(await db.session.findUniqueOrThrow({ where: { id } }))).not.toContain('the token');
});

test('a session of somebody who is gone, or that never was, is none', async () => {
  const { id: userId } = await aPerson();
  const id = await aSession(userId);
  await db.user.delete({ where: { id: userId } });
  expect([await isLive(id), await isLive(randomUUID())]).toEqual([false, false]);
});

test('sessions that nobody has used for 90 days are forgotten', async () => {
  const { id: userId } = await aPerson();
  const kept = await aSession(userId);
  const old = await aSession(userId);
  await db.session.update({ where: { id: old }, data: { lastSeenAt: new Date(Date.now() - 91 * 86_400_000) } });
  await pruneSessions();
  expect(await db.session.findMany({ where: { userId }, select: { id: true } })).toEqual([{ id: kept }]);
});

test('a person sees their live sessions and ends one, or all others, and nobody else’s', async () => {
  const person = await aPerson();
  const [here, second, third] = [await aSession(person.id), await aSession(person.id), await aSession(person.id)];
  const strangers = await aSession();
  await signOutOf(third);
  expect((await listSessions(person.id)).map(({ id }) => id).sort()).toEqual([here, second].sort());
  const asker = { id: here, user: person };
  await endSession(asker, strangers, from);
  expect(await isLive(strangers)).toBe(true);
  await endSession(asker, second, from);
  expect(await isLive(second)).toBe(false);
  const others = [await aSession(person.id), await aSession(person.id)];
  expect(await endOtherSessions(asker, from)).toEqual({ ok: true, value: 2 });
  expect(await endOtherSessions(asker, from)).toEqual({ ok: true, value: 0 });
  expect(await Promise.all([here, strangers, ...others].map(isLive))).toEqual([true, true, false, false]);
  expect(await db.auditEntry.count({ where: { userId: person.id, action: 'sessionEnded' } })).toBe(2);
  const told = await db.mail.findMany({
    where: { toAddress: person.email, kind: 'sessionEnded' },
    orderBy: { createdAt: 'asc' },
  });
  expect(told.map(({ subject }) => subject)).toEqual([
    'One of your sessions was ended',
    'Your other sessions were ended',
  ]);
});

test('sessions are not ended one after another without end, since each is told by mail', async () => {
  const person = await aPerson();
  const here = { id: await aSession(person.id), user: person };
  for (let count = 0; count < 10; count++)
    expect(await endSession(here, randomUUID(), from)).toMatchObject({ ok: true });
  const other = await aSession(person.id);
  expect(await endSession(here, other, from)).toMatchObject({ ok: false, error: { code: 'tooManyTries' } });
  expect(await endOtherSessions(here, from)).toMatchObject({ ok: false, error: { code: 'tooManyTries' } });
  expect(await isLive(other)).toBe(true);
});

test('a stranger in the account cannot use up its owner’s way to end their session', async () => {
  const user = await aPerson();
  const [owners, strangers] = [await aSession(user.id), await aSession(user.id)];
  for (let count = 0; count < 20; count++) await endSession({ id: strangers, user }, randomUUID(), from);
  expect(await endOtherSessions({ id: owners, user }, from)).toEqual({ ok: true, value: 1 });
  expect(await isLive(strangers)).toBe(false);
});
