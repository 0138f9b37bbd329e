'use client';

import type { ReactNode } from 'react';
import { PageLink } from '#components/ui/page-link.tsx';

export type SectionPage = { href: string; label: string; isCurrent: boolean };

/** On a phone the list is longer than the screen is wide. */
const showWhole = (link: HTMLElement | null) => link?.scrollIntoView({ block: 'nearest', inline: 'nearest' });

/** Pages that belong together: their list beside the page that is open, above it on a phone. */
export function SectionLayout({
  title,
  pages,
  children,
}: {
  title: string;
  pages: readonly SectionPage[];
  children: ReactNode;
}) {
  return (
    <div className="flex min-h-0 flex-1 flex-col md:flex-row">
      <nav
        aria-label={title}
        className="shrink-0 max-md:overflow-x-auto max-md:border-b max-md:px-2 max-md:py-1 md:w-52 md:border-r md:p-3"
      >
        <h2 className="px-2 pt-1 pb-3 text-lg tracking-tight max-md:sr-only">{title}</h2>
        <ul className="flex gap-px md:flex-col">
          {pages.map(({ href, label, isCurrent }) => (
            <li key={href}>
              <PageLink
                ref={isCurrent ? showWhole : undefined}
                href={href}
                aria-current={isCurrent ? 'page' : undefined}
                className="flex h-8 items-center rounded-md px-2 font-medium whitespace-nowrap text-muted transition-colors hover:bg-hover hover:text-text aria-[current=page]:bg-hover aria-[current=page]:text-text pointer-coarse:h-11"
              >
                {label}
              </PageLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">{children}</div>
    </div>
  );
}
