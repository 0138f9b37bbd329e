import { later } from '#components/ui/later.ts';

/** What the buttons above a list open: in one part, since each is small and whoever opens one soon opens another. */
export const listPanels = later(() => import('./list-panel-parts.ts'));
