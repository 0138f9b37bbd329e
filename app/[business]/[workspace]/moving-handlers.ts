import type { MoveHandlers } from '#components/items/move-to-other.ts';
import { moveBackToWorkspace, moveToWorkspace } from './move-actions.ts';

/** The actions that move items, as the components take them. */
export const moving: MoveHandlers = { move: moveToWorkspace, moveBack: moveBackToWorkspace };
