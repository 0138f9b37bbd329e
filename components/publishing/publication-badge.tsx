import { StatusBadge, type StatusTone } from '#components/ui/status-badge.tsx';
import type { PublishAs } from '#lib/domain/coding/coding.ts';
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

const publishedAsTones: Record<PublishAs, StatusTone> = { DRAFT: 'neutral', SUBMITTED: 'info', AUTHORISED: 'accent' };

/**
 * As what something was published, in the ledger's words; what is still to be seen to, such as a missing document, in its
 * place. What became of it in the books since, such as a payment, is not known here and not claimed.
 */
export function PublishedAsBadge({
  publication: { notice, publishAs, status },
}: {
  publication: Pick<PublicationView, 'notice' | 'publishAs' | 'status'>;
}) {
  if (notice.phase !== 'published' && notice.phase !== 'finishing') return <PublicationBadge notice={notice} />;
  return <StatusBadge tone={publishedAsTones[publishAs]} text={status} isLive={notice.isLive} />;
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
