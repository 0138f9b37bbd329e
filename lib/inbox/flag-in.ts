import type { Coding } from '#lib/domain/coding/coding.ts';
import type { ItemFlag } from '#lib/domain/flag.ts';
import type { Lists } from '#lib/domain/lists.ts';

/** An item's flag, as a row of a list shows it. */
export function flagIn({ flagId }: Pick<Coding, 'flagId'>, lists: Pick<Lists, 'flags'>): ItemFlag | null {
  const flag = flagId === null ? undefined : lists.flags.get(flagId);
  return flag ? { id: flag.id, name: flag.name, colour: flag.colour } : null;
}
