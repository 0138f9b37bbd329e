import type { Db } from '#lib/db.ts';
import type { ConnectionReason } from '#lib/domain/connection.ts';
import { announce } from '#lib/events/announce.ts';
import { log } from '#lib/log.ts';
import { tellAdmins } from './tell-admins.ts';

/**
 * The consent cannot be used any more: every connection that rests on it waits for someone to reconnect, and so does
 * its work. Inside a transaction, as below.
 */
export async function loseGrant(
  transaction: Db,
  grantId: string,
  why: string,
  reason: Extract<ConnectionReason, 'authorisationLost' | 'keysLost'> = 'authorisationLost',
): Promise<void> {
  log.warn({ grantId, why }, 'authorisation lost');
  await transaction.grant.update({ where: { id: grantId }, data: { status: 'LOST', lostReason: why } });
  const connections = await transaction.connection.findMany({
    where: { grantId, status: 'CONNECTED' },
    select: { id: true },
  });
  for (const { id } of connections) await needsReconnecting(transaction, id, reason);
}

/**
 * Marks one connection, unless it already needs reconnecting or was disconnected meanwhile, and writes to the admins.
 * Inside a transaction: all of that is so, or nothing.
 */
export async function needsReconnecting(
  transaction: Db,
  connectionId: string,
  reason: ConnectionReason,
): Promise<void> {
  const [connection] = await transaction.connection.updateManyAndReturn({
    where: { id: connectionId, status: 'CONNECTED' },
    data: { status: 'NEEDS_RECONNECTING', statusReason: reason, statusChangedAt: new Date() },
    select: { businessId: true },
  });
  if (!connection) return;
  log.warn({ connectionId, reason }, 'connection needs reconnecting');
  await announce(transaction, { businessId: connection.businessId, topic: 'connection', id: connectionId });
  await tellAdmins(transaction, connectionId, reason);
}
