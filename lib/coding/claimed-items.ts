import { businessConnection, isLive } from '#lib/connections/business-connection.ts';
import type { Db } from '#lib/db.ts';
import { isUndecided, type PublicationState, pastStates } from '#lib/domain/publication/publication.ts';

/** Of a claim, the currencies whose bill keeps its items as they are, each with the state of the publication by which. */
export type LockedCurrencies = ReadonlyMap<string, PublicationState>;

/**
 * Holds a claim and its bills from here on, and tells which of its currencies may not change, since their bill is
 * published or on its way. One that is corrected is open.
 */
export async function openClaim(transaction: Db, businessId: string, claimId: string): Promise<LockedCurrencies> {
  await transaction.$queryRaw`
    SELECT 1 FROM "Claim" WHERE "id" = ${claimId}::uuid AND "businessId" = ${businessId}::uuid FOR UPDATE`;
  await transaction.$queryRaw`
    SELECT 1 FROM "Item" WHERE "billOfId" = ${claimId}::uuid AND "businessId" = ${businessId}::uuid
     ORDER BY "id" FOR UPDATE`;
  const live = await transaction.publication.findMany({
    where: { item: { billOfId: claimId }, businessId, state: { notIn: [...pastStates] } },
    select: { state: true, correctedSince: true, item: { select: { currency: true } } },
  });
  const locking = live.filter(({ state, correctedSince }) => isUndecided(state) || correctedSince === null);
  return new Map(locking.map(({ state, item }) => [item.currency ?? '', state]));
}

/** Whoever has seen the bills of a claim has not seen what is so of its items from now on. */
export async function outdateBills(transaction: Db, businessId: string, claimId: string): Promise<void> {
  await transaction.item.updateMany({
    where: { billOfId: claimId, businessId },
    data: { revision: { increment: 1 } },
  });
}

/** The currency of items that name none: the connected organisation's or, while there is none, the business's. */
export async function baseCurrencyOf(db: Db, businessId: string): Promise<string> {
  const connection = await businessConnection(db, businessId);
  if (connection && isLive(connection) && connection.baseCurrency) return connection.baseCurrency;
  const business = await db.business.findUniqueOrThrow({ where: { id: businessId }, select: { baseCurrency: true } });
  return business.baseCurrency;
}
