import { z } from 'zod';
import { byActor } from '#lib/coding/item-events.ts';
import { twinsOf } from '#lib/coding/judged-items.ts';
import { reviewTwins } from '#lib/coding/review-twins.ts';
import { storeStatus } from '#lib/coding/store-status.ts';
import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import {
  type MergedOver,
  mergedDocuments,
  type ShownDocument,
  unmergedDocuments,
} from '#lib/domain/documents/merged-documents.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { freeItems, holdItems, isFree } from './free-items.ts';
import { MAX_SHEETS, sheetCount, shownDocuments, writeDocuments } from './shown-documents.ts';
import { mergedOver } from './stored-merge.ts';

/** Nobody has more papers of one purchase. */
export const MAX_MERGED = 50;

export const mergeInput = z.object({
  /** Whose coding stays. */
  leadId: z.uuid(),
  /** All of them in the order of their pages, the lead too. */
  itemIds: z.array(z.uuid()).min(2).max(MAX_MERGED),
  /** Whose pages it shows then: of two of one purchase those of one may do. */
  keep: z.enum(['all', 'lead', 'others']).default('all'),
});
export type MergeInput = z.input<typeof mergeInput>;

export type Merged = { leadId: string; leadNumber: number; itemIds: string[] };

/**
 * Makes several items one, such as an invoice and its delivery note: the lead shows the pages of all, and the others leave
 * the inbox with all that they have, so that `unmergeItems` brings them back as they were. All or nothing.
 */
export async function mergeItems(
  scope: BusinessScope,
  { leadId, itemIds, keep = 'all' }: MergeInput,
): Promise<Result<Merged>> {
  const ids = [...new Set(itemIds)];
  if (ids.length < 2 || !ids.includes(leadId)) {
    return failure('tooFew', 'It takes two items to merge. Nothing was changed: select another one too.');
  }
  return db.$transaction(async (transaction) => {
    await holdItems(transaction, scope, ids);
    return mergeHeld(transaction, scope, { leadId, itemIds: ids, keep });
  });
}

/** The same of items that the caller's transaction holds. `because` tells why where no person did it. */
export async function mergeHeld(
  transaction: Prisma.TransactionClient,
  scope: BusinessScope,
  { leadId, itemIds: ids, keep, because }: Required<MergeInput> & { because?: string },
): Promise<Result<Merged>> {
  const found = await freeItems(transaction, scope, ids);
  // What keeps its own pages alone is not changed by it, and may be published.
  const lead = found.find(({ id }) => id === leadId) ?? (keep === 'lead' ? await settled(leadId) : undefined);
  const others = found.filter(({ id }) => id !== leadId);
  if (!lead || others.length < ids.length - 1) return notFree;
  if (keep !== 'lead' && others.some(({ workspace }) => workspace !== lead.workspace)) {
    return failure('elsewhere', 'Costs and sales are not merged. Nothing was changed: move one of them first.');
  }
  const before = await shownDocuments(transaction, ids);
  const own = before.of(leadId);
  const shown = ids.filter((id) => keep === 'all' || (id === leadId) === (keep === 'lead'));
  const documents = mergedDocuments(shown.map(before.of), { lead: own, counts: before.counts });
  if (sheetCount(documents, before.counts) > MAX_SHEETS) {
    return failure('tooManyPages', `One item has ${MAX_SHEETS} pages at most. Nothing was changed: merge fewer.`);
  }
  if (keep !== 'lead') await writeDocuments(transaction, leadId, documents);
  await putInto(transaction, scope, { lead, others, own, ...(because && { because, isByItself: true }) });
  return ok({ leadId, leadNumber: lead.number, itemIds: others.map(({ id }) => id) });

  async function settled(id: string) {
    const item = await transaction.item.findFirst({
      where: { ...visibleItems(scope), id, place: { not: 'CLAIM' } },
      select: { id: true, number: true, workspace: true },
    });
    return item ?? undefined;
  }
}

const notFree = failure(
  'locked',
  'Nothing was merged: what is published, being published, in an expense claim or no longer in the inbox stays as it is.',
);

type Named = { id: string; number: number };

