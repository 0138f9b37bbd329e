import type { ReactNode } from 'react';
import { besidePhoneBar } from './beside-phone-bar.ts';
import { cx } from './cx.ts';

export type HeaderFrameProps = {
  title: ReactNode;
  /** Beside the title: a StatusBadge, a count. */
  aside?: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
  above?: ReactNode;
  below?: ReactNode;
  className?: string;
};

/** A page's header with nothing but what is given, for pages of which each byte counts; others have `PageHeader`. */
export function HeaderFrame({ title, aside, actions, above, below, className }: HeaderFrameProps) {
  return (
    <header
      data-page-header={above || below ? 'tall' : 'low'}
      className={cx('flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-4 pt-4 pb-3', besidePhoneBar, className)}
    >
      <div className="min-w-0 flex-1">
        {above}
        <div
          className={cx(
            'flex min-h-8 min-w-0 items-center gap-2.5',
            // The shell's bar writes the business under it.
            'max-md:in-[main>[data-page-header=low]]:pb-3',
          )}
        >
          <h1 className="truncate text-lg tracking-tight">{title}</h1>
          {aside}
        </div>
        {below}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
