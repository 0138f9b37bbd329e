import type { Db } from '#lib/db.ts';
import type { Connection } from '#prisma/generated/client.ts';

/**
 * Where a business's lists come from: its live connection or, when there is none, the one last ended, since items point
 * at its entries. Null for a business that was never connected.
 */
export function businessConnection(client: Db, businessId: string): Promise<Connection | null> {
  return client.connection.findFirst({
    where: { businessId },
    // The statuses are declared in this order, DISCONNECTED last; a business has one live connection at most.
    orderBy: [{ status: 'asc' }, { statusChangedAt: 'desc' }],
  });
}

/** The connection that the business publishes through, usable or in need of reconnecting; null when there is none. */
export async function liveConnection(client: Db, businessId: string): Promise<Connection | null> {
  const connection = await businessConnection(client, businessId);
  return connection && isLive(connection) ? connection : null;
}

/** Not ended. A connection that needs reconnecting is live: what waits for it goes on by itself afterwards. */
export function isLive({ status }: Pick<Connection, 'status'>): boolean {
  return status !== 'DISCONNECTED';
}
