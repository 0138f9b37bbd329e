import { binItems } from '#lib/coding/bin-items.ts';
import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** Another item that holds the very same file. */
export type Copy = {
  itemId: string;
  number: number;
  workspace: Workspace;
  /** Null for what nobody with an account added. */
  addedBy: string | null;
  /** ISO instant. */
  addedAt: string;
  isArchived: boolean;
  /** It was deleted, and can be brought back. */
  isInBin: boolean;
};

/** Shown at most; someone who added a file fifty times does not need to see fifty. */
const MAX_COPIES = 5;

/**
 * The other items with this file that the person may see, oldest first. Whoever adds a file is told of those in the bin
 * too, which come last: an item that is here already has no need of that.
 */
export async function loadCopies(
  scope: BusinessScope,
  { sha256, exceptItemId, binToo = false }: { sha256: string; exceptItemId: string; binToo?: boolean },
): Promise<Copy[]> {
  const items = await db.item.findMany({
    where: {
      AND: { OR: [visibleItems(scope), ...(binToo ? [binItems(scope)] : [])] },
      businessId: scope.businessId,
      id: { not: exceptItemId },
      // Several invoices of one file are no copies of each other.
      NOT: { documents: { some: { document: { items: { some: { itemId: exceptItemId } } } } } },
      documents: { some: { document: { sha256, businessId: scope.businessId } } },
    },
    orderBy: [{ deletedAt: { sort: 'asc', nulls: 'first' } }, { number: 'asc' }],
    take: MAX_COPIES,
    select: {
      id: true,
      number: true,
      workspace: true,
      submittedByName: true,
      createdAt: true,
      place: true,
      deletedAt: true,
    },
  });
  return items.map((item) => ({
    itemId: item.id,
    number: item.number,
    workspace: item.workspace,
    addedBy: item.submittedByName,
    addedAt: item.createdAt.toISOString(),
    isArchived: item.place === 'ARCHIVE',
    isInBin: item.deletedAt !== null,
  }));
}
