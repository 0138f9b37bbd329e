'use server';

import { z } from 'zod';
import { action } from '#lib/action.ts';
import { splitWays } from '#lib/domain/intake/split-groups.ts';
import { ok } from '#lib/domain/result.ts';
import { discardSplit, makeSplit, saveSplit } from '#lib/intake/arrivals/decide-split.ts';
import { rememberSplitWay } from '#lib/intake/arrivals/split-way.ts';
import { splitGroupsSchema } from '#lib/intake/arrivals/stored-groups.ts';

const split = z.object({ arrivalId: z.uuid(), split: splitGroupsSchema });

/** Keeps how the pages have been moved so far. */
export const keepSplit = action({ name: 'keepSplit', permission: 'documents.add', input: split }, ({ scope, input }) =>
  saveSplit(scope, input.arrivalId, input.split),
);

/** Makes the items. */
export const makeItems = action({ name: 'makeItems', permission: 'documents.add', input: split }, ({ scope, input }) =>
  makeSplit(scope, input.arrivalId, input.split),
);

/** Removes the file, of which nothing was made. */
export const removeWaiting = action(
  { name: 'removeWaiting', permission: 'documents.add', input: z.object({ arrivalId: z.uuid() }) },
  ({ scope, input }) => discardSplit(scope, input.arrivalId),
);

/** Remembers how the person has files become items. */
export const rememberWay = action(
  { name: 'rememberWay', permission: 'documents.add', input: z.object({ way: z.enum(splitWays) }) },
  async ({ scope, input }) => {
    await rememberSplitWay(scope, input.way);
    return ok(null);
  },
);