/** Takes items out of all lists, as what is merged into the lead, and tells all of them of it. */
export async function putInto(
  transaction: Prisma.TransactionClient,
  scope: BusinessScope,
  {
    lead,
    others,
    own,
    because,
    isByItself = false,
  }: { lead: Named; others: readonly Named[]; own: MergedOver; because?: string; isByItself?: boolean },
): Promise<void> {
  const { businessId, origin } = scope;
  const ids = others.map(({ id }) => id);
  const alike = await twinsOf(transaction, businessId, ids);
  const mergedOver = (await ownOf(transaction, lead.id, own)).map((each) => ({ ...each })) as Prisma.InputJsonArray;
  await transaction.item.updateMany({
    where: { businessId, id: { in: ids } },
    data: {
      ...{ mergedIntoId: lead.id, deletedAt: new Date(), deletedByName: scope.actor.name },
      mergedOver,
      isAutoMerged: isByItself,
    },
  });
  await transaction.itemEvent.createMany({
    data: [
      {
        ...byActor(scope, lead.id, 'merged'),
        detail: { items: others.map(({ number }) => number), ...(isByItself && because && { because }) },
      },
      ...ids.map((id) => ({
        ...byActor(scope, id, 'mergedInto'),
        detail: { items: [lead.number], ...(because && { because }) },
      })),
    ],
  });
  await storeStatus(transaction, businessId, [lead.id]);
  await reviewTwins(transaction, businessId, alike);
  await announce(transaction, ...[lead.id, ...ids].map((id) => ({ businessId, topic: 'items', id, origin }) as const));
}

/** What the lead had of its own, before the first was merged into it. */
async function ownOf(transaction: Prisma.TransactionClient, leadId: string, current: MergedOver): Promise<MergedOver> {
  const former = await transaction.item.findFirst({
    where: { mergedIntoId: leadId, mergedOver: { not: Prisma.DbNull } },
    select: { mergedOver: true },
  });
  return former ? mergedOver.parse(former.mergedOver) : current;
}

export const unmergeInput = z.object({
  leadId: z.uuid(),
  itemIds: z.array(z.uuid()).min(1).max(MAX_MERGED).optional(),
});

/** Makes what was merged into an item, all or some of it, items of their own again, as they were. */
export async function unmergeItems(
  scope: BusinessScope,
  { leadId, itemIds }: z.output<typeof unmergeInput>,
): Promise<Result<{ itemIds: string[] }>> {
  const { businessId, origin } = scope;
  return db.$transaction(async (transaction) => {
    await holdItems(transaction, scope, [leadId]);
    const lead = await transaction.item.findFirst({
      where: { ...visibleItems(scope), id: leadId },
      select: { id: true, number: true },
    });
    const inside = await transaction.item.findMany({
      where: { businessId, mergedIntoId: leadId },
      orderBy: { number: 'asc' },
      select: { id: true, number: true, mergedOver: true },
    });
    const wanted = inside.filter(({ id }) => !itemIds || itemIds.includes(id));
    if (!lead || wanted.length === 0) {
      return failure('missing', 'These are items of their own already, or gone. Reload the page.');
    }
    const { of, counts } = await shownDocuments(transaction, [leadId, ...inside.map(({ id }) => id)]);
    // What holds no pages of the others, such as a copy of what is published, need not be free itself.
    const isHeld = (await transaction.item.count({ where: { id: leadId, ...isFree } })) === 0;
    const left = new Set(inside.map(({ id }) => id));
    let documents: ShownDocument[] = of(leadId);
    for (const { id, mergedOver: over } of wanted) {
      left.delete(id);
      const others = [...left].map(of);
      documents = unmergedDocuments(documents, of(id), { over: mergedOver.parse(over), others, counts });
    }
    const isSame = JSON.stringify(documents) === JSON.stringify(of(leadId));
    if (isHeld && !isSame) {
      return failure(
        'locked',
        `Item ${lead.number} is published, on its way or in a claim with these pages, and stays so.`,
      );
    }
    if (!isSame) await writeDocuments(transaction, leadId, documents);
    const ids = wanted.map(({ id }) => id);
    await transaction.item.updateMany({
      where: { businessId, id: { in: ids } },
      data: {
        ...{ mergedIntoId: null, mergedOver: Prisma.DbNull, isAutoMerged: false },
        ...{ deletedAt: null, deletedByName: null },
      },
    });
    await transaction.itemEvent.createMany({
      data: [
        { ...byActor(scope, leadId, 'unmerged'), detail: { items: wanted.map(({ number }) => number) } },
        ...ids.map((id) => byActor(scope, id, 'unmerged')),
      ],
    });
    await storeStatus(transaction, businessId, [leadId, ...ids]);
    await reviewTwins(transaction, businessId, await twinsOf(transaction, businessId, ids));
    await announce(transaction, ...[leadId, ...ids].map((id) => ({ businessId, topic: 'items', id, origin }) as const));
    return ok({ itemIds: ids });
  });
}
