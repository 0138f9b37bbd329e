'use client';

import { usePathname } from 'next/navigation';
import { cx } from '#components/ui/cx.ts';
import { Link } from '#components/ui/link.tsx';

/** The pages of the business settings: beside them, or above them on a narrow screen. */
export function SettingsNav({ pages }: { pages: readonly { href: string; label: string }[] }) {
  const path = usePathname();
  // A page below another's address belongs to the longest that fits.
  const current = pages
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .reduce((longest, { href }) => (href.length > longest.length ? href : longest), '');
  return (
    <nav aria-label="Business settings" className="shrink-0 border-b p-2 md:w-52 md:border-r md:border-b-0 md:p-3">
      <p className="hidden px-2 pb-2 text-xs font-medium text-muted md:block">Business settings</p>
      <ul className="flex gap-1 overflow-x-auto md:flex-col">
        {pages.map(({ href, label }) => (
          <li key={href}>
            <Link
              tone="plain"
              href={href}
              aria-current={href === current ? 'page' : undefined}
              className={cx(
                'flex h-(--control) items-center rounded-md px-2 text-sm whitespace-nowrap no-underline hover:bg-hover hover:no-underline',
                href === current ? 'bg-accent-soft font-medium text-accent-text' : 'text-text',
              )}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
