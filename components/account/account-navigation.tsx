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

/** The pages of *Your account*. */
export function AccountNavigation({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  return (
    <SectionLayout title="Your account" pages={pages.map((page) => ({ ...page, isCurrent: page.href === pathname }))}>
      {children}
    </SectionLayout>
  );
}
