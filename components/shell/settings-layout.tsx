'use client';

import NextLink from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { may, type Role } from '#lib/domain/roles.ts';

/** The pages of *Business settings*: their list beside the page that is open, above it on a phone. */
export function SettingsLayout({ slug, role, children }: { slug: string; role: Role; children: ReactNode }) {
  const pathname = usePathname();
  const root = `/${slug}/settings`;
  const pages = [
    { href: root, label: 'Business profile', isCurrent: pathname === root },
    ...(may(role, 'team.manage')
      ? [{ href: `${root}/team`, label: 'Team', isCurrent: pathname.startsWith(`${root}/team`) }]
      : []),
    ...(may(role, 'items.edit')
      ? [{ href: `${root}/owners`, label: 'Owners', isCurrent: pathname.startsWith(`${root}/owners`) }]
      : []),
    ...(may(role, 'connections.manage')
      ? [
          {
            href: `${root}/connections`,
            label: 'Connections',
            isCurrent: pathname.startsWith(`${root}/connections`),
          },
        ]
      : []),
    ...(may(role, 'mail.manage')
      ? [{ href: `${root}/mail`, label: 'Mail', isCurrent: pathname.startsWith(`${root}/mail`) }]
      : []),
  ];
  return (
    <div className="flex min-h-0 flex-1 flex-col md:flex-row">
      <nav
        aria-label="Business settings"
        className="shrink-0 max-md:border-b max-md:px-2 max-md:py-1 md:w-52 md:border-r md:p-3"
      >
        <h2 className="px-2 pt-1 pb-3 text-lg tracking-tight max-md:sr-only">Business settings</h2>
        <ul className="flex gap-px max-md:overflow-x-auto md:flex-col">
          {pages.map(({ href, label, isCurrent }) => (
            <li key={href}>
              <NextLink
                href={href}
                aria-current={isCurrent ? 'page' : undefined}
                className="flex h-8 items-center rounded-md px-2 font-medium whitespace-nowrap text-muted transition-colors hover:bg-hover hover:text-text aria-[current=page]:bg-hover aria-[current=page]:text-text pointer-coarse:h-11"
              >
                {label}
              </NextLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">{children}</div>
    </div>
  );
}
