'use server';

import { z } from 'zod';
import { action } from '#lib/action.ts';
import { filterLists } from '#lib/domain/item-filters.ts';
import { ok } from '#lib/domain/result.ts';
import { searchSchema } from '#lib/domain/text.ts';
import { findFilterEntries } from '#lib/inbox/filter-entries.ts';

const input = z.object({ list: z.enum(filterLists), query: searchSchema(z) });

/** Entries of a list that items can be filtered by. */
export const filterEntries = action(
  { name: 'filterEntries', permission: 'items.edit', input },
  async ({ scope, input: { list, query } }) => ok(await findFilterEntries(scope, list, query)),
);

/** The same of flags, which everybody sees. */
export const filterFlags = action(
  { name: 'filterFlags', permission: 'items.see', input: input.pick({ query: true }) },
  async ({ scope, input: { query } }) => ok(await findFilterEntries(scope, 'flags', query)),
);
