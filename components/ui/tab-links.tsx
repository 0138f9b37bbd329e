import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import { PageLink } from './page-link.tsx';
import { TabCount, tabClass } from './tab-style.tsx';

export type TabLinksProps = {
  label: string;
  links: readonly { href: string; title: ReactNode; count?: number | string; isCurrent: boolean }[];
  /** In place of the line and the room of a strip across the page. */
  className?: string;
};

/** Pages that belong together, as tabs that are links: they have addresses and open in new tabs. */
export function TabLinks({ label, links, className = 'border-b px-2' }: TabLinksProps) {
  return (
    <nav aria-label={label} className={cx('flex shrink-0 gap-1 overflow-x-auto overflow-y-hidden', className)}>
      {links.map(({ href, title, count, isCurrent }) => (
        <PageLink key={href} href={href} aria-current={isCurrent ? 'page' : undefined} className={tabClass}>
          {title}
          {count !== undefined && <TabCount count={count} />}
        </PageLink>
      ))}
    </nav>
  );
}
