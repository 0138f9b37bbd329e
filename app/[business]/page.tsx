import { redirect } from 'next/navigation';
import { requireAccess } from '#lib/access.ts';
import { inboxPath } from '#lib/domain/paths.ts';

export default async function BusinessPage({ params }: PageProps<'/[business]'>) {
  const { business } = await requireAccess((await params).business, null);
  redirect(inboxPath(business.slug, 'COSTS'));
}
