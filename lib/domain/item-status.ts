/** What an item's badge says. */
export const itemStatuses = [
  'toReview',
  'ready',
  'refused',
  'queued',
  'publishing',
  'uncertain',
  'published',
  'archived',
] as const;
export type ItemStatus = (typeof itemStatuses)[number];

export const itemStatusNames: Record<ItemStatus, string> = {
  toReview: 'To review',
  ready: 'Ready',
  refused: 'Refused',
  queued: 'Queued',
  publishing: 'Publishing',
  uncertain: 'Checking',
  published: 'Published',
  archived: 'Archived',
};

/** The live publication's state, as far as the status needs it. */
export type LivePublication = {
  state: 'QUEUED' | 'SENDING' | 'POSTED' | 'COMPLETE' | 'REJECTED' | 'UNCERTAIN' | 'CANCELLED';
};

/**
 * Computed, never stored, so that a refresh of the lists or a new lock date shows at once. A refusal by the ledger
 * shows as `refused` only while our own rules find nothing more to do.
 */
export function itemStatus(item: {
  place: 'INBOX' | 'ARCHIVE';
  problems: number;
  refusals: number;
  publication: LivePublication | null;
}): ItemStatus {
  switch (item.publication?.state) {
    case 'QUEUED':
      return 'queued';
    case 'SENDING':
      return 'publishing';
    case 'UNCERTAIN':
      return 'uncertain';
    case 'POSTED':
    case 'COMPLETE':
      return 'published';
    default:
  }
  if (item.place === 'ARCHIVE') return 'archived';
  if (item.problems > 0) return 'toReview';
  return item.refusals > 0 ? 'refused' : 'ready';
}

/** While a publication is under way the coding is what is being sent, so nobody may change it. */
export function isLocked(status: ItemStatus): boolean {
  return status === 'queued' || status === 'publishing' || status === 'uncertain' || status === 'published';
}
