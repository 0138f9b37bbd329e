import { businessConnection, isLive } from '#lib/connections/business-connection.ts';
import { type Db, db } from '#lib/db.ts';
import { failure } from '#lib/domain/result.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { type RuledEntries, ruledEntries } from './ruled-entries.ts';

/** The connected books, into whose lists those of other books are merged. */
export type MergeBooks = {
  connectionId: string;
  organisationName: string;
  ledger: string;
  /** The names of the books that there were before, the last first. */
  others: string[];
  /** The entries that rules name, of whatever books. */
  ruled: RuledEntries;
};

/** Null while nothing is connected, or nothing else ever was. */
export async function mergeBooks(
  { businessId }: Pick<BusinessScope, 'businessId'>,
  client: Db = db,
): Promise<MergeBooks | null> {
  const connection = await businessConnection(client, businessId);
  if (!connection || !isLive(connection)) return null;
  const others = await client.connection.findMany({
    where: { businessId, id: { not: connection.id } },
    orderBy: { statusChangedAt: 'desc' },
    select: { organisationName: true },
    take: 20,
  });
  if (others.length === 0) return null;
  const { id, organisationName, ledger } = connection;
  return {
    ...{ connectionId: id, organisationName, ledger, others: others.map((other) => other.organisationName) },
    ruled: await ruledEntries(client, businessId),
  };
}

export const notConnected = failure(
  'disconnected',
  'No other books are connected now, so there is nothing to merge. Nothing was changed: reload the page.',
);
