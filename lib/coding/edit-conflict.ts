import type { Db } from '#lib/db.ts';
import type { Coding, CodingField } from '#lib/domain/coding/coding.ts';
import { fieldName, showValue } from '#lib/domain/coding/show-value.ts';
import type { ShownValue } from '#lib/domain/item-event.ts';
import type { ReviewContext } from '#lib/lists/review-context.ts';

/** One field that two people changed: both values in words, and whose the stored one is. */
export type Conflict = {
  field: CodingField;
  name: string;
  mine: ShownValue;
  theirs: ShownValue;
  by: string;
  /** ISO instant. */
  at: string | null;
};

/** What a failure with the code `conflict` carries. */
export type ConflictDetail = { conflicts: Conflict[]; revision: number };

export async function conflictOf(
  db: Db,
  itemId: string,
  fields: readonly CodingField[],
  {
    coding,
    edit,
    context,
    currency,
  }: {
    coding: Coding;
    edit: { revision: number; changes: Partial<Coding> };
    context: ReviewContext;
    currency: string;
  },
): Promise<Conflict[]> {
  const events = await db.itemEvent.findMany({
    where: { itemId, kind: 'changed', field: { in: [...fields] }, revision: { gt: edit.revision } },
    orderBy: { at: 'desc' },
    select: { field: true, actorName: true, at: true },
  });
  const mine = { ...coding, ...edit.changes };
  return fields.map((field) => {
    const event = events.find((each) => each.field === field);
    return {
      field,
      name: fieldName(field, context.lists),
      mine: showValue(field, mine, context.lists, currency),
      theirs: showValue(field, coding, context.lists, currency),
      by: event?.actorName ?? 'Somebody else',
      at: event?.at.toISOString() ?? null,
    };
  });
}
