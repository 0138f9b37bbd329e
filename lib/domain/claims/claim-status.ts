import type { ItemStatus } from '../item-status.ts';
import type { LifeStatus } from '../publication/life.ts';

/**
 * How far a claim has come, which follows from its bills:
 *
 * - `DRAFT`: something is missing or wrong of it, or nothing is in it.
 * - `READY`: it can be published.
 * - `PUBLISHING`: its PDF is made for that, or a bill is on its way.
 * - `FAILED`: a bill was refused, and the cause is still there.
 * - `PUBLISHED`: all its bills are in the books.
 * - `PAID`: and all are paid there.
 */
export const claimStatuses = ['DRAFT', 'READY', 'PUBLISHING', 'FAILED', 'PUBLISHED', 'PAID'] as const;
export type ClaimStatus = (typeof claimStatuses)[number];

export const claimStatusNames: Record<ClaimStatus, string> = {
  DRAFT: 'Draft',
  READY: 'Ready to publish',
  PUBLISHING: 'Publishing',
  FAILED: 'Failed',
  PUBLISHED: 'Published',
  PAID: 'Paid',
};

export type BillState = {
  status: ItemStatus;
  /** What became of it in the books; null before it was looked at there. */
  life: LifeStatus | null;
  /** Money spent from a bank account is paid by being there. */
  isSpent: boolean;
};

export function claimStatus(
  bills: readonly BillState[],
  { isPrepared, problems }: { isPrepared: boolean; problems: number },
): ClaimStatus {
  const are = (...statuses: ItemStatus[]) => bills.some(({ status }) => statuses.includes(status));
  if (isPrepared || are('WAITING')) return 'PUBLISHING';
  if (are('REFUSED')) return 'FAILED';
  const isPublished = bills.length > 0 && bills.every(({ status }) => status === 'PUBLISHED');
  if (isPublished) return bills.every(({ life, isSpent }) => life === 'PAID' || isSpent) ? 'PAID' : 'PUBLISHED';
  return bills.length > 0 && problems === 0 && !are('TO_REVIEW') ? 'READY' : 'DRAFT';
}
