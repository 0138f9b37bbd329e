import { z } from 'zod';
import { db } from '#lib/db.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { contains } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { browse, byText, type EntryPage, type ListQuery, listQueryOf } from './browse.ts';
import { type ListSource, ofSource } from './list-source.ts';
import { usesOf } from './uses.ts';

export type TrackingCategoryHead = { id: string; name: string; isArchived: boolean; activeOptions: number };

export type TrackingOptionRow = {
  id: string;
  name: string;
  /** Items that carry it, by themselves or in a line. */
  uses: number;
  isArchived: boolean;
};

const trackingColumns = ['tracking1OptionId', 'tracking2OptionId'];

/** The categories in the ledger's order, the active ones first. */
export async function trackingCategories(scope: BusinessScope, source: ListSource): Promise<TrackingCategoryHead[]> {
  const categories = await db.trackingCategory.findMany({
    where: { businessId: scope.businessId, connectionId: source.connectionId },
    orderBy: [{ isArchived: 'asc' }, { position: 'asc' }],
    select: {
      id: true,
      name: true,
      isArchived: true,
      _count: { select: { options: { where: { isArchived: false } } } },
    },
  });
  return categories.map(({ _count, ...category }) => ({ ...category, activeOptions: _count.options }));
}

const sorts = { name: byText(Prisma.sql`o."name"`) };
export const trackingOptionQuery = listQueryOf(sorts).and(z.object({ categoryId: z.uuid() }));

export function browseTrackingOptions(
  scope: BusinessScope,
  source: ListSource,
  categoryId: string,
  query: ListQuery,
): Promise<EntryPage<TrackingOptionRow>> {
  return browse(
    {
      columns: Prisma.sql`o."id", o."name", o."isArchived",
        ${usesOf(Prisma.sql`o."id"`, { item: trackingColumns, line: trackingColumns })} AS "uses"`,
      from: Prisma.sql`"TrackingOption" AS o`,
      id: Prisma.sql`o."id"`,
      where: Prisma.sql`${ofSource('o', scope, source)} AND o."categoryId" = ${categoryId}::uuid`,
      isArchived: Prisma.sql`o."isArchived"`,
      matches: (search) => contains(Prisma.sql`o."name"`, search),
      sorts,
    },
    query,
  );
}
