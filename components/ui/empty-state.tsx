import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export type EmptyStateProps = {
  /** A lucide icon, drawn at 20 px in a quiet tile. */
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** Nothing is here, why that is fine, and what to do next. Centred in the room it is given. */
export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div className={cx('grid min-h-64 flex-1 place-items-center p-6', className)}>
      <div className="flex max-w-sm flex-col items-center text-center">
        {icon && (
          <span
            aria-hidden="true"
            className="mb-4 grid size-11 place-items-center rounded-xl border bg-surface text-muted [&_svg]:size-5"
          >
            {icon}
          </span>
        )}
        <h2 className="text-base">{title}</h2>
        {children && <div className="mt-1 text-sm text-pretty text-muted">{children}</div>}
        {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
      </div>
    </div>
  );
}
