/** What an item in the inbox needs, while no publication of it is under way. */
export type ItemStatus = 'toReview' | 'ready' | 'refused';

/**
 * Computed, never stored, so that a refresh of the lists or a new lock date shows at once. A refusal by the ledger
 * shows only while our own rules find nothing more to do.
 */
export function itemStatus(counts: { problems: number; refusals: number }): ItemStatus {
  if (counts.problems > 0) return 'toReview';
  return counts.refusals > 0 ? 'refused' : 'ready';
}
