import { requireAccess } from '#lib/access.ts';
import { may } from '#lib/domain/roles.ts';
import { SettingsNav } from './settings-nav.tsx';

export default async function SettingsLayout({ params, children }: LayoutProps<'/[business]/settings'>) {
  const { business, role } = await requireAccess((await params).business, null);
  const root = `/${business.slug}/settings`;
  const pages = [
    { href: root, label: 'Business profile' },
    ...(may(role, 'connections.manage') ? [{ href: `${root}/connections`, label: 'Connections' }] : []),
  ];
  return (
    <div className="flex min-h-0 flex-1 flex-col md:flex-row">
      <SettingsNav pages={pages} />
      <div className="flex min-w-0 flex-1 flex-col">{children}</div>
    </div>
  );
}
