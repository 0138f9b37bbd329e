import { cx } from './cx.ts';

export type StatusTone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger' | 'info' | 'attention';

const tones: Record<StatusTone, { text: string; ground: string; mark: string }> = {
  neutral: { text: 'text-muted', ground: 'bg-hover', mark: 'bg-edge' },
  accent: { text: 'text-accent-text', ground: 'bg-accent-soft', mark: 'bg-accent' },
  success: { text: 'text-success', ground: 'bg-success-soft', mark: 'bg-success-mark' },
  warning: { text: 'text-warning', ground: 'bg-warning-soft', mark: 'bg-warning-mark' },
  danger: { text: 'text-danger', ground: 'bg-danger-soft', mark: 'bg-danger-mark' },
  info: { text: 'text-info', ground: 'bg-info-soft', mark: 'bg-info-mark' },
  attention: { text: 'text-attention', ground: 'bg-attention-soft', mark: 'bg-attention-mark' },
};

/** The states that the whole product speaks of, with their fixed words. */
export const statuses = {
  ready: { tone: 'success', text: 'Ready' },
  processing: { tone: 'info', text: 'Processing' },
  toReview: { tone: 'warning', text: 'To review' },
  publishing: { tone: 'info', text: 'Publishing' },
  published: { tone: 'accent', text: 'Published' },
  refused: { tone: 'danger', text: 'Refused' },
  inClaim: { tone: 'accent', text: 'In expense claim' },
  archived: { tone: 'neutral', text: 'Archived' },
  connected: { tone: 'success', text: 'Connected' },
  refreshing: { tone: 'info', text: 'Refreshing' },
  needsReconnecting: { tone: 'attention', text: 'Needs reconnecting' },
  notConnected: { tone: 'neutral', text: 'Not connected' },
} as const satisfies Record<string, { tone: StatusTone; text: string }>;

export type Status = keyof typeof statuses;

/** Something is under way. */
const liveStatuses: ReadonlySet<Status> = new Set(['processing', 'publishing', 'refreshing']);

export type StatusBadgeProps = { className?: string } & (
  | { status: Status; text?: string }
  | { tone: StatusTone; text: string; isLive?: boolean }
);

/** A state: a dot and words, never colour alone. The dot breathes while something is under way. */
export function StatusBadge({ className, ...props }: StatusBadgeProps) {
  const known = 'status' in props ? statuses[props.status] : props;
  const isLive = 'status' in props ? liveStatuses.has(props.status) : props.isLive;
  const look = tones[known.tone];
  return (
    <span
      className={cx(
        'inline-flex h-5 shrink-0 items-center gap-1.5 rounded-full px-2 text-xs font-medium whitespace-nowrap',
        look.ground,
        look.text,
        className,
      )}
    >
      <span aria-hidden="true" className={cx('size-1.5 rounded-full', look.mark, isLive && 'animate-breathe')} />
      {props.text ?? known.text}
    </span>
  );
}
