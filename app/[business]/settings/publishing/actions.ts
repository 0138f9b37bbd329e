'use server';

import { z } from 'zod';
import { requestOrigin } from '#lib/access.ts';
import { action } from '#lib/action.ts';
import { newContactChoices } from '#lib/domain/new-contacts.ts';
import { setNewContacts } from '#lib/lists/new-contacts-setting.ts';

/** *New suppliers and customers* */
export const saveNewContacts = action(
  { name: 'saveNewContacts', permission: 'business.manage', input: z.object({ chosen: z.enum(newContactChoices) }) },
  async ({ scope, input }) => setNewContacts(scope, input.chosen, await requestOrigin()),
);
