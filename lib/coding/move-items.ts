import { db } from '#lib/db.ts';
import { changesOnMove } from '#lib/domain/coding/changes-on-move.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { pastStates } from '#lib/domain/publication/publication.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import { announce } from '#lib/events/announce.ts';
import { loadReviewContext } from '#lib/lists/review-context.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { type ChangedCoding, type CodingChange, changeCoding } from './change-coding.ts';
import { codingOf, entriesOf, withRows } from './coding-columns.ts';
import { byActor } from './item-events.ts';
import { twinsOf } from './judged-items.ts';
import { lockAlike, reviewTwins } from './review-twins.ts';
import { storeStatus } from './store-status.ts';
import { visibleItems } from './visible-items.ts';

/** Items that may be moved at once. */
export const MAX_MOVED = 500;

/** An item that was moved: `before` and `after` are of the fields that changed with it, which its contact is not. */
export type MovedItem = { itemId: string; number: number; hasContact: boolean } & Pick<
  ChangedCoding,
  'revision' | 'before' | 'after'
>;

/** `left` are those that stayed: published or on their way, archived, deleted, or there already. */
export type Moved = { items: MovedItem[]; left: number };

/**
 * Moves items of the inbox to the other workspace, each with what `changesOnMove` says; the history tells both. What is
 * published or on its way stays.
 */
export async function moveItems(
  scope: BusinessScope,
  { to, itemIds }: { to: Workspace; itemIds: readonly string[] },
): Promise<Result<Moved>> {
  if (itemIds.length > MAX_MOVED) return tooMany;
  return moveEach(
    scope,
    to,
    [...new Set(itemIds)].map((itemId) => ({ itemId })),
  );
}

/** What `moveItems` did, to be taken back: `changes` are the values before it, `was` those after it. */
export type MoveBack = Required<Pick<CodingChange, 'itemId' | 'revision' | 'changes' | 'was'>>;

/** Undoes `moveItems`: the very values of before. An item that somebody has changed in the same fields since stays. */
export function moveItemsBack(
  scope: BusinessScope,
  { to, items }: { to: Workspace; items: readonly MoveBack[] },
): Promise<Result<Moved>> {
  return moveEach(scope, to, items);
}

const tooMany = failure('tooMany', `At most ${MAX_MOVED} items are moved at once. Nothing was moved: select fewer.`);

type Wanted = { itemId: string } | MoveBack;

async function moveEach(scope: BusinessScope, to: Workspace, wanted: readonly Wanted[]): Promise<Result<Moved>> {
  const items: MovedItem[] = [];
  for (const each of wanted) {
    const moved = await db.$transaction((transaction) => move(transaction, scope, to, each));
    if (moved) items.push(moved);
  }
  if (items.length > 0) return ok({ items, left: wanted.length - items.length });
  return failure('locked', 'Nothing was moved: what is published, being published or changed meanwhile stays.');
}

async function move(
  transaction: Prisma.TransactionClient,
  scope: BusinessScope,
  to: Workspace,
  wanted: Wanted,
): Promise<MovedItem | null> {
  const { businessId, origin } = scope;
  const { itemId } = wanted;
  // Whoever edits or publishes it at the same time waits here.
  await transaction.$queryRaw`
    SELECT 1 FROM "Item" WHERE "id" = ${itemId}::uuid AND "businessId" = ${businessId}::uuid FOR UPDATE`;
  const item = await transaction.item.findFirst({
    where: {
      ...{ ...visibleItems(scope), id: itemId, place: 'INBOX', workspace: { not: to } },
      // Not left to the change of its coding, which may be none.
      publications: { none: { state: { notIn: [...pastStates] } } },
    },
    include: withRows,
  });
  if (!item) return null;
  await lockAlike(transaction, [item.contactId]);
  const formerTwins = await twinsOf(transaction, businessId, [itemId]);
  const changed = await changeCoding(transaction, scope, 'changes' in wanted ? undoing(wanted) : await change(item));
  if (!changed.ok) return null;
  await transaction.item.update({ where: { id: itemId }, data: { workspace: to } });
  await storeStatus(transaction, businessId, [itemId]);
  const twins = await twinsOf(transaction, businessId, [itemId]);
  await reviewTwins(transaction, businessId, [...new Set([...formerTwins, ...twins])]);
  await transaction.itemEvent.create({ data: { ...byActor(scope, itemId, 'moved'), detail: { workspace: to } } });
  await announce(transaction, { businessId, topic: 'items', id: itemId, origin });
  const { revision, before, after } = changed.value;
  return { itemId, number: item.number, hasContact: item.contactId !== null, revision, before, after };

  async function change(row: NonNullable<typeof item>): Promise<CodingChange> {
    const { lists } = await loadReviewContext(transaction, scope, idsOf(entriesOf(row)));
    const changes = changesOnMove(codingOf(row, lists.rules), to, lists);
    const because = `Moved to ${workspaceNames[to]}`;
    const sources = Object.fromEntries(Object.keys(changes).map((field) => [field, { because }]));
    return { itemId, revision: row.revision, changes, sources };
  }
}

const undoing = ({ itemId, revision, changes, was }: MoveBack): CodingChange => ({
  ...{ itemId, revision, changes, was },
  // A move that changed nothing of the coding made no revision.
  ...(Object.keys(changes).length > 0 && { undoes: revision }),
});
