'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { SectionLayout } from '#components/shell/section-layout.tsx';
import { accountPaths } from '#lib/domain/paths.ts';

const pages = [
  { href: accountPaths.root, label: 'Profile' },
  { href: accountPaths.notices, label: 'Notices' },
  { href: accountPaths.security, label: 'Sign-in and security' },
  { href: accountPaths.sessions, label: 'Sessions' },
  { href: accountPaths.activity, label: 'Activity' },
];
const closedPage = { href: accountPaths.closed, label: 'Closed businesses' };

/** The pages of *Your account*. */
export function AccountNavigation({ hasClosed, children }: { hasClosed: boolean; children: ReactNode }) {
  const pathname = usePathname();
  const shown = hasClosed || pathname === closedPage.href ? [...pages, closedPage] : pages;
  return (
    <SectionLayout title="Your account" pages={shown.map((page) => ({ ...page, isCurrent: page.href === pathname }))}>
      {children}
    </SectionLayout>
  );
}
