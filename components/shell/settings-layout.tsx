'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { may, type Permission, type Role } from '#lib/domain/roles.ts';
import { SectionLayout } from './section-layout.tsx';

/** What each page is for those who may have it; null is for every member. */
const pages: readonly { path: string; label: string; permission: Permission | null }[] = [
  { path: '', label: 'Business profile', permission: null },
  { path: '/team', label: 'Team', permission: 'team.manage' },
  { path: '/owners', label: 'Owners', permission: 'items.edit' },
  { path: '/flags', label: 'Flags', permission: 'items.edit' },
  { path: '/automation', label: 'Automation', permission: 'rules.edit' },
  { path: '/claims', label: 'Expense claims', permission: 'items.edit' },
  { path: '/exports', label: 'Exports', permission: 'items.edit' },
  { path: '/extraction', label: 'Extraction', permission: 'business.manage' },
  { path: '/tax', label: 'Tax', permission: 'business.manage' },
  { path: '/publishing', label: 'Publishing', permission: 'business.manage' },
  { path: '/currency', label: 'Currency', permission: 'business.manage' },
  { path: '/connections', label: 'Connections', permission: 'connections.manage' },
  { path: '/security', label: 'Sign-in', permission: 'security.manage' },
  { path: '/mail', label: 'Mail', permission: 'mail.manage' },
];

/** The pages of *Business settings*. */
export function SettingsLayout({ slug, role, children }: { slug: string; role: Role; children: ReactNode }) {
  const pathname = usePathname();
  const root = `/${slug}/settings`;
  const shown = pages
    .filter(({ permission }) => permission === null || may(role, permission))
    .map(({ path, label }) => {
      const href = `${root}${path}`;
      return { href, label, isCurrent: pathname === href || (path !== '' && pathname.startsWith(`${href}/`)) };
    });
  return (
    <SectionLayout title="Business settings" pages={shown}>
      {children}
    </SectionLayout>
  );
}
