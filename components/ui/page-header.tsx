import { ChevronRight, CircleQuestionMark } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { guidePath } from '#lib/domain/paths.ts';
import { cx } from './cx.ts';
import { Link } from './link.tsx';

export type PageHeaderProps = {
  title: ReactNode;
  /** Where this page is, outermost first; the title itself is not repeated. */
  breadcrumbs?: readonly { label: string; href: string }[];
  /** Beside the title: a StatusBadge, a count. */
  aside?: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
  description?: ReactNode;
  /** The page of the guide about this, by its name: it follows the description, or else stands as a mark by the title. */
  guide?: string;
  className?: string;
};

/** On a phone, where it begins a page, it stands in the line of the shell's bar, beside the way to the navigation. */
export const besidePhoneBar =
  'max-md:[main>&]:min-h-12 max-md:[main>&]:py-0.5 max-md:[main>&]:pr-3 max-md:[main>&]:pl-13';

/** The top of every page: what it is and what can be done here. */
export function PageHeader({
  title,
  breadcrumbs = [],
  aside,
  actions,
  description,
  guide,
  className,
}: PageHeaderProps) {
  return (
    <header
      data-page-header={breadcrumbs.length > 0 || description ? 'tall' : 'low'}
      className={cx('flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-4 pt-4 pb-3', besidePhoneBar, className)}
    >
      <div className="min-w-0 flex-1">
        {breadcrumbs.length > 0 && (
          <nav aria-label="Breadcrumb" className="-mt-1 -mb-0.5 flex items-center gap-1 text-xs text-muted">
            {breadcrumbs.map(({ label, href }, index) => (
              <Fragment key={href}>
                {index > 0 && <ChevronRight aria-hidden="true" size={12} />}
                <Link tone="plain" href={href} className="min-h-6 content-center hover:text-text">
                  {label}
                </Link>
              </Fragment>
            ))}
          </nav>
        )}
        <div
          className={cx(
            'flex min-h-8 min-w-0 items-center gap-2.5',
            // The shell's bar writes the business under it.
            'max-md:in-[main>[data-page-header=low]]:pb-3',
          )}
        >
          <h1 className="truncate text-lg tracking-tight">{title}</h1>
          {aside}
          {guide && !description && (
            <Link
              tone="plain"
              href={guidePath(guide)}
              target="_blank"
              title="Learn more"
              className="grid size-6 shrink-0 place-items-center text-muted hover:text-text pointer-coarse:-my-1.5 pointer-coarse:size-11"
            >
              <CircleQuestionMark aria-hidden="true" size={16} />
              <span className="sr-only">Learn more (opens in a new tab)</span>
            </Link>
          )}
        </div>
        {description && (
          <p className="mt-0.5 max-w-prose text-muted">
            {description} {guide && <LearnMore page={guide} />}
          </p>
        )}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}

/** To the page of the guide, beside one's work: what is typed here stays. */
function LearnMore({ page }: { page: string }) {
  return (
    <Link href={guidePath(page)} target="_blank">
      Learn more<span className="sr-only"> (opens in a new tab)</span>
    </Link>
  );
}

/** The strip under a page header: search, filters, what applies to a selection. */
export function Toolbar({ children, className }: { children: ReactNode; className?: string }) {
  return (
    // What stands in it may be arranged otherwise where it is narrow.
    <div className={cx('@container shrink-0 border-b px-4 pb-3 max-md:px-3 max-md:pb-1', className)}>
      <div className="flex flex-wrap items-center gap-2">{children}</div>
    </div>
  );
}

/** A page's content where it is not a table: it scrolls, and lines do not get longer than one can read. */
export function PageBody({
  children,
  width = 'readable',
  label,
  className,
}: {
  children: ReactNode;
  width?: 'readable' | 'full';
  /** What it is called, where nothing in it takes the keys: then it takes them itself, to scroll. */
  label?: string;
  className?: string;
}) {
  return (
    <div
      className="min-h-0 flex-1 overflow-y-auto"
      {...(label && { role: 'region', 'aria-label': label, tabIndex: 0 })}
    >
      <div className={cx('px-4 pt-1 pb-10', width === 'readable' && 'max-w-3xl', className)}>{children}</div>
    </div>
  );
}
