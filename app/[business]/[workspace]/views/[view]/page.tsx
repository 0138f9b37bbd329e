import { notFound, redirect } from 'next/navigation';
import { z } from 'zod';
import { viewAddress } from '#components/items/list-address.ts';
import { requireAccess } from '#lib/access.ts';
import { savedView } from '#lib/inbox/saved-views.ts';
import { workspaceIn } from '../../workspace-in.ts';

/** Leads to the list that a view shows, as it is now. */
export default async function ViewPage({ params }: PageProps<'/[business]/[workspace]/views/[view]'>): Promise<never> {
  const { business: slug, view: asked, ...segments } = await params;
  const { scope } = await requireAccess(slug, 'items.see');
  const workspace = workspaceIn(segments);
  const viewId = z.uuid().safeParse(asked).data;
  const view = viewId ? await savedView(scope, workspace, viewId) : null;
  return view ? redirect(viewAddress(slug, workspace, view)) : notFound();
}
