import type { Workspace } from '../paths.ts';

const reasons: Record<Workspace, string | null> = {
  COSTS: null,
  SALES:
    "Sales are held: they can't be published from here yet, and none is posted as anything else. Export or archive them meanwhile.",
};

/** Why nothing of a workspace is published yet, in one sentence; null where it is. */
export function heldIn(workspace: Workspace): string | null {
  return reasons[workspace];
}
