import { useState } from 'react';
import { brought } from '#components/ui/brought.ts';
import { later } from '#components/ui/later.ts';
import type { LaidOutList, ListLayout } from '#lib/domain/list-layout.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import type { SavedView } from '#lib/inbox/saved-views.ts';

const saving = later(() => import('./save-layout.ts'));

export type SaveLayout = (input: {
  workspace: Workspace;
  list: LaidOutList;
  /** The saved view that is looked at. */
  viewId: string | null;
  layout: ListLayout | null;
  shows: boolean;
}) => Promise<Result<null>>;

/** How a person looks at a list: what they change is seen at once and kept for the next time. */
export type KeptLayout = { list: LaidOutList; layout: ListLayout; change: (layout: ListLayout | null) => void };

export function useLayout(
  drawn: ListLayout,
  place: { list: LaidOutList; workspace: Workspace; view: SavedView | null },
  save: SaveLayout,
): KeptLayout {
  const { list, workspace, view } = place;
  const [own, setOwn] = useState({ drawn, layout: drawn });
  // Drawn anew, the server's is the newer one.
  const layout = JSON.stringify(own.drawn) === JSON.stringify(drawn) ? own.layout : drawn;

  async function change(next: ListLayout | null) {
    const part = await brought(saving);
    await part?.saveLayout({ workspace, list, view, drawn, layout: next }, save, (layout) => setOwn({ drawn, layout }));
  }

  return { list, layout, change: (next) => void change(next) };
}
