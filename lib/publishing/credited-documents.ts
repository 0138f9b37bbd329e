import { visibleItems } from '#lib/coding/visible-items.ts';
import { liveConnection } from '#lib/connections/business-connection.ts';
import { openLedger } from '#lib/connections/open-ledger.ts';
import { db } from '#lib/db.ts';
import { formatDate } from '#lib/domain/calendar-date.ts';
import { padded } from '#lib/domain/money.ts';
import { writeNumber } from '#lib/domain/number-form.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** A document that a credit note can be set against, as it is chosen. */
export type CreditedDocument = { number: string; issuedOn: string | null; due: string };

/** What an item's contact has open in the books and a number of its own, the newest first: asked there at this moment. */
export async function creditedDocuments(scope: BusinessScope, itemId: string): Promise<Result<CreditedDocument[]>> {
  const item = await db.item.findFirst({
    where: { ...visibleItems(scope), id: itemId },
    select: { workspace: true, contact: { select: { ledgerId: true } } },
  });
  const connection = await liveConnection(db, scope.businessId);
  if (!item || !connection)
    return failure('notConnected', 'Open documents are known once accounting software is connected.');
  const contactId = item.contact?.ledgerId;
  if (!contactId) return ok([]);
  const opened = await openLedger(connection.id, { priority: 'person' });
  if (!opened.ok) return failure('notConnected', 'The connection has to be renewed before this can be asked.');
  const open = await opened.value.openDocuments(item.workspace === 'SALES' ? 'SALES_INVOICE' : 'BILL', contactId);
  if (!open.ok) return failure('unavailable', `${open.error.message} Type the number instead, or try again.`);
  const { numbers = 'commaPoint' } = scope;
  return ok(
    open.value.flatMap(({ number, issuedOn, currency, due }) =>
      number === null
        ? []
        : [
            {
              number,
              issuedOn: issuedOn && formatDate(issuedOn),
              due: `${currency} ${writeNumber(padded(due, 2), numbers)}`,
            },
          ],
    ),
  );
}
