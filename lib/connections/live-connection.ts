import type { Db } from '#lib/db.ts';
import type { Connection } from '#prisma/generated/client.ts';

export type NewestConnection = Pick<Connection, 'id' | 'status' | 'organisationName' | 'baseCurrency'>;

/**
 * Where a business's lists come from: its live connection or, when there is none, the one last ended, since items point
 * at its entries. Null for a business that was never connected.
 */
export async function newestConnection(client: Db, businessId: string): Promise<NewestConnection | null> {
  const connections = await client.connection.findMany({
    where: { businessId },
    select: { id: true, status: true, organisationName: true, baseCurrency: true },
    orderBy: { statusChangedAt: 'desc' },
  });
  return connections.find(({ status }) => status !== 'DISCONNECTED') ?? connections[0] ?? null;
}
