import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { Spinner } from './spinner.tsx';

export type BannerTone = 'info' | 'success' | 'warning' | 'danger';

const looks: Record<BannerTone, { ground: string; mark: string; icon: typeof Info }> = {
  info: { ground: 'bg-info-soft', mark: 'text-info', icon: Info },
  success: { ground: 'bg-success-soft', mark: 'text-success', icon: CircleCheck },
  warning: { ground: 'bg-warning-soft', mark: 'text-warning', icon: TriangleAlert },
  danger: { ground: 'bg-danger-soft', mark: 'text-danger', icon: CircleAlert },
};

export type BannerProps = {
  tone?: BannerTone;
  title?: ReactNode;
  children?: ReactNode;
  /** One or two small buttons or links. */
  action?: ReactNode;
  /** It tells of something under way: a spinner replaces the icon. */
  isOngoing?: boolean;
  /** A `ProgressBar`, shown under the text. */
  progress?: ReactNode;
  className?: string;
};

/** Something that goes on, or holds for the whole page. What has ended is a toast instead. */
export function Banner({ tone = 'info', title, children, action, isOngoing, progress, className }: BannerProps) {
  const { ground, mark, icon: Icon } = looks[tone];
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={cx('flex items-start gap-2.5 rounded-lg px-3 py-2.5 text-sm', ground, className)}
    >
      <span className={cx('flex h-5 shrink-0 items-center', mark)}>
        {isOngoing ? <Spinner /> : <Icon aria-hidden="true" size={16} />}
      </span>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-48 grow basis-60">
          {title && <p className="font-medium">{title}</p>}
          {children && <div className={title ? 'text-muted' : undefined}>{children}</div>}
          {progress && <div className="mt-2">{progress}</div>}
        </div>
        {action && <div className="flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  );
}
