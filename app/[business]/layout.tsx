import { requireAccess } from '#lib/access.ts';

export default async function BusinessLayout({ params, children }: LayoutProps<'/[business]'>) {
  await requireAccess((await params).business, null);
  return children;
}
