import { type Actor, actorIdOf } from '#lib/domain/actor.ts';
import type { ItemEventKind } from '#lib/domain/item-event.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { ActorKind, Prisma } from '#prisma/generated/client.ts';

const kinds: Record<Actor['kind'], ActorKind> = {
  person: 'PERSON',
  apiKey: 'API_KEY',
  rule: 'RULE',
  sync: 'SYNC',
  extraction: 'EXTRACTION',
  system: 'SYSTEM',
};

/** Who or what acted, as rows keep it: the name stays as it was then. */
export function authorOf(actor: Actor) {
  return { actorKind: kinds[actor.kind], actorId: actorIdOf(actor), actorName: actor.name };
}

/** The parts that every event of an item has: who did what to which item. */
export function byActor({ businessId, actor }: BusinessScope, itemId: string, kind: ItemEventKind) {
  return {
    businessId,
    itemId,
    kind,
    ...authorOf(actor),
  } as const satisfies Partial<Prisma.ItemEventUncheckedCreateInput>;
}
