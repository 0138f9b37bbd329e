import type { UserSummary } from '#lib/authorise.ts';
import { db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { lockPerson } from '../lock-person.ts';
import { hasOtherWayIn } from '../other-way-in.ts';
import type { SessionEnd } from '../sessions.ts';
import { tellPerson } from '../tell-person.ts';
import { unmarkSessions } from '../two-factor/mark-session.ts';

export type PasskeySummary = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null };

/** The person's passkeys, the newest last. */
export function passkeysOf(userId: string): Promise<PasskeySummary[]> {
  return db.passkey.findMany({
    where: { userId },
    select: { id: true, name: true, createdAt: true, lastUsedAt: true },
    orderBy: { id: 'asc' },
  });
}

export async function renamePasskey(
  user: UserSummary,
  passkeyId: string,
  name: string,
  from: RequestOrigin,
): Promise<Result<null>> {
  return db.$transaction(async (transaction) => {
    await lockPerson(transaction, user.id);
    const passkey = await transaction.passkey.findFirst({ where: { id: passkeyId, userId: user.id } });
    if (!passkey) return missing();
    if (passkey.name === name) return ok(null);
    await transaction.passkey.update({ where: { id: passkeyId }, data: { name } });
    await recordAudit(transaction, {
      ...{ businessId: null, userId: user.id, by: { userId: user.id, name: user.name } },
      ...{ action: 'passkeyRenamed', detail: { from: passkey.name, to: name }, from },
    });
    return ok(null);
  });
}

/**
 * From then on it lets nobody in, and the sessions that began with it end, save the one in which it is removed. The
 * device keeps its part until it is deleted there.
 */
export async function removePasskey(
  user: UserSummary,
  passkeyId: string,
  from: RequestOrigin,
  exceptSessionId: string | null = null,
): Promise<Result<null>> {
  return db.$transaction(async (transaction) => {
    const person = await lockPerson(transaction, user.id);
    const passkey = await transaction.passkey.findFirst({ where: { id: passkeyId, userId: user.id } });
    if (!person || !passkey) return missing();
    if (!(await hasOtherWayIn(transaction, person, { passkeyId }))) return onlyWayIn();
    await transaction.session.updateMany({
      where: { passkeyId, endedAt: null, ...(exceptSessionId && { id: { not: exceptSessionId } }) },
      data: { endedAt: new Date(), endReason: 'passkeyRemoved' satisfies SessionEnd },
    });
    await transaction.passkey.delete({ where: { id: passkeyId } });
    await unmarkSessions(transaction, user.id);
    await tellPerson(transaction, {
      user,
      by: { userId: user.id, name: user.name },
      action: 'passkeyRemoved',
      detail: { name: passkey.name },
      from,
      title: 'A passkey was removed',
      paragraphs: [
        `The passkey “${passkey.name}” no longer signs in to your account. Whoever was signed in with it elsewhere has been signed out.`,
      ],
    });
    return ok(null);
  });
}

const missing = () =>
  failure('passkeyMissing', 'This passkey is no longer there. Reload the page to see those that are.');

const onlyWayIn = () =>
  failure(
    'onlyWayIn',
    'It is the only way into your account, so it stays. Choose a password or add another passkey first.',
  );
