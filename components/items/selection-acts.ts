import { later } from '#components/ui/later.ts';

/** What is done to a selection, for once there is one. */
export const selectionActs = later(() => import('./acts-on-selection.ts'));
