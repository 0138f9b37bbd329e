import type { ReactNode } from 'react';
import { cx } from './cx.ts';

/** The strip under a page header: search, filters, what applies to a selection. */
export function Toolbar({ children, className }: { children: ReactNode; className?: string }) {
  return (
    // What stands in it may be arranged otherwise where it is narrow.
    <div className={cx('@container shrink-0 border-b px-4 pb-3 max-md:px-3 max-md:pb-1', className)}>
      <div className="flex flex-wrap items-center gap-2">{children}</div>
    </div>
  );
}
