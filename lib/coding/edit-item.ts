import { db } from '#lib/db.ts';
import type { Coding, CodingField } from '#lib/domain/coding/coding.ts';
import {
  changedFields,
  isOfTheseBooks,
  mergeChanges,
  pick,
  withConsequences,
} from '#lib/domain/coding/coding-changes.ts';
import { isPublished } from '#lib/domain/publication/publication.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import type { LedgerReason } from '#lib/ledger/ledger-error.ts';
import { loadReviewContext } from '#lib/lists/review-context.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { codingOf, columnsOf, withRows } from './coding-columns.ts';
import { type Conflict, conflictOf } from './edit-conflict.ts';
import { recordChanges } from './record-changes.ts';
import { visibleItems } from './visible-items.ts';
import { rowsFields, writeRows } from './write-rows.ts';

export type ItemEdit = {
  itemId: string;
  /** The revision that the editor saw. */
  revision: number;
  changes: Partial<Coding>;
  /** The edited fields as the editor saw them. Without it, any change since `revision` is a conflict. */
  was?: Partial<Coding>;
};

export type EditedItem = {
  revision: number;
  /** Somebody else changed other fields meanwhile; both edits hold. */
  isMerged: boolean;
  /** Every field that changed, also those that followed from the edit: applying `before` again undoes it. */
  before: Partial<Coding>;
  after: Partial<Coding>;
};

/**
 * Changes some fields of an item's coding, with what follows from them, and records who changed what. Edits of
 * different fields by two people are merged; of the same field the later is refused with `conflict` and both values.
 * An item whose publication is under way or done is refused with `locked`.
 */
export async function editItem(scope: BusinessScope, edit: ItemEdit): Promise<Result<EditedItem>> {
  return db.$transaction((transaction) => editLocked(transaction, scope, edit));
}

async function editLocked(
  transaction: Prisma.TransactionClient,
  scope: BusinessScope,
  edit: ItemEdit,
): Promise<Result<EditedItem>> {
  const { businessId } = scope;
  // Whoever edits or publishes this item at the same time waits here.
  await transaction.$queryRaw`
    SELECT 1 FROM "Item" WHERE "id" = ${edit.itemId}::uuid AND "businessId" = ${businessId}::uuid FOR UPDATE`;
  const item = await transaction.item.findFirst({
    where: { ...visibleItems(scope), id: edit.itemId },
    include: { ...withRows, publications: { where: { state: { notIn: ['REJECTED', 'CANCELLED'] } } } },
  });
  if (!item) return failure('missing', 'This item was deleted meanwhile, so your change was not saved.');
  const live = item.publications[0];
  if (live) {
    return isPublished(live.state)
      ? failure('locked', 'This item is published, so it can no longer be changed here. Nothing was saved.')
      : failure(
          'locked',
          'This item is being published as you saw it. Cancel publishing to change it. Nothing was saved.',
        );
  }

  const coding = codingOf(item);
  const contactIds = [coding.contactId, edit.changes.contactId].filter((id) => id != null);
  const context = await loadReviewContext(transaction, businessId, contactIds);
  const currency = edit.changes.currency ?? coding.currency ?? context.baseCurrency;

  if (!isOfTheseBooks(edit.changes, context.lists)) {
    return failure(
      'entryUnknown',
      'This entry is not in the connected books any more. Nothing was saved: reload the page and choose again.',
    );
  }

  const isStale = item.revision !== edit.revision;
  const merged = isStale
    ? mergeChanges(coding, edit.changes, edit.was ?? {})
    : { changes: edit.changes, conflicts: [] };
  if (merged.conflicts.length > 0) {
    const conflicts = await conflictOf(transaction, item.id, merged.conflicts, { coding, edit, context, currency });
    return conflictFailure(conflicts, item.revision);
  }

  const { changes, derived } = withConsequences(coding, merged.changes, context.lists, currency);
  const fields = changedFields(coding, changes);
  if (fields.length === 0) return ok({ revision: item.revision, isMerged: false, before: {}, after: {} });

  const after = pick(changes, fields);
  const revision = item.revision + 1;
  await transaction.item.update({
    where: { id: item.id },
    data: { ...columnsOf(after), revision, refusal: stillStanding(item.refusal, fields) },
  });
  for (const field of rowsFields) {
    const rows = after[field];
    if (rows) await writeRows(transaction, { businessId, itemId: item.id }, field, coding[field], rows);
  }
  await recordChanges(transaction, scope, {
    itemId: item.id,
    revision,
    coding,
    after: { ...coding, ...after },
    fields,
    derived,
    lists: context.lists,
    currency,
  });
  await announce(transaction, { businessId, topic: 'items', id: item.id });
  return ok({ revision, isMerged: isStale, before: pick(coding, fields), after });
}

function conflictFailure(conflicts: Conflict[], revision: number): Result<never> {
  const [first] = conflicts;
  const who = first?.by ?? 'Somebody else';
  return failure('conflict', `${who} changed this meanwhile. Your value is not saved yet: keep yours or take theirs.`, {
    fields: Object.fromEntries(conflicts.map(({ field, by }) => [field, `${by} changed this meanwhile.`])),
    detail: { conflicts, revision },
  });
}

/** The ledger's reasons that this edit leaves as they are: those about other fields. */
function stillStanding(refusal: Prisma.JsonValue, fields: readonly CodingField[]): Prisma.InputJsonValue | undefined {
  if (!refusal) return undefined;
  const reasons = refusal as unknown as LedgerReason[];
  const edited: ReadonlySet<string> = new Set(fields);
  const left = reasons.filter(
    ({ field, line }) => field !== null && !edited.has(field) && !(line !== null && edited.has('lines')),
  );
  return left as unknown as Prisma.InputJsonValue;
}
