import { toast } from '#components/ui/toast-queue.ts';
import { extraOf, type LaidOutList, type ListLayout, usualLayout } from '#lib/domain/list-layout.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { failure } from '#lib/domain/result.ts';
import type { SavedView } from '#lib/inbox/saved-views.ts';
import type { SaveLayout } from './use-layout.ts';

/** Shows a layout and keeps it; null is how the view or the list is at first. One that could not be kept stays as long as the page. */
export async function saveLayout(
  {
    workspace,
    list,
    view,
    drawn,
    layout,
  }: { workspace: Workspace; list: LaidOutList; view: SavedView | null; drawn: ListLayout; layout: ListLayout | null },
  save: SaveLayout,
  show: (layout: ListLayout) => void,
): Promise<void> {
  const shown = layout ?? view?.layout ?? usualLayout(list);
  show(shown);
  const known = new Set(extraOf(drawn));
  const shows = extraOf(shown).some((name) => !known.has(name));
  const saved = await save({ workspace, list, viewId: view?.layout ? view.id : null, layout, shows }).catch(() =>
    failure('offline', 'The connection broke off.'),
  );
  if (!saved.ok) toast({ title: 'The columns were not kept', description: saved.error.message, tone: 'danger' });
}
