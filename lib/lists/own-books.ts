import type { Db } from '#lib/db.ts';
import { userIdOf } from '#lib/domain/actor.ts';
import { ledgerNames } from '#lib/ledger/ledgers.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** No organisation of any accounting software is called so. */
const OWN = 'own-lists';

/**
 * The books, so to speak, that a business's own lists are in, made with its first entry: a connection that was never
 * connected. So codings name its entries as they do those of real books, and once those are connected, they are merged as
 * those of any other.
 */
export async function ownBooks(
  transaction: Db,
  { businessId, actor }: BusinessScope,
): Promise<{ connectionId: string }> {
  // What its documents are held to while nobody has said where they go.
  const [ledger] = ledgerNames;
  const key = { businessId, ledger, organisationId: OWN };
  const { id } = await transaction.connection.upsert({
    where: { businessId_ledger_organisationId: key },
    create: {
      ...{ ...key, isOwn: true, status: 'DISCONNECTED', organisationName: 'Own lists', disconnectedAt: new Date() },
      ...{ connectedByUserId: userIdOf(actor) ?? businessId, connectedByName: actor.name },
    },
    update: {},
    select: { id: true },
  });
  return { connectionId: id };
}

/** Two changes of a business's own lists take turns. */
export async function holdOwnLists(transaction: Db, businessId: string): Promise<void> {
  await transaction.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`own lists ${businessId}`}, 0))::text`;
}
