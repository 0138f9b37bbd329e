import { db } from '#lib/db.ts';
import {
  type BulkField,
  type BulkValues,
  bulkChanges,
  bulkFields,
  isCarriedByLines,
  MAX_BULK_ITEMS,
} from '#lib/domain/coding/bulk-edit.ts';
import { type Coding, type CodingField, specOf } from '#lib/domain/coding/coding.ts';
import { changedFields, entriesIn, pick, unknownEntry, withConsequences } from '#lib/domain/coding/coding-changes.ts';
import type { Shown } from '#lib/domain/coding/field-kinds.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import { fieldName, showValue } from '#lib/domain/coding/show-value.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { isPublished, pastStates } from '#lib/domain/publication/publication.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { loadReviewContext, type ReviewContext } from '#lib/lists/review-context.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { codingOf, entriesOf, withRows } from '../coding-columns.ts';
import { visibleItems } from '../visible-items.ts';
import { storedAs } from './stored-bulk-edit.ts';

/** Why an item of the selection is left as it is. */
export type LeftOut = 'published' | 'underWay' | 'missing' | 'hasLines';

/** What an edit of many items would do. */
export type BulkPreview = {
  /** To begin it with, once. */
  bulkEditId: string;
  /** Items that would change, and those that have the values already. */
  changing: number;
  same: number;
  leftOut: { why: LeftOut; count: number /** The first few. */; numbers: number[] }[];
  fields: { field: BulkField; name: string; to: string; from: { text: string; count: number }[]; others: number }[];
  /** Fields that follow, and in how many items. */
  follows: { field: CodingField; name: string; count: number }[];
};

/** Items looked at in one go. */
const BATCH = 500;
const MAX_SHOWN = 4;

/**
 * Looks at what setting these values in these items would change, and keeps it as it was seen: what is begun then is what
 * was shown, and an item that somebody changes between is left alone. Nothing is changed here. `entryUnknown` for a value
 * that can't be chosen.
 */
export async function previewBulkEdit(
  scope: BusinessScope & { actor: { kind: 'person' } },
  {
    itemIds,
    values,
    workspace,
    only = {},
    publishes = false,
  }: {
    itemIds: readonly string[];
    values: BulkValues;
    workspace: Workspace;
    /** Nothing else is touched than what has these values. */
    only?: BulkValues;
    /** What is changed is published then. */
    publishes?: boolean;
  },
): Promise<Result<BulkPreview>> {
  const { businessId, actor } = scope;
  const asked = [...new Set(itemIds)].slice(0, MAX_BULK_ITEMS);
  const tally = newTally(values);
  const isOurs = Object.keys(values).every((field) => specOf(field as BulkField).isOurs);
  const pending: Prisma.BulkEditItemCreateManyBulkEditInput[] = [];
  let context: ReviewContext | null = null;
  for (let start = 0; start < asked.length; start += BATCH) {
    const ids = asked.slice(start, start + BATCH);
    const [items, live] = await Promise.all([
      db.item.findMany({
        where: { ...visibleItems(scope), id: { in: ids } },
        omit: { provenance: true },
        include: withRows,
      }),
      db.publication.findMany({
        where: { businessId, itemId: { in: ids }, state: { notIn: [...pastStates] } },
        select: { itemId: true, state: true },
      }),
    ]);
    const named = idsOf([...entriesOf(...items), ...entriesIn(values)]);
    context = await loadReviewContext(db, scope, { ...named, accountIds: undefined });
    const { lists } = context;
    if (unknownEntry(values, lists)) return valueUnknown;
    for (let missing = ids.length - items.length; missing > 0; missing--) tally.leaveOut('missing', null);
    const stateOf = new Map(live.map(({ itemId, state }) => [itemId, state]));
    for (const item of items) {
      const coding = codingOf(item, lists.rules);
      const state = stateOf.get(item.id);
      const changes = bulkChanges(coding, values, lists, only);
      if (state && !isOurs) tally.leaveOut(isPublished(state) ? 'published' : 'underWay', item.number);
      else if (!changes.ok) tally.leaveOut('hasLines', item.number);
      else if (changedFields(coding, changes.value).length === 0) tally.same++;
      else {
        tally.change(coding, changes.value, context, workspace);
        const was = storedAs(pick(coding, Object.keys(changes.value) as CodingField[]));
        pending.push({ itemId: item.id, revision: item.revision, was });
      }
    }
  }
  const { id } = await db.bulkEdit.create({
    data: {
      businessId,
      byUserId: actor.userId,
      values: storedAs(values),
      ...(Object.keys(only).length > 0 && { only: storedAs(only) }),
      publishes,
      total: pending.length,
      items: { createMany: { data: pending } },
    },
    select: { id: true },
  });
  if (!context) return failure('missing', 'Nothing is selected.');
  return ok({ bulkEditId: id, changing: pending.length, ...tally.told(workspace, context) });
}

