import { createHash } from 'node:crypto';
import { codingOf, entriesOf, withRows } from '#lib/coding/coding-columns.ts';
import { withDocuments } from '#lib/coding/item-documents.ts';
import { fromColumn } from '#lib/domain/calendar-date.ts';
import { type ClaimBill, type ClaimHead, claimBills } from '#lib/domain/claims/claim-bill.ts';
import type { ListEntry } from '#lib/domain/coding/list-entry.ts';
import type { ReviewContext } from '#lib/lists/review-context.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** What a query of a claim has to include for it to be composed. */
export const withClaimed = {
  claimant: { select: { id: true, name: true, userId: true } },
  contact: { select: { id: true, name: true } },
  items: {
    include: { ...withRows, ...withDocuments, contact: { select: { name: true } } },
    orderBy: [{ issuedOn: { sort: 'asc', nulls: 'last' } }, { number: 'asc' }],
  },
  bills: { where: { deletedAt: null }, include: withRows, orderBy: { number: 'asc' } },
} as const satisfies Prisma.ClaimInclude;

export type ClaimWithItems = Prisma.ClaimGetPayload<{ include: typeof withClaimed }>;

/** The bills that a claim's items are at present. Rows have the same ids at each time. */
export function composeClaim(
  claim: ClaimWithItems,
  context: Pick<ReviewContext, 'lists' | 'baseCurrency'>,
): ClaimBill[] {
  const items = claim.items.map((item) => ({
    id: item.id,
    contactName: item.contact?.name ?? null,
    coding: codingOf(item, context.lists.rules),
  }));
  return claimBills(headOf(claim), items, context, (of) => derivedId(claim.id, of));
}

function headOf(claim: ClaimWithItems): ClaimHead {
  const { name, description, contactId, publishTo, publishAs, paymentMethodId } = claim;
  return {
    ...{ name, description, contactId, publishTo, publishAs, paymentMethodId },
    endsOn: fromColumn(claim.endsOn),
    dueOn: fromColumn(claim.dueOn),
  };
}

/** The same id for the same row of the same claim, as version 8 of UUIDs has it. */
function derivedId(claimId: string, of: string): string {
  const hex = createHash('sha256').update(`${claimId} ${of}`).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return parts.join('-');
}

/** Everything in lists that these claims name, on their bills or not yet. */
export function namedByClaims(claims: readonly ClaimWithItems[]): ListEntry[] {
  return claims.flatMap((claim) => [
    ...entriesOf(...claim.items, ...claim.bills),
    ...(claim.contactId ? [{ list: 'contacts', id: claim.contactId } as const] : []),
    ...(claim.paymentMethodId ? [{ list: 'paymentMethods', id: claim.paymentMethodId } as const] : []),
  ]);
}
