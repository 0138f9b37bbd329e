import { type Db, db } from '#lib/db.ts';
import { deviceWords } from '#lib/domain/device-words.ts';
import type { Preferences } from '#lib/domain/personal-preferences.ts';
import { readPreferences } from '#lib/domain/read-preferences.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import { type SignInMethod, storedSignInMethod } from '#lib/domain/sign-in-method.ts';
import type { RequestOrigin } from '#lib/events/record-audit.ts';
import { recordAudit } from '#lib/events/record-audit.ts';
import { log } from '#lib/log.ts';
import { wake } from '#lib/mail/wake.ts';
import { tokenHash } from '#lib/token.ts';
import { sessionEndLimit } from './account-limits.ts';
import { newDevice, write } from './account-mails.ts';
import { linkProvider, type NewLink } from './link-provider.ts';
import { lockPerson } from './lock-person.ts';
import { tooManyTries } from './rate-limit.ts';
import { tellPerson } from './tell-person.ts';

/** A session that nobody has used for so long has ended. */
const UNSEEN_DAYS = 30;
/** Of one person; the oldest ends for the next. */
export const MAX_SESSIONS = 100;
/** How exactly `lastSeenAt` is known: it costs a write. */
const SEEN_WITHIN_MINUTES = 5;
/** Of ended ones, for as long as a browser is known again. */
const KEPT_DAYS = 90;
/** At once; the next sweep goes on. */
const BATCH = 1_000;
const LONGEST_DEVICE = 400;

/** Why a session ended. */
export type SessionEnd = 'signedOut' | 'ended' | 'passwordChanged' | 'passkeyRemoved' | 'tooMany';

/** What a session is made of, once everything that was asked for has been shown. */
export type SignedIn = {
  userId: string;
  method: SignInMethod;
  /** When a second factor was shown; null without one. */
  secondFactorAt: Date | null;
  /** What the password was checked against: no session begins once that has changed. Null when none was typed. */
  passwordHash: string | null;
  /** The passkey that was used in its place: no session begins once that is removed. */
  passkeyId?: string | undefined;
  /** The account at the provider that is linked with the session, and signs in from then on. */
  linking?: NewLink | undefined;
};

export type LiveSession = {
  id: string;
  createdAt: Date;
  method: SignInMethod;
  secondFactorAt: Date | null;
  user: { id: string; name: string; email: string };
  preferences: Preferences;
};

/**
 * Begins a session and writes it into the audit. `deviceToken` is the cookie by which the browser is known again; the
 * person is written to when it is new. Null when they are gone, or what was shown has been changed or removed since.
 */
export async function beginSession(
  { userId, method, secondFactorAt, passwordHash, passkeyId, linking }: SignedIn,
  from: RequestOrigin,
  deviceToken: string,
): Promise<{ id: string } | null> {
  const deviceHash = tokenHash(deviceToken);
  const begun = await db.$transaction(async (transaction) => {
    // One at a time with other sign-ins of the person and with changes of the password and the passkeys.
    const user = await lockPerson(transaction, userId);
    if (!user || (passwordHash !== null && user.passwordHash !== passwordHash)) return null;
    if (passkeyId && !(await transaction.passkey.findUnique({ where: { id: passkeyId } }))) return null;
    const isKnown = await transaction.session.findFirst({ where: { userId, deviceHash }, select: { id: true } });
    const before = await transaction.auditEntry.findFirst({
      where: { userId, action: 'signedIn' },
      select: { id: true },
    });
    const { id } = await transaction.session.create({
      data: {
        userId,
        method,
        passkeyId: passkeyId ?? null,
        secondFactorAt,
        deviceHash,
        address: from.address,
        device: from.device.slice(0, LONGEST_DEVICE),
      },
      select: { id: true },
    });
    await endBeyond(transaction, userId);
    if (linking) await linkProvider(transaction, userId, linking, from);
    await recordAudit(transaction, {
      businessId: null,
      userId,
      by: { userId, name: user.name },
      action: 'signedIn',
      detail: { method },
      from,
    });
    // A person's first device ever is nothing to tell them of.
    const isNewDevice = !isKnown && before !== null;
    return { id, mails: isNewDevice ? await write(transaction, user, newDevice(user, from, new Date())) : [] };
  });
  await wake(begun?.mails ?? []);
  return begun && { id: begun.id };
}

/** Keeps the newest `MAX_SESSIONS` of the person. */
async function endBeyond(transaction: Db, userId: string): Promise<void> {
  await transaction.$executeRaw`
    UPDATE "Session" SET "endedAt" = now(), "endReason" = 'tooMany'
     WHERE "id" IN (SELECT "id" FROM "Session" WHERE "userId" = ${userId}::uuid AND "endedAt" IS NULL
                     ORDER BY "createdAt" DESC, "id" DESC OFFSET ${MAX_SESSIONS})`;
}

/** The session that a cookie names, with its person; null when it has ended, or was unseen for too long. */
export async function liveSession(id: string): Promise<LiveSession | null> {
  const [row] = await db.$queryRaw<(Omit<LiveSession, 'user' | 'preferences'> & Row)[]>`
    SELECT "Session"."id", "Session"."createdAt", "method", "secondFactorAt", "userId", "name", "email", "preferences",
           "lastSeenAt" < now() - make_interval(mins => ${SEEN_WITHIN_MINUTES}) AS "isSeenLongAgo"
      FROM "Session" JOIN "User" ON "User"."id" = "userId"
     WHERE "Session"."id" = ${id}::uuid AND "endedAt" IS NULL
       AND "lastSeenAt" > now() - make_interval(days => ${UNSEEN_DAYS})`;
  if (!row) return null;
  if (row.isSeenLongAgo) await see(id);
  const { createdAt, method, secondFactorAt, userId, name, email, preferences } = row;
  const user = { id: userId, name, email };
  return { id, createdAt, method, secondFactorAt, user, preferences: readPreferences(preferences) };
}

