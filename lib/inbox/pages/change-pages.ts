import { z } from 'zod';
import { byActor } from '#lib/coding/item-events.ts';
import { storeStatus } from '#lib/coding/store-status.ts';
import { db } from '#lib/db.ts';
import { userIdOf } from '#lib/domain/actor.ts';
import { arePagesOf, type ItemPage, keptPages, turns } from '#lib/domain/documents/item-pages.ts';
import type { PageCounts, ShownDocument } from '#lib/domain/documents/merged-documents.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import { makeItem } from '#lib/intake/make-item.ts';
import { wakeReading } from '#lib/intake/request-reading.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { freeItems, holdItems } from './free-items.ts';
import { MAX_SHEETS, shownDocuments, writeDocuments } from './shown-documents.ts';

const sheet = z.object({ documentId: z.uuid(), page: z.int().min(1), turn: z.literal(turns) });
const sheets = z.array(sheet).min(1).max(MAX_SHEETS);
export type AskedSheet = z.output<typeof sheet>;

export const pagesInput = z.object({
  itemId: z.uuid(),
  /** As they were seen: what somebody else has changed since is not overwritten. */
  was: sheets,
  sheets,
});

const stale = failure('changed', 'Its pages changed since you saw them, and nothing was changed. Reload the page.');
const locked = failure(
  'locked',
  'Its pages stay as they are: it is published, being published, in an expense claim or no longer in the inbox.',
);

/** Shows the pages of an item's documents in another order, turned, or without some: the files stay as they came. */
export function changePages(
  scope: BusinessScope,
  { itemId, was, sheets: asked }: z.output<typeof pagesInput>,
): Promise<Result<null>> {
  return db.$transaction(async (transaction) => {
    const current = await heldPages(transaction, scope, { itemId, was });
    if (!current.ok) return current;
    const documents = asDocuments(asked, current.value.counts);
    if (!documents) return stale;
    await writeDocuments(transaction, itemId, documents);
    const because = whatChanged(was, asked);
    await transaction.itemEvent.create({ data: { ...byActor(scope, itemId, 'pagesChanged'), detail: { because } } });
    await announce(transaction, { businessId: scope.businessId, topic: 'items', id: itemId, origin: scope.origin });
    return ok(null);
  });
}

export const splitInput = pagesInput.omit({ sheets: true }).extend({
  /** The pages of each item that comes of it; the first stays the item that it is. */
  parts: z.array(sheets).min(2).max(MAX_SHEETS),
});

export type Split = { itemIds: string[]; numbers: number[] };

/** Makes several items of the pages of one. The first part keeps its coding, the others are read anew. */
export async function splitByPages(
  scope: BusinessScope,
  { itemId, was, parts }: z.output<typeof splitInput>,
): Promise<Result<Split>> {
  const { businessId, origin } = scope;
  const split = await db.$transaction(
    async (transaction) => {
      const current = await heldPages(transaction, scope, { itemId, was });
      if (!current.ok) return current;
      const { counts, item } = current.value;
      const of = parts.map((part) => asDocuments(part, counts));
      const keys = parts.flat().map(({ documentId, page }) => `${documentId} ${page}`);
      const [own, ...others] = of;
      if (!own || others.some((each) => each === null) || new Set(keys).size < keys.length) return stale;
      await writeDocuments(transaction, itemId, own);
      const made: { id: string; number: number }[] = [];
      for (const documents of others) {
        const [first] = documents ?? [];
        if (!documents || !first) continue;
        const document = await transaction.document.findUniqueOrThrow({
          where: { id: first.documentId },
          select: { id: true, fileName: true },
        });
        const next = await makeItem(transaction, scope, {
          ...{ workspace: item.workspace, ownerId: item.ownerId, document, pages: first.pages, isToBeRead: true },
          submitter: { userId: item.submittedByUserId ?? userIdOf(scope.actor), name: item.submittedByName },
        });
        await writeDocuments(transaction, next.id, documents);
        await transaction.itemEvent.create({
          data: { ...byActor(scope, next.id, 'splitOff'), detail: { items: [item.number] } },
        });
        made.push(next);
      }
      const numbers = made.map(({ number }) => number);
      await transaction.itemEvent.create({ data: { ...byActor(scope, itemId, 'split'), detail: { items: numbers } } });
      await storeStatus(transaction, businessId, [itemId]);
      await announce(transaction, { businessId, topic: 'items', id: itemId, origin });
      return ok({ itemIds: made.map(({ id }) => id), numbers });
    },
    { timeout: 60_000 },
  );
  if (split.ok) await wakeReading();
  return split;
}

/** The item, held until the commit, while its pages are as they were seen. */
async function heldPages(
  transaction: Prisma.TransactionClient,
  scope: BusinessScope,
  { itemId, was }: { itemId: string; was: readonly AskedSheet[] },
) {
  await holdItems(transaction, scope, [itemId]);
  const [free] = await freeItems(transaction, scope, [itemId]);
  if (!free) return locked;
  const { of, counts } = await shownDocuments(transaction, [itemId]);
  const seen = asDocuments(was, counts);
  if (!seen || JSON.stringify(seen) !== JSON.stringify(of(itemId))) return stale;
  const item = await transaction.item.findUniqueOrThrow({
    where: { id: itemId },
    select: { number: true, workspace: true, ownerId: true, submittedByUserId: true, submittedByName: true },
  });
  return ok({ counts, item });
}

/** Pages in a row as documents, each once; null for pages that the item does not have. */
function asDocuments(asked: readonly AskedSheet[], counts: PageCounts): ShownDocument[] | null {
  const byDocument = Map.groupBy(asked, ({ documentId }) => documentId);
  const documents: ShownDocument[] = [];
  for (const [documentId, own] of byDocument) {
    const count = counts.get(documentId);
    const pages = own.map(({ page, turn }): ItemPage => ({ page, turn }));
    if (count === undefined || !arePagesOf(pages, count)) return null;
    documents.push({ documentId, pages: keptPages(pages, count) });
  }
  return documents;
}

function whatChanged(was: readonly AskedSheet[], now: readonly AskedSheet[]): string {
  const key = ({ documentId, page }: AskedSheet) => `${documentId} ${page}`;
  const [before, after] = [was.map(key), now.map(key)];
  const taken = before.filter((each) => !after.includes(each)).length;
  const back = after.filter((each) => !before.includes(each)).length;
  const turned = now.filter((sheet) => was.some((each) => key(each) === key(sheet) && each.turn !== sheet.turn)).length;
  const stayed = [before.filter((each) => after.includes(each)), after.filter((each) => before.includes(each))];
  const pages = (count: number) => (count === 1 ? '1 page' : `${count} pages`);
  const told = [
    ...(taken > 0 ? [`took out ${pages(taken)}`] : []),
    ...(back > 0 ? [`put back ${pages(back)}`] : []),
    ...(turned > 0 ? [`turned ${pages(turned)}`] : []),
    ...(stayed[0]?.join() !== stayed[1]?.join() ? ['put its pages into another order'] : []),
  ];
  return told.join(', ') || 'changed its pages';
}
