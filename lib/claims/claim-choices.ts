import { firstDocument, withFirstDocument } from '#lib/coding/item-documents.ts';
import { type OwnerChoice, ownerChoices } from '#lib/coding/owners.ts';
import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import { type CalendarDate, fromColumn, todayIn } from '#lib/domain/calendar-date.ts';
import { pastStates } from '#lib/domain/publication/publication.ts';
import { loadOrganisation } from '#lib/lists/load-lists.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { visibleClaims } from './visible-claims.ts';

export type ClaimChoices = {
  owners: OwnerChoice[];
  /** Whose most of the items are; whoever asks where they are nobody's. */
  claimantId: string | null;
  /** The end of the month. */
  endsOn: CalendarDate;
  /** Claims that items can be added to, the newest first. */
  claims: { id: string; number: number; name: string; claimantId: string }[];
};

const MAX_CLAIMS = 50;
const MAX_FREE = 200;

/** What a new claim can be, and which are there already, for whoever gathers these items. */
export async function claimChoices(scope: BusinessScope, itemIds: readonly string[]): Promise<ClaimChoices> {
  const { businessId } = scope;
  const [owners, organisation, claims, items] = await Promise.all([
    ownerChoices(scope),
    loadOrganisation(db, businessId),
    db.claim.findMany({
      where: {
        ...visibleClaims(scope),
        bills: { none: { publications: { some: { state: { notIn: [...pastStates] } } } } },
      },
      orderBy: { number: 'desc' },
      take: MAX_CLAIMS,
      select: { id: true, number: true, name: true, claimantId: true },
    }),
    db.item.groupBy({
      by: ['ownerId'],
      where: { ...visibleItems(scope), id: { in: [...itemIds] } },
      _count: true,
    }),
  ]);
  const [most] = items.sort((one, other) => other._count - one._count);
  const claimantId = most?.ownerId ?? owners.find(({ isMe }) => isMe)?.id ?? null;
  return { owners, claimantId, endsOn: monthEnd(todayIn(organisation?.timeZone ?? null, new Date())), claims };
}

function monthEnd(day: CalendarDate): CalendarDate {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return fromColumn(new Date(Date.UTC(year, month, 0)));
}

export type FreeItem = {
  id: string;
  number: number;
  contact: string | null;
  fileName: string | null;
  owner: string | null;
  issuedOn: CalendarDate | null;
  currency: string | null;
  total: string | null;
};

/** Costs of the inbox that a claim could hold, the newest first: its claimant's, or everybody's. */
export async function freeItems(
  scope: BusinessScope,
  { claimantId, everybodys }: { claimantId: string; everybodys: boolean },
): Promise<FreeItem[]> {
  const found = await db.item.findMany({
    where: {
      AND: [visibleItems(scope), everybodys ? {} : { ownerId: claimantId }],
      ...{ workspace: 'COSTS', place: 'INBOX' },
      publications: { none: { state: { notIn: [...pastStates] } } },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MAX_FREE,
    include: { ...withFirstDocument, contact: { select: { name: true } }, owner: { select: { name: true } } },
  });
  return found.map((item) => ({
    ...{ id: item.id, number: item.number, currency: item.currency, total: item.total?.toFixed(2) ?? null },
    contact: item.contact?.name ?? null,
    fileName: firstDocument(item)?.fileName ?? null,
    owner: item.owner?.name ?? null,
    issuedOn: fromColumn(item.issuedOn),
  }));
}
