import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import { formatDate, fromColumn } from '#lib/domain/calendar-date.ts';
import { padded } from '#lib/domain/money.ts';
import { writeNumber } from '#lib/domain/number-form.ts';
import { creditedKind } from '#lib/domain/publication/publication.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { loadRules } from '#lib/lists/load-lists.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** A document that a credit note can be set against, as it is chosen. */
export type CreditedDocument = { number: string; issuedOn: string | null; total: string };

const MOST = 50;

/**
 * What of an item's contact was published as approved and has a number, the newest first: its credit notes can be set
 * against it. What was entered in the books by hand is named by its number.
 */
export async function creditedDocuments(scope: BusinessScope, itemId: string): Promise<Result<CreditedDocument[]>> {
  const { businessId, numbers = 'commaPoint' } = scope;
  const credit = await db.item.findFirst({
    where: { ...visibleItems(scope), id: itemId },
    select: { workspace: true, contactId: true, currency: true },
  });
  if (!credit?.contactId) return ok([]);
  const kind = creditedKind[credit.workspace === 'SALES' ? 'SALES_CREDIT_NOTE' : 'BILL_CREDIT_NOTE'];
  const published = await db.publication.findMany({
    where: {
      ...{ businessId, kind, publishAs: 'AUTHORISED', state: { in: ['POSTED', 'COMPLETE'] } },
      ledgerNumber: { not: null },
      item: { ...visibleItems(scope), contactId: credit.contactId, currency: credit.currency },
    },
    orderBy: { postedAt: 'desc' },
    take: MOST,
    select: { ledgerNumber: true, item: { select: { issuedOn: true, total: true, currency: true } } },
  });
  const { amountDigits } = await loadRules(db, businessId);
  return ok(
    published.flatMap(({ ledgerNumber, item }) => {
      const issuedOn = fromColumn(item.issuedOn);
      const total = writeNumber(padded(item.total?.toString() ?? '0', amountDigits), numbers);
      return ledgerNumber
        ? [
            {
              number: ledgerNumber,
              issuedOn: issuedOn && formatDate(issuedOn),
              total: `${item.currency ?? ''} ${total}`,
            },
          ]
        : [];
    }),
  );
}
