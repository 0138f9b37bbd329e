import type { BulkHandlers } from '#components/items/bulk/bulk-types.ts';
import { findCategories } from './[workspace]/item-actions.ts';
import { apply, choices, look, matching, preview, read, set, told, undo } from './bulk-actions.ts';

/** The actions on many items as the components take them. */
export const bulk: BulkHandlers = { matching, choices, findCategories, preview, set, read, apply, undo, look, told };
