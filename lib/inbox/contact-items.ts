import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import type { Amount } from '#lib/domain/amount.ts';
import { type CalendarDate, fromColumn } from '#lib/domain/calendar-date.ts';
import { shownAmount } from '#lib/domain/coding/shown-amount.ts';
import type { ItemStatus } from '#lib/domain/item-status.ts';
import { padded } from '#lib/domain/money.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { loadRules } from '#lib/lists/load-lists.ts';
import type { BusinessScope } from '#lib/scope.ts';

export type ContactItem = {
  id: string;
  number: number;
  workspace: Workspace;
  isArchived: boolean;
  issuedOn: CalendarDate | null;
  reference: string | null;
  isCreditNote: boolean;
  /** Null is the books' own. */
  currency: string | null;
  /** Gross; of a credit note below zero. */
  total: Amount | null;
  status: ItemStatus;
  /** Of a bill that an expense claim is: where it is looked at. */
  claim: { number: number; name: string } | null;
};

/** What a contact's page shows of its items; the inbox and the archive have the rest. */
const MAX_CONTACT_ITEMS = 100;

/** The newest items of a contact, the bills of expense claims among them, that the actor may know of, in the inbox and the archive, and how many there are. */
export async function contactItems(
  scope: BusinessScope,
  contactId: string,
): Promise<{ rows: ContactItem[]; total: number }> {
  const where = { ...visibleItems(scope), contactId };
  const [{ amountDigits }, items, total] = await Promise.all([
    loadRules(db, scope.businessId),
    db.item.findMany({
      where,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: MAX_CONTACT_ITEMS,
      select: {
        id: true,
        number: true,
        workspace: true,
        place: true,
        type: true,
        issuedOn: true,
        reference: true,
        currency: true,
        total: true,
        status: true,
        billOf: { select: { number: true, name: true } },
      },
    }),
    db.item.count({ where }),
  ]);
  const rows = items.map(({ place, type, issuedOn, total, billOf: claim, ...item }) => ({
    ...item,
    claim,
    isArchived: place === 'ARCHIVE',
    issuedOn: fromColumn(issuedOn),
    isCreditNote: type === 'CREDIT_NOTE',
    total: shownAmount(type, total && padded(total.toString(), amountDigits)),
  }));
  return { rows, total };
}
