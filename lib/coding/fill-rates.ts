import { db } from '#lib/db.ts';
import { intray } from '#lib/domain/actor.ts';
import { formatDate, fromColumn } from '#lib/domain/calendar-date.ts';
import { loadReviewContext } from '#lib/lists/review-context.ts';
import { type DailyRate, dailyRate } from '#lib/rates/daily-rate.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { type ChangedCoding, changeCoding } from './change-coding.ts';

/** Items that one run gives a rate; the next one goes on. */
const AT_ONCE = 500;
/** Items that it looks at, since some have no rate to be given. */
const MAX_LOOKED_AT = 5_000;
const MAX_BUSINESSES = 1_000;

export type FilledRate = { itemId: string } & Pick<ChangedCoding, 'revision' | 'before' | 'after'>;

/** Open items of another currency that have a date and no rate. */
export function withoutRate(businessId: string, baseCurrency: string): Prisma.ItemWhereInput {
  return {
    ...{ businessId, place: 'INBOX', status: { not: 'PUBLISHED' }, deletedAt: null, exchangeRate: null },
    issuedOn: { not: null },
    currency: { not: null, notIn: [baseCurrency] },
  };
}

/**
 * Gives the day's rate to items that have none, at most so many at once: what somebody emptied stays empty, and what is
 * being published stays as it was asked for.
 */
export async function fillRates(businessId: string, where: Prisma.ItemWhereInput = {}): Promise<FilledRate[]> {
  const { baseCurrency } = await loadReviewContext(db, { businessId }, { contactIds: [], accountIds: [] });
  const items = await db.item.findMany({
    where: { AND: [withoutRate(businessId, baseCurrency), where] },
    orderBy: { id: 'asc' },
    take: MAX_LOOKED_AT,
    select: { id: true, revision: true, currency: true, issuedOn: true },
  });
  const rates = new Map<string, DailyRate | null>();
  const filled: FilledRate[] = [];
  for (const { id: itemId, revision, currency, issuedOn } of items) {
    if (filled.length === AT_ONCE) break;
    const on = fromColumn(issuedOn);
    if (!currency || !on) continue;
    const key = `${currency} ${on}`;
    if (!rates.has(key)) rates.set(key, await dailyRate(db, { currency, baseCurrency, on }));
    const found = rates.get(key);
    if (!found) continue;
    const changed = await db.$transaction((transaction) =>
      changeCoding(
        transaction,
        { businessId, actor: intray },
        {
          ...{ itemId, revision, changes: { exchangeRate: found.rate } },
          sources: { exchangeRate: { because: `${found.title}, ${formatDate(found.day)}` } },
        },
      ),
    );
    if (changed.ok && 'exchangeRate' in changed.value.after) filled.push({ itemId, ...changed.value });
  }
  return filled.map(({ itemId, revision, before, after }) => ({ itemId, revision, before, after }));
}

/** After new rates were read: what was added since a business goes by daily rates, and came before its rate did. */
export async function fillNewRates(): Promise<void> {
  const businesses = await db.business.findMany({
    where: { exchangeRateSource: 'DAILY' },
    select: { id: true, exchangeRateSourceSince: true },
    take: MAX_BUSINESSES,
  });
  for (const { id, exchangeRateSourceSince } of businesses) {
    await fillRates(id, exchangeRateSourceSince ? { createdAt: { gt: exchangeRateSourceSince } } : {});
  }
}
