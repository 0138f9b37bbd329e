import { StatusBadge, type StatusTone } from '#components/ui/status-badge.tsx';
import type { LifeStatus } from '#lib/domain/publication/life.ts';
import type { PublicationNotice, PublicationPhase } from '#lib/domain/publication/publication-notice.ts';
import type { PublicationView } from '#lib/publishing/publication-view.ts';
import { ClockTime } from './clock-time.tsx';

const tones: Record<PublicationPhase, StatusTone> = {
  queued: 'info',
  waiting: 'attention',
  publishing: 'info',
  checking: 'attention',
  finishing: 'accent',
  published: 'accent',
  gone: 'warning',
  notPaid: 'warning',
  notAllocated: 'warning',
  notAttached: 'warning',
  refused: 'danger',
  cancelled: 'neutral',
};

/** Where a publication stands, in two or three words; breathing while something is under way. */
export function PublicationBadge({ notice, className }: { notice: PublicationNotice; className?: string }) {
  return <StatusBadge tone={tones[notice.phase]} text={notice.label} isLive={notice.isLive} className={className} />;
}

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

/** What is going on, what is safe and what to do, with the time at which it goes on. */
export function PublicationExplanation({ notice }: { notice: PublicationNotice }) {
  return (
    <>
      {notice.explanation}
      {notice.until && (
        <>
          {' '}
          Next try at <ClockTime instant={notice.until} />.
        </>
      )}
    </>
  );
}
