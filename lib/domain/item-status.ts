import type { Assessment } from './readiness/assessment.ts';

/**
 * What an item needs:
 *
 * - `PROCESSING`: its document is being read, and something is still missing.
 * - `TO_REVIEW`: something is missing or wrong by our own rules.
 * - `REFUSED`: it was refused, and the cause is still there, whoever tells it.
 * - `WAITING`: its publication is under way, and not yet decided.
 * - `READY`: it can be published.
 * - `PUBLISHED`: the ledger has it.
 * - `IN_CLAIM`: it is in an expense claim, and is published with that.
 * - `ARCHIVED`: it was put aside by hand or with an export, and the ledger has nothing of it.
 */
export const itemStatuses = [
  'PROCESSING',
  'TO_REVIEW',
  'REFUSED',
  'WAITING',
  'READY',
  'PUBLISHED',
  'IN_CLAIM',
  'ARCHIVED',
] as const;
export type ItemStatus = (typeof itemStatuses)[number];

/** How far an item's publication has come, as far as its status goes. */
export type PublicationProgress = 'none' | 'underWay' | 'published' | 'inClaim' | 'putAside';

/**
 * The status, and how many reasons there are for it, each cause counted once. While its document is read, what is missing
 * may yet come; an item of which a person has entered everything waits for nothing.
 */
export function itemStatus(
  publication: PublicationProgress,
  assessment: Assessment,
  isBeingRead: boolean,
): { status: ItemStatus; reasonCount: number } {
  if (publication === 'published') return { status: 'PUBLISHED', reasonCount: 0 };
  if (publication === 'inClaim') return { status: 'IN_CLAIM', reasonCount: 0 };
  if (publication === 'putAside') return { status: 'ARCHIVED', reasonCount: 0 };
  if (publication === 'underWay') return { status: 'WAITING', reasonCount: 0 };
  const { problems, refusal } = assessment;
  const reasonCount = problems.length + refusal.filter(({ isTold }) => !isTold).length;
  if (refusal.length > 0) return { status: 'REFUSED', reasonCount };
  if (reasonCount > 0) return { status: isBeingRead ? 'PROCESSING' : 'TO_REVIEW', reasonCount };
  return { status: 'READY', reasonCount };
}
