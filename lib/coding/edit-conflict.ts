import type { Db } from '#lib/db.ts';
import type { Coding, CodingField } from '#lib/domain/coding/coding.ts';
import { fieldName, showValue } from '#lib/domain/coding/show-value.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { ShownValue } from '#lib/domain/item-event.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { failure, type Result } from '#lib/domain/result.ts';
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

type Situation = {
  coding: Coding;
  change: { revision: number; changes: Partial<Coding> };
  context: ReviewContext;
};

/** The failure of a change that comes too late: what is stored in these fields, and who stored it. */
export async function conflictFailure(
  db: Db,
  item: { id: string; workspace: Workspace; revision: number },
  fields: readonly CodingField[],
  situation: Situation,
): Promise<Result<never>> {
  const conflicts = await conflictsAt(db, item, fields, situation);
  const who = conflicts[0]?.by ?? somebody;
  return failure(
    'conflict',
    `${isolated(who)} changed this meanwhile. Your value is not saved yet: keep yours or take theirs.`,
    {
      fields: Object.fromEntries(conflicts.map(({ field, by }) => [field, `${isolated(by)} changed this meanwhile.`])),
      detail: { conflicts, revision: item.revision } satisfies ConflictDetail,
    },
  );
}

const somebody = 'Somebody else';

async function conflictsAt(
  db: Db,
  { id: itemId, workspace }: { id: string; workspace: Workspace },
  fields: readonly CodingField[],
  { coding, change, context }: Situation,
): Promise<Conflict[]> {
  const events = await db.itemEvent.findMany({
    where: { itemId, kind: 'changed', field: { in: [...fields] }, revision: { gt: change.revision } },
    orderBy: { at: 'desc' },
    select: { field: true, actorName: true, at: true },
  });
  const mine = { ...coding, ...change.changes };
  return fields.map((field) => {
    const event = events.find((each) => each.field === field);
    return {
      field,
      name: fieldName(field, workspace, context.lists),
      mine: showValue(field, mine, context),
      theirs: showValue(field, coding, context),
      by: event?.actorName ?? somebody,
      at: event?.at.toISOString() ?? null,
    };
  });
}
