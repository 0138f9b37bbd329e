import { useState } from 'react';
import { brought } from '#components/ui/brought.ts';
import { later } from '#components/ui/later.ts';
import type { LaidOutList, ListLayout } from '#lib/domain/list-layout.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';

const saving = later(() => import('./save-layout.ts'));

export type SaveLayout = (input: {
  workspace: Workspace;
  list: LaidOutList;
  layout: ListLayout | null;
  shows: boolean;
}) => Promise<Result<null>>;

/** How a person looks at a list: what they change is seen at once and kept for the next time. */
export type KeptLayout = { list: LaidOutList; layout: ListLayout; change: (layout: ListLayout | null) => void };

export function useLayout(drawn: ListLayout, list: LaidOutList, workspace: Workspace, save: SaveLayout): KeptLayout {
  const [own, setOwn] = useState({ drawn, layout: drawn });
  // Drawn anew, the server's is the newer one.
  const layout = JSON.stringify(own.drawn) === JSON.stringify(drawn) ? own.layout : drawn;

  async function change(next: ListLayout | null) {
    const part = await brought(saving);
    await part?.saveLayout({ workspace, list, drawn, layout: next }, save, (layout) => setOwn({ drawn, layout }));
  }

  return { list, layout, change: (next) => void change(next) };
}
