import { StatusBadge, type StatusTone } from '#components/ui/status-badge.tsx';
import type { LifeStatus } from '#lib/domain/publication/life.ts';
import type { PublicationView } from '#lib/publishing/publication-view.ts';
import { PublicationBadge } from './publication-badge.tsx';

const lifeTones: Record<LifeStatus, StatusTone> = {
  DRAFT: 'neutral',
  SUBMITTED: 'info',
  AUTHORISED: 'accent',
  PART_PAID: 'info',
  PAID: 'success',
  VOIDED: 'warning',
  DELETED: 'warning',
};

/**
 * What something published is in the books, in the ledger's words, as last seen there or else as it was sent; what is
 * still to be seen to, such as a missing document, in its place.
 */
export function PublishedAsBadge({
  publication: { notice, publishAs, status, inBooks },
}: {
  publication: Pick<PublicationView, 'notice' | 'publishAs' | 'status' | 'inBooks'>;
}) {
  const isSettled = ['published', 'finishing', 'gone'].includes(notice.phase);
  if (!isSettled) return <PublicationBadge notice={notice} />;
  return (
    <StatusBadge tone={lifeTones[inBooks?.status ?? publishAs]} text={inBooks?.name ?? status} isLive={notice.isLive} />
  );
}
