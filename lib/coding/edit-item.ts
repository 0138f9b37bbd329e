import { db } from '#lib/db.ts';
import type { Coding, CodingField } from '#lib/domain/coding/coding.ts';
import { changedFields, isSame, mergeLines, withConsequences } from '#lib/domain/coding/coding-changes.ts';
import { isPublished } from '#lib/domain/publication/publication.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import type { LedgerReason } from '#lib/ledger/ledger-error.ts';
import { loadReviewContext } from '#lib/lists/review-context.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { checkEntries } from './check-entries.ts';
import { codingOf, columnsOf, withLines } from './coding-columns.ts';
import { type Conflict, conflictOf } from './edit-conflict.ts';
import { recordChanges } from './record-changes.ts';
import { visibleItems } from './visible-items.ts';
import { writeLines } from './write-lines.ts';

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
    include: { ...withLines, publications: { where: { state: { notIn: ['REJECTED', 'CANCELLED'] } } } },
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

  const refused = checkEntries(edit.changes, context.lists);
  if (refused) return refused;

  const isStale = item.revision !== edit.revision;
  const merged = isStale ? merge(coding, edit) : { changes: edit.changes, conflicts: [] };
  if (merged.conflicts.length > 0) {
    const conflicts = await conflictOf(transaction, item.id, merged.conflicts, { coding, edit, context, currency });
    return conflictFailure(conflicts, item.revision);
  }

  const { changes, derived } = withConsequences(coding, merged.changes, context.lists, currency);
  const fields = changedFields(coding, changes);
  if (fields.length === 0) return ok({ revision: item.revision, isMerged: false, before: {}, after: {} });

  const after = pick(changes, fields);
  const { lines, ...columns } = after;
  const revision = item.revision + 1;
  await transaction.item.update({
    where: { id: item.id },
    data: { ...columnsOf(columns), revision, refusal: stillStanding(item.refusal, fields) },
  });
  if (lines) await writeLines(transaction, { businessId, itemId: item.id }, coding.lines, lines);
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
  await announce(transaction, { businessId, topic: 'items', id: item.id, revision, origin: scope.origin });
  return ok({ revision, isMerged: isStale, before: pick(coding, fields), after });
}

/** The edit on top of what others did since; the fields in which they are in each other's way. */
function merge(
  coding: Coding,
  { changes, was = {} }: ItemEdit,
): { changes: Partial<Coding>; conflicts: CodingField[] } {
  const conflicts: CodingField[] = [];
  const merged = { ...changes };
  for (const field of changedFields(coding, changes)) {
    if (field in was && isSame(field, was[field], coding[field])) continue;
    const lines =
      field === 'lines' && was.lines && changes.lines ? mergeLines(was.lines, changes.lines, coding.lines) : null;
    if (lines) merged.lines = lines;
    else conflicts.push(field);
  }
  return { changes: merged, conflicts };
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

function pick(coding: Partial<Coding>, fields: readonly CodingField[]): Partial<Coding> {
  return Object.fromEntries(fields.map((field) => [field, coding[field]]));
}
