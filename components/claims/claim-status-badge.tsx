import { StatusBadge, type StatusTone } from '#components/ui/status-badge.tsx';
import { type ClaimStatus, claimStatusNames } from '#lib/domain/claims/claim-status.ts';

const tones: Record<ClaimStatus, StatusTone> = {
  DRAFT: 'warning',
  READY: 'success',
  PUBLISHING: 'info',
  FAILED: 'danger',
  PUBLISHED: 'accent',
  PAID: 'success',
};

export function ClaimStatusBadge({ status }: { status: ClaimStatus }) {
  return <StatusBadge tone={tones[status]} text={claimStatusNames[status]} isLive={status === 'PUBLISHING'} />;
}
