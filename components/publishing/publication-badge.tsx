import { StatusBadge, type StatusTone } from '#components/ui/status-badge.tsx';
import type { PublicationNotice, PublicationPhase } from '#lib/domain/publication/publication-notice.ts';
import { ClockTime } from './clock-time.tsx';

const tones: Record<PublicationPhase, StatusTone> = {
  queued: 'info',
  waiting: 'attention',
  publishing: 'info',
  checking: 'attention',
  attaching: 'accent',
  published: 'accent',
  notAttached: 'warning',
  refused: 'danger',
  cancelled: 'neutral',
};

/** Where a publication stands, in two or three words; breathing while something is under way. */
export function PublicationBadge({ notice, className }: { notice: PublicationNotice; className?: string }) {
  return <StatusBadge tone={tones[notice.phase]} text={notice.label} isLive={notice.isLive} className={className} />;
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
