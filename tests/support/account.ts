/** People with a password, and their sessions. */
import { randomUUID } from 'node:crypto';
import { hashPassword } from '#lib/account/passwords.ts';
import { beginSession } from '#lib/account/sessions.ts';
import { db } from '#lib/db.ts';

export const from = { address: '192.0.2.1', device: 'A browser' };

export type TestPerson = { id: string; name: string; email: string; password: string };

const password = 'tulip marble canoe';
let hashed: Promise<string> | undefined;

export async function aPerson(name = 'Ada Fern'): Promise<TestPerson> {
  hashed ??= hashPassword(password);
  const email = `${randomUUID()}@example.com`;
  const { id } = await db.user.create({ data: { email, name, passwordHash: await hashed }, select: { id: true } });
  return { id, name, email, password };
}

/** A new session of the person, in a browser of its own unless one is named; its id. */
export async function aSession(userId?: string, deviceToken: string = randomUUID()): Promise<string> {
  const id = userId ?? (await aPerson()).id;
  const signedIn = { userId: id, method: 'password', secondFactorAt: null, passwordHash: null } as const;
  const session = await beginSession(signedIn, from, deviceToken);
  if (!session) throw new Error('no session began');
  return session.id;
}
