import { ChevronRight, CircleQuestionMark } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { guidePath } from '#lib/domain/paths.ts';
import { cx } from './cx.ts';
import { HeaderFrame, type HeaderFrameProps } from './header-frame.tsx';
import { Link } from './link.tsx';

/** For those that take both. */
export { Toolbar } from './toolbar.tsx';

export type PageHeaderProps = Pick<HeaderFrameProps, 'title' | 'aside' | 'actions' | 'className'> & {
  /** Where this page is, outermost first; the title itself is not repeated. */
  breadcrumbs?: readonly { label: string; href: string }[];
  description?: ReactNode;
  /** The page of the guide about this, by its name: it follows the description, or else stands as a mark by the title. */
  guide?: string;
};

/** The top of every page: what it is and what can be done here. */
export function PageHeader({ breadcrumbs = [], aside, description, guide, ...frame }: PageHeaderProps) {
  return (
    <HeaderFrame
      {...frame}
      above={
        breadcrumbs.length > 0 && (
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
        )
      }
      aside={
        <>
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
        </>
      }
      below={
        description && (
          <p className="mt-0.5 max-w-prose text-muted">
            {description} {guide && <LearnMore page={guide} />}
          </p>
        )
      }
    />
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
