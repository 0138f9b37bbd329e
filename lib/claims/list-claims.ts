import { z } from 'zod';
import type { Amount } from '#lib/domain/amount.ts';
import { type CalendarDate, fromColumn, toCalendarDate, toColumn } from '#lib/domain/calendar-date.ts';
import type { ClaimStatus } from '#lib/domain/claims/claim-status.ts';
import { searchSchema } from '#lib/domain/text.ts';
import type { Cursor, KeyType, Page } from '#lib/keyset.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { leftToDo, loadClaims } from './load-claims.ts';
import { visibleClaims } from './visible-claims.ts';

/** What of the claims is shown: those that are not in the books whole, those that are, or all. */
export const claimTabs = ['open', 'published', 'all'] as const;
export type ClaimTab = (typeof claimTabs)[number];

export const claimQuerySchema = z.object({ search: searchSchema(z), show: z.enum(claimTabs).default('open') });
export type ClaimQuery = z.output<typeof claimQuerySchema>;

export const claimKeyType: KeyType = 'date';

export type ClaimRow = {
  id: string;
  number: number;
  name: string;
  claimant: string;
  endsOn: CalendarDate;
  items: number;
  /** Gross, of each currency. */
  totals: { currency: string; total: Amount }[];
  status: ClaimStatus;
  /** Each thing that keeps it from being published, in words. */
  toDo: string[];
};

export type ClaimPage = Page<ClaimRow>;

/** Those whose search is by a number are few; names are looked through. */
export async function listClaims(
  scope: BusinessScope,
  { search, show }: ClaimQuery,
  { after, limit }: { after: Cursor | null; limit: number },
): Promise<ClaimPage> {
  const found = await loadClaims(scope, {
    where: { AND: [visibleClaims(scope), { AND: conditionsOf(search) }, inTab(show), ...following(after)] },
    orderBy: [{ endsOn: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  const shown = found.slice(0, limit);
  const last = shown.at(-1)?.row;
  return {
    rows: shown.map((claim) => ({
      id: claim.row.id,
      number: claim.row.number,
      name: claim.row.name,
      claimant: claim.row.claimant.name,
      endsOn: fromColumn(claim.row.endsOn),
      items: claim.row.items.length,
      totals: claim.bills.flatMap(({ composed }) =>
        composed ? { currency: composed.currency, total: composed.coding.total ?? '0' } : [],
      ),
      status: claim.status,
      toDo: claim.status === 'DRAFT' ? leftToDo(claim) : [],
    })),
    next: found.length > limit && last ? { key: fromColumn(last.endsOn), id: last.id } : null,
  };
}

function conditionsOf(search: string): Prisma.ClaimWhereInput[] {
  return search
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => ({
      OR: [
        { name: { contains: word, mode: 'insensitive' } },
        { description: { contains: word, mode: 'insensitive' } },
        { claimant: { name: { contains: word, mode: 'insensitive' } } },
        ...(/^\d{1,9}$/.test(word) ? [{ number: Number(word) }] : []),
      ],
    }));
}

function inTab(show: ClaimTab): Prisma.ClaimWhereInput {
  const open = { bills: { some: { deletedAt: null, status: { not: 'PUBLISHED' } } } } as const;
  const bills = { bills: { some: { deletedAt: null } } } as const;
  if (show === 'all') return {};
  return show === 'published' ? { AND: [bills, { NOT: open }] } : { OR: [open, { NOT: bills }] };
}

function following(after: Cursor | null): Prisma.ClaimWhereInput[] {
  const day = after && toCalendarDate(after.key);
  if (!after || !day) return [];
  const endsOn = toColumn(day);
  return [{ OR: [{ endsOn: { lt: endsOn } }, { endsOn, id: { lt: after.id } }] }];
}
