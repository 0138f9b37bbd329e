'use server';

import { z } from 'zod';
import { action } from '#lib/action.ts';
import { textSchema } from '#lib/domain/text.ts';
import { addAlias, removeAlias } from '#lib/lists/contact-aliases.ts';

export const addContactAlias = action(
  {
    name: 'addContactAlias',
    permission: 'lists.edit',
    input: z.object({ contactId: z.uuid(), name: textSchema(z, { longest: 500 }) }),
  },
  ({ scope, input }) => addAlias(scope, input),
);

export const removeContactAlias = action(
  { name: 'removeContactAlias', permission: 'lists.edit', input: z.object({ aliasId: z.uuid() }) },
  ({ scope, input }) => removeAlias(scope, input),
);