const valueUnknown = failure(
  'entryUnknown',
  'A value that you chose is archived, or not in the connected books any more. Nothing was changed: choose again.',
);

/** Counts what is seen. */
function newTally(values: BulkValues) {
  const fields = bulkFields.filter((field) => field in values);
  const from = new Map(fields.map((field) => [field, new Map<string, number>()]));
  const left = new Map<LeftOut, { count: number; numbers: number[] }>();
  const followed = new Map<CodingField, number>();
  return {
    same: 0,
    leaveOut(why: LeftOut, number: number | null) {
      const known = left.get(why) ?? { count: 0, numbers: [] };
      const numbers = number === null || known.numbers.length >= MAX_SHOWN ? known.numbers : [...known.numbers, number];
      left.set(why, { count: known.count + 1, numbers });
    },
    change(coding: Coding, changes: Partial<Coding>, context: ReviewContext, workspace: Workspace) {
      const shown = { lists: context.lists, numbers: context.numbers };
      for (const field of fields) {
        const texts = from.get(field);
        const text = textOf(field, coding, shown);
        if (changedFields(coding, { [field]: values[field] }).length > 0 || isInLines(field, coding)) {
          texts?.set(text, (texts.get(text) ?? 0) + 1);
        }
      }
      const { derived } = withConsequences(coding, changes, context.lists, new Set(), workspace);
      for (const { field } of derived) followed.set(field, (followed.get(field) ?? 0) + 1);
    },
    told(workspace: Workspace, { lists, numbers }: ReviewContext): Omit<BulkPreview, 'bulkEditId' | 'changing'> {
      const name = (field: CodingField) => fieldName(field, workspace, lists);
      return {
        same: this.same,
        leftOut: [...left].map(([why, { count, numbers }]) => ({
          why,
          count,
          numbers: numbers.toSorted((a, b) => a - b),
        })),
        fields: fields.map((field) => {
          const texts = [...(from.get(field) ?? [])].toSorted(([, one], [, other]) => other - one);
          const rest = texts.slice(MAX_SHOWN);
          return {
            field,
            name: name(field),
            to: showValue(field, values as Coding, { lists, numbers }).text,
            from: texts.slice(0, MAX_SHOWN).map(([text, count]) => ({ text, count })),
            others: rest.reduce((sum, [, count]) => sum + count, 0),
          };
        }),
        follows: [...followed].map(([field, count]) => ({ field, name: name(field), count })),
      };
    },
  };
}

const isInLines = (field: BulkField, { lines }: Coding) => lines.length > 0 && isCarriedByLines(field);

/** What the item has in a field now; several lines may have several. */
function textOf(field: BulkField, coding: Coding, shown: Shown): string {
  if (!isCarriedByLines(field) || coding.lines.length === 0) return showValue(field, coding, shown).text;
  const texts = new Set(coding.lines.map((line) => showValue(field, { ...coding, [field]: line[field] }, shown).text));
  return texts.size === 1 ? ([...texts][0] ?? '') : 'Different in its lines';
}
