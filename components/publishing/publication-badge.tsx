import { StatusBadge, type StatusTone } from '#components/ui/status-badge.tsx';
import type { PublicationNotice, PublicationPhase } from '#lib/domain/publication/publication-notice.ts';

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