type Row = { userId: string; name: string; email: string; preferences: unknown; isSeenLongAgo: boolean };

/** Of the requests of a page that come together, one writes. A request does not fail for it. */
async function see(id: string): Promise<void> {
  try {
    await db.$executeRaw`
      UPDATE "Session" SET "lastSeenAt" = now()
       WHERE "id" = ${id}::uuid AND "endedAt" IS NULL
         AND "lastSeenAt" < now() - make_interval(mins => ${SEEN_WITHIN_MINUTES})`;
  } catch (error) {
    log.warn({ err: error, sessionId: id }, 'when a session was last seen could not be written');
  }
}

/** Signing out: ends the session, and so every copy of its cookie. One that has ended already ends nothing. */
export async function signOutOf(id: string): Promise<void> {
  await db.$transaction(async (transaction) => {
    const [ended] = await transaction.session.updateManyAndReturn({
      where: { id, endedAt: null },
      data: { endedAt: new Date(), endReason: 'signedOut' satisfies SessionEnd },
      select: { userId: true, address: true, device: true, user: { select: { name: true } } },
    });
    if (!ended) return;
    const { userId, address, device, user } = ended;
    await recordAudit(transaction, {
      businessId: null,
      userId,
      by: { userId, name: user.name },
      action: 'signedOut',
      from: { address, device },
    });
  });
}

/** A session as its person sees it. */
export type SessionView = {
  id: string;
  device: string;
  address: string;
  method: SignInMethod;
  hasSecondFactor: boolean;
  createdAt: Date;
  lastSeenAt: Date;
};

const live = () => ({ endedAt: null, lastSeenAt: { gt: new Date(Date.now() - UNSEEN_DAYS * 86_400_000) } });

/** The person's live sessions, the last used first. */
export async function listSessions(userId: string): Promise<SessionView[]> {
  const rows = await db.session.findMany({
    where: { userId, ...live() },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    take: MAX_SESSIONS,
  });
  return rows.map(({ id, device, address, method, secondFactorAt, createdAt, lastSeenAt }) => ({
    ...{ id, address, createdAt, lastSeenAt },
    device: deviceWords(device),
    method: storedSignInMethod(method),
    hasSecondFactor: secondFactorAt !== null,
  }));
}

type Asker = Pick<LiveSession, 'id' | 'user'>;

/**
 * Ends one of the person's sessions, wherever it is, and tells them: whoever is in their account can't shut them out
 * unseen. One that has ended already, or is not theirs, is no failure.
 */
export async function endSession(
  { id: sessionId, user }: Asker,
  id: string,
  from: RequestOrigin,
): Promise<Result<null>> {
  const wait = await sessionEndLimit.count({ sessionId });
  if (wait !== null) return fail(tooManyTries(wait));
  await db.$transaction(async (transaction) => {
    const [ended] = await transaction.session.updateManyAndReturn({
      where: { id, userId: user.id, endedAt: null },
      data: { endedAt: new Date(), endReason: 'ended' satisfies SessionEnd },
      select: { device: true },
    });
    if (!ended) return;
    const device = deviceWords(ended.device);
    await tellPerson(transaction, {
      ...{ user, by: { userId: user.id, name: user.name }, action: 'sessionEnded', detail: { device }, from },
      title: 'One of your sessions was ended',
      paragraphs: [`You are signed out in one of your browsers: ${device}. Your other sessions go on.`],
    });
  });
  return ok(null);
}

/** Ends all of the person's sessions but the one that asks, and tells them. Gives how many. */
export async function endOtherSessions({ id: sessionId, user }: Asker, from: RequestOrigin): Promise<Result<number>> {
  const wait = await sessionEndLimit.count({ sessionId });
  if (wait !== null) return fail(tooManyTries(wait));
  return db.$transaction(async (transaction) => {
    const { count } = await transaction.session.updateMany({
      where: { userId: user.id, id: { not: sessionId }, ...live() },
      data: { endedAt: new Date(), endReason: 'ended' satisfies SessionEnd },
    });
    if (count === 0) return ok(0);
    await tellPerson(transaction, {
      ...{ user, by: { userId: user.id, name: user.name }, action: 'sessionEnded', from },
      title: 'Your other sessions were ended',
      paragraphs: [
        count === 1
          ? 'You are signed out in one other browser, and go on in the one in which that was asked for.'
          : `You are signed out in ${count} other browsers, and go on in the one in which that was asked for.`,
      ],
    });
    return ok(count);
  });
}

/** For the sweep: forgets sessions that have ended long since, or that nobody uses. Returns how many. */
export function pruneSessions(): Promise<number> {
  return db.$executeRaw`
    DELETE FROM "Session" WHERE "id" IN (
      SELECT "id" FROM "Session"
       WHERE "lastSeenAt" < now() - make_interval(days => ${KEPT_DAYS})
       ORDER BY "lastSeenAt" LIMIT ${BATCH})`;
}
