import { db } from '#lib/db.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** A merge that holds: the other contact, and who did it when. */
export type ShownMerge = {
  id: string;
  contact: { id: string; name: string };
  by: string;
  /** ISO instant. */
  at: string;
};

/** Shown at most; nobody merges more into one. */
const MAX_MERGES = 50;

/** The merge by which a contact gave way, and those by which others gave way to it, the newest first. */
export async function contactMerges(
  { businessId }: BusinessScope,
  contactId: string,
): Promise<{ away: ShownMerge | null; here: ShownMerge[] }> {
  const contact = { select: { id: true, name: true } } as const;
  const found = await db.contactMerge.findMany({
    where: { businessId, undoneAt: null, OR: [{ fromId: contactId }, { intoId: contactId }] },
    include: { from: contact, into: contact },
    orderBy: { at: 'desc' },
    take: MAX_MERGES,
  });
  const shown = ({ id, at, byName }: (typeof found)[number], contact: ShownMerge['contact']) => ({
    ...{ id, contact, by: byName, at: at.toISOString() },
  });
  const away = found.find(({ fromId }) => fromId === contactId);
  return {
    away: away ? shown(away, away.into) : null,
    here: found.filter(({ intoId }) => intoId === contactId).map((merge) => shown(merge, merge.from)),
  };
}
