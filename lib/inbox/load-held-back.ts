import { db } from '#lib/db.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { inForm } from '#lib/domain/number-form.ts';
import type { BusinessScope } from '#lib/scope.ts';

type Judged = { id: string; revision: number; status: string; place: string };

/** Of ready items that are to be published by themselves, why they are not, in sentences, by their ids. */
export async function loadHeldBack(
  { businessId, numbers = 'commaPoint' }: BusinessScope,
  items: readonly Judged[],
): Promise<Map<string, string[]>> {
  const ready = new Map(
    items.flatMap((item) => (item.status === 'READY' && item.place === 'INBOX' ? [[item.id, item] as const] : [])),
  );
  if (ready.size === 0) return new Map();
  const rows = await db.autoPublication.findMany({
    where: { businessId, itemId: { in: [...ready.keys()] }, state: { in: ['HELD', 'STOPPED'] } },
    select: { itemId: true, itemRevision: true, state: true, held: true, stoppedByName: true },
  });
  return new Map(
    rows.flatMap(({ itemId, itemRevision, state, held, stoppedByName }) => {
      if (state === 'STOPPED')
        return [[itemId, [told(`stopped by ${isolated(stoppedByName ?? 'somebody')}.`)]] as const];
      // What was judged of another state of it holds no more.
      if (itemRevision !== ready.get(itemId)?.revision) return [];
      return [[itemId, held.map((text) => told(inForm(text, numbers)))] as const];
    }),
  );
}

const told = (why: string) => `Not published by itself: ${why}`;
