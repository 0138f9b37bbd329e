import type { Coding } from '#lib/domain/coding/coding.ts';
import type { Lists } from '#lib/domain/lists.ts';

/** Whose an item is, as a row of a list shows it; null for what is nobody's. */
export function ownerIn(
  { ownerId }: Pick<Coding, 'ownerId'>,
  lists: Pick<Lists, 'owners'>,
): { id: string; name: string } | null {
  const owner = ownerId === null ? undefined : lists.owners.get(ownerId);
  return owner ? { id: owner.id, name: owner.name } : null;
}
