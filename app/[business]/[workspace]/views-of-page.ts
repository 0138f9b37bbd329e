import { redirect } from 'next/navigation';
import { z } from 'zod';
import { viewAddress } from '#components/items/list-address.ts';
import type { ViewHandlers } from '#components/items/views-menu.tsx';
import type { ListLayout } from '#lib/domain/list-layout.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { listLayout, ownLayout } from '#lib/inbox/list-layouts.ts';
import { firstView, listOf, type SavedView, savedView } from '#lib/inbox/saved-views.ts';
import type { PersonScope } from '#lib/scope.ts';
import {
  changeOwnView,
  deleteView,
  openViewFirst,
  pinViewAsTab,
  saveAsView,
  viewsOfWorkspace,
} from './view-actions.ts';

/** The actions on views as the components take them. */
export const viewHandlers: ViewHandlers = {
  load: viewsOfWorkspace,
  save: saveAsView,
  change: changeOwnView,
  remove: deleteView,
  openFirst: openViewFirst,
  pin: pinViewAsTab,
};

/** Goes to the view that a person's workspace opens with, where the address asks for nothing at all. */
export async function openWithFirstView(
  scope: PersonScope,
  slug: string,
  workspace: Workspace,
  address: object,
): Promise<void> {
  if (Object.keys(address).length > 0) return;
  const view = await firstView(scope, workspace);
  if (view) redirect(viewAddress(slug, workspace, view));
}

/** The view that an address names, and how the person looks at the list: as they do at the view or, while they have said nothing, as the view has it. */
export async function lookedAt(
  scope: PersonScope,
  workspace: Workspace,
  { view: asked, ...place }: { view: string | null; from: 'inbox' | 'archive'; filter: SavedView['place']['filter'] },
): Promise<{ view: SavedView | null; layout: ListLayout }> {
  const viewId = z.uuid().safeParse(asked).data;
  const list = listOf(place);
  const view = viewId ? await savedView(scope, workspace, viewId) : null;
  if (!view?.layout || listOf(view.place) !== list) {
    return { view, layout: await listLayout(scope, { workspace, list }) };
  }
  return { view, layout: (await ownLayout(scope, { workspace, list, viewId: view.id })) ?? view.layout };
}
