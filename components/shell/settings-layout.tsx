'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { may, type Role } from '#lib/domain/roles.ts';
import { SectionLayout } from './section-layout.tsx';

/** The pages of *Business settings*. */
export function SettingsLayout({ slug, role, children }: { slug: string; role: Role; children: ReactNode }) {
  const pathname = usePathname();
  const root = `/${slug}/settings`;
  const pages = [
    { href: root, label: 'Business profile', isCurrent: pathname === root },
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
    ...(may(role, 'security.manage')
      ? [{ href: `${root}/security`, label: 'Sign-in', isCurrent: pathname.startsWith(`${root}/security`) }]
      : []),
    ...(may(role, 'mail.manage')
      ? [{ href: `${root}/mail`, label: 'Mail', isCurrent: pathname.startsWith(`${root}/mail`) }]
      : []),
  ];
  return (
    <SectionLayout title="Business settings" pages={pages}>
      {children}
    </SectionLayout>
  );
}
