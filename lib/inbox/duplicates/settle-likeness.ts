import { z } from 'zod';
import { byActor } from '#lib/coding/item-events.ts';
import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import type { BusinessScope } from '#lib/scope.ts';

export const settleInput = z.object({
  itemId: z.uuid(),
  otherIds: z.array(z.uuid()).min(1).max(50),
  /** False takes it back. */
  areTwo: z.boolean().default(true),
});

/** Somebody says that items which seem to be one purchase are two: they are not asked about again. */
export function settleLikeness(
  scope: BusinessScope,
  { itemId, otherIds, areTwo }: z.output<typeof settleInput>,
): Promise<Result<null>> {
  const { businessId, actor, origin } = scope;
  return db.$transaction(async (transaction) => {
    const seen = await transaction.item.findMany({
      where: { ...visibleItems(scope), id: { in: [itemId, ...otherIds] } },
      select: { id: true, number: true },
    });
    const numbers = new Map(seen.map(({ id, number }) => [id, number]));
    const others = otherIds.filter((id) => numbers.has(id));
    if (!numbers.has(itemId) || others.length === 0) {
      return failure('missing', 'The other item is gone meanwhile, so there is nothing to say. Reload the page.');
    }
    for (const id of others) {
      const [otherId = '', later = ''] = [itemId, id].sort();
      const settled = areTwo
        ? { settledAt: new Date(), settledByName: actor.name }
        : { settledAt: null, settledByName: null };
      await transaction.itemLikeness.upsert({
        where: { itemId_otherId: { itemId: later, otherId } },
        create: { itemId: later, otherId, businessId, ways: [], ...settled },
        update: settled,
      });
    }
    const told = others.map((id) => numbers.get(id)).join(', ');
    const because = areTwo
      ? `It is another purchase than item ${told}.`
      : `It may be the same purchase as item ${told} after all.`;
    await transaction.itemEvent.create({ data: { ...byActor(scope, itemId, 'confirmed'), detail: { because } } });
    await announce(
      transaction,
      ...[itemId, ...others].map((id) => ({ businessId, topic: 'items', id, origin }) as const),
    );
    return ok(null);
  });
}
