import { SettingsLayout } from '#components/shell/settings-layout.tsx';
import { requireAccess } from '#lib/access.ts';

export default async function BusinessSettingsLayout({ params, children }: LayoutProps<'/[business]/settings'>) {
  const { business, role } = await requireAccess((await params).business, null);
  return (
    <SettingsLayout slug={business.slug} role={role}>
      {children}
    </SettingsLayout>
  );
}
