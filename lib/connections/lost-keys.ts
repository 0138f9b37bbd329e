import { type Db, db } from '#lib/db.ts';
import { announce } from '#lib/events/announce.ts';
import { log } from '#lib/log.ts';
import type { Grant } from '#prisma/generated/client.ts';
import { loseGrant } from './lose-grant.ts';
import { openToken } from './token-seal.ts';

/** As many grants as are looked at: lost keys show on the first. */
const LOOK_AT = 200;

/** Whether ENCRYPTION_KEYS opens the grant's tokens. */
export const isOpenable = ({ id, accessToken, refreshToken }: Pick<Grant, 'id' | 'accessToken' | 'refreshToken'>) =>
  openToken(accessToken, id) !== null && openToken(refreshToken, id) !== null;

/** Marks a grant whose tokens no key opens: each connection that rests on it needs reconnecting, and says why. */
export async function loseKeysOf(transaction: Db, grantId: string): Promise<void> {
  log.error({ grantId }, 'ENCRYPTION_KEYS does not open the tokens of an authorisation');
  await loseGrant(
    transaction,
    grantId,
    'Its tokens cannot be decrypted with the keys of this installation.',
    'keysLost',
  );
}

/**
 * How many authorisations in use ENCRYPTION_KEYS does not open: by the keys of this process, and as those of any other
 * process found before.
 */
export async function countLostKeys(): Promise<number> {
  const [inUse, lost] = await Promise.all([
    db.grant.findMany({ where: { status: 'ACTIVE', connections: { some: { status: 'CONNECTED' } } }, take: LOOK_AT }),
    db.grant.count({ where: { connections: { some: waitingForKeys } } }),
  ]);
  return lost + inUse.filter((grant) => !isOpenable(grant)).length;
}

/**
 * At the start of a worker: connections whose tokens no key opens need reconnecting, rather than each failing at its
 * first use; those whose key is back go on by themselves.
 */
export async function checkKeys(): Promise<void> {
  const grants = await db.grant.findMany({
    where: {
      OR: [
        { status: 'ACTIVE', connections: { some: { status: 'CONNECTED' } } },
        { status: 'LOST', connections: { some: waitingForKeys } },
      ],
    },
  });
  for (const grant of grants) {
    if (grant.status === 'ACTIVE' && !isOpenable(grant)) {
      await db.$transaction((transaction) => loseKeysOf(transaction, grant.id));
    }
    if (grant.status === 'LOST' && isOpenable(grant)) await findKeysOf(grant.id);
  }
}

const waitingForKeys = { status: 'NEEDS_RECONNECTING', statusReason: 'keysLost' } as const;

async function findKeysOf(grantId: string): Promise<void> {
  log.info({ grantId }, 'ENCRYPTION_KEYS opens the tokens of an authorisation again');
  await db.$transaction(async (transaction) => {
    await transaction.grant.update({ where: { id: grantId }, data: { status: 'ACTIVE', lostReason: null } });
    const connections = await transaction.connection.updateManyAndReturn({
      where: { grantId, ...waitingForKeys },
      data: { status: 'CONNECTED', statusReason: null, statusChangedAt: new Date() },
      select: { id: true, businessId: true },
    });
    await announce(
      transaction,
      ...connections.map(({ id, businessId }) => ({ businessId, topic: 'connection', id }) as const),
    );
  });
}
