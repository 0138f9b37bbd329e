import { PageLink } from './page-link.tsx';
import { TabCount, tabClass } from './tab-style.tsx';

export type TabLinksProps = {
  label: string;
  links: readonly { href: string; title: string; count?: number; isCurrent: boolean }[];
};

/** Pages that belong together, as tabs that are links: they have addresses and open in new tabs. */
export function TabLinks({ label, links }: TabLinksProps) {
  return (
    <nav aria-label={label} className="flex shrink-0 gap-1 overflow-x-auto overflow-y-hidden border-b px-2">
      {links.map(({ href, title, count, isCurrent }) => (
        <PageLink key={href} href={href} aria-current={isCurrent ? 'page' : undefined} className={tabClass}>
          {title}
          {count !== undefined && <TabCount count={count} />}
        </PageLink>
      ))}
    </nav>
  );
}
