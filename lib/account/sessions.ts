import { db } from '#lib/db.ts';

/** What a session's cookie says: whose it is, and under which version of the person's sessions it was made. */
export type SessionClaim = { userId: string; version: number };

/** Whether nothing has ended the session since it was made; false too when the person is gone. */
export async function isSessionLive({ userId, version }: SessionClaim): Promise<boolean> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { sessionVersion: true } });
  return user?.sessionVersion === version;
}

/**
 * Ends all sessions of the person, in every browser that holds a copy. A session that has ended already ends nothing:
 * whoever kept its cookie cannot sign the person out for ever.
 */
export async function endSessions({ userId, version }: SessionClaim): Promise<void> {
  await db.user.updateMany({
    where: { id: userId, sessionVersion: version },
    data: { sessionVersion: { increment: 1 } },
  });
}
