/**
 * What an item needs:
 *
 * - `TO_REVIEW`: something is missing or wrong by our own rules.
 * - `REFUSED`: our rules find nothing, and the ledger's reasons still stand.
 * - `WAITING`: its publication is under way, and not yet decided.
 * - `READY`: it can be published.
 * - `PUBLISHED`: the ledger has it.
 */
export const itemStatuses = ['TO_REVIEW', 'REFUSED', 'WAITING', 'READY', 'PUBLISHED'] as const;
export type ItemStatus = (typeof itemStatuses)[number];

/** How far an item's publication has come, as far as its status goes. */
export type PublicationProgress = 'none' | 'underWay' | 'published';

/** The status, and how many reasons there are for it. A refusal shows only while our own rules find nothing more to do. */
export function itemStatus({
  publication,
  problems,
  refusals,
}: {
  publication: PublicationProgress;
  problems: number;
  refusals: number;
}): { status: ItemStatus; reasonCount: number } {
  if (publication === 'published') return { status: 'PUBLISHED', reasonCount: 0 };
  if (publication === 'underWay') return { status: 'WAITING', reasonCount: 0 };
  if (problems > 0) return { status: 'TO_REVIEW', reasonCount: problems };
  return refusals > 0 ? { status: 'REFUSED', reasonCount: refusals } : { status: 'READY', reasonCount: 0 };
}
