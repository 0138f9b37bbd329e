import { beforeEach, expect, test } from 'vitest';
import { hashPassword } from '#lib/account/passwords.ts';
import { endSessions, isSessionLive, type SessionClaim } from '#lib/account/sessions.ts';
import { signIn } from '#lib/account/sign-in.ts';
import { db } from '#lib/db.ts';

const typed = { email: 'ada@example.com', password: 'tulip marble canoe' };

beforeEach(async () => {
  await db.user.deleteMany();
  await db.user.create({
    data: { email: typed.email, name: 'Ada', passwordHash: await hashPassword(typed.password) },
  });
});

/** What the cookie of a new sign-in holds. */
async function signedIn(): Promise<SessionClaim> {
  const result = await signIn({ ...typed, address: 'here' });
  if (!result.ok) throw new Error(result.error.code);
  return { userId: result.value.id, version: result.value.sessionVersion };
}

test('signing out ends the session and every copy of its cookie, and the next sign-in works', async () => {
  const session = await signedIn();
  expect(await isSessionLive({ ...session })).toBe(true);
  await endSessions(session);
  expect(await isSessionLive({ ...session })).toBe(false);
  expect(await isSessionLive(await signedIn())).toBe(true);
});

test('a session that has ended ends no later one', async () => {
  const stolen = await signedIn();
  await endSessions(stolen);
  const later = await signedIn();
  await endSessions(stolen);
  expect(await isSessionLive(later)).toBe(true);
});

test('a changed password ends the sessions made with the old one, whoever changes it', async () => {
  const session = await signedIn();
  await db.user.update({ where: { email: typed.email }, data: { name: 'Ada Fern' } });
  expect(await isSessionLive(session)).toBe(true);
  const passwordHash = await hashPassword('another tulip marble');
  await db.$executeRaw`UPDATE "User" SET "passwordHash" = ${passwordHash} WHERE email = ${typed.email}`;
  expect(await isSessionLive(session)).toBe(false);
});

test('a session of somebody who is gone, or from before sessions had versions, has ended', async () => {
  const session = await signedIn();
  expect(await isSessionLive({ ...session, version: 0 })).toBe(false);
  await db.user.deleteMany();
  expect(await isSessionLive(session)).toBe(false);
});
