'use server';

import { action } from '#lib/action.ts';
import {
  archiveOwnEntry,
  archiveOwnEntryInput,
  ownCategoryInput,
  ownTaxRateInput,
  saveOwnCategory,
  saveOwnTaxRate,
} from '#lib/lists/keep-own-entry.ts';

const permission = 'lists.edit';

/** With an id another category's details, without one a new one, of a list that the business keeps itself. */
export const saveACategory = action(
  { name: 'saveACategory', permission, input: ownCategoryInput },
  ({ scope, input }) => saveOwnCategory(scope, input),
);

export const saveATaxRate = action({ name: 'saveATaxRate', permission, input: ownTaxRateInput }, ({ scope, input }) =>
  saveOwnTaxRate(scope, input),
);

export const archiveAnEntry = action(
  { name: 'archiveAnEntry', permission, input: archiveOwnEntryInput },
  ({ scope, input }) => archiveOwnEntry(scope, input),
);
