import { businessConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import { todayIn } from '#lib/domain/calendar-date.ts';
import type { ReadHints } from '#lib/domain/extraction/read-document.ts';

/** What is known of a business before one of its documents is read. */
export async function readingHints(businessId: string): Promise<ReadHints> {
  const [business, connection] = await Promise.all([
    db.business.findUniqueOrThrow({
      where: { id: businessId },
      select: {
        ...{ name: true, legalName: true, tradingNames: true, taxNumbers: true, country: true, baseCurrency: true },
      },
    }),
    businessConnection(db, businessId),
  ]);
  const names = [business.name, business.legalName, ...business.tradingNames, connection?.organisationName ?? null];
  const numbers = Array.isArray(business.taxNumbers) ? business.taxNumbers : [];
  return {
    country: business.country,
    baseCurrency: connection?.baseCurrency ?? business.baseCurrency,
    ownNames: [...new Set(names.filter((name): name is string => !!name))],
    ownTaxNumbers: numbers.flatMap((each) => {
      const number = (each as { number?: unknown } | null)?.number;
      return typeof number === 'string' ? [number] : [];
    }),
    dateOrder: null,
    today: todayIn(null, new Date()),
  };
}
