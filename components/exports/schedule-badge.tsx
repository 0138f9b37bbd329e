import { StatusBadge } from '#components/ui/status-badge.tsx';
import type { ScheduleState } from '#lib/inbox/scheduled-exports/list-schedules.ts';

const badges = {
  ON: { tone: 'success', text: 'On' },
  PAUSED: { tone: 'neutral', text: 'Paused' },
  STOPPED: { tone: 'danger', text: 'Stopped' },
} as const;

export const ScheduleBadge = ({ state }: { state: ScheduleState }) => <StatusBadge {...badges[state]} />;
