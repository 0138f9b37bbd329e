import type { Db } from '#lib/db.ts';
import type { Coding, CodingField } from '#lib/domain/coding/coding.ts';
import type { Derived } from '#lib/domain/coding/coding-changes.ts';
import { showDetails, showValue } from '#lib/domain/coding/show-value.ts';
import type { Lists } from '#lib/domain/lists.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { byActor } from './item-events.ts';
import type { FormerSources, SourcesOf } from './item-provenance.ts';

/** One line of history per changed field, with both values in words and, for what followed, why. */
export async function recordChanges(
  db: Db,
  scope: BusinessScope,
  change: {
    itemId: string;
    revision: number;
    coding: Coding;
    after: Coding;
    fields: readonly CodingField[];
    derived: readonly Derived[];
    sources: SourcesOf;
    former: ReadonlyMap<CodingField, FormerSources>;
    lists: Lists;
    bulkEditId?: string;
  },
): Promise<void> {
  const { itemId, revision, coding, after } = change;
  const shown = { lists: change.lists, numbers: 'kept' } as const;
  await db.itemEvent.createMany({
    data: change.fields.map((field) => {
      const derived = change.derived.find((each) => each.field === field);
      const because = derived?.because ?? change.sources[field]?.because;
      const lines = showDetails(field, coding, after, shown);
      const was = change.former.get(field);
      return {
        ...byActor(scope, itemId, 'changed'),
        revision,
        field,
        before: showValue(field, coding, shown) as Prisma.InputJsonObject,
        after: showValue(field, after, shown) as Prisma.InputJsonObject,
        detail: {
          ...(because && { because }),
          isDerived: derived !== undefined,
          ...(lines && { lines }),
          ...(was && { was }),
          ...(change.bulkEditId && { bulkEditId: change.bulkEditId }),
        } as Prisma.InputJsonObject,
      };
    }),
  });
}
