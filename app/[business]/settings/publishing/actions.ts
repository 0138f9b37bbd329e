'use server';

import { z } from 'zod';
import { requestOrigin } from '#lib/access.ts';
import { action } from '#lib/action.ts';
import { date } from '#lib/domain/coding/field-kinds.ts';
import { lockPolicies } from '#lib/domain/lock-dates.ts';
import { newContactChoices } from '#lib/domain/new-contacts.ts';
import { ok } from '#lib/domain/result.ts';
import { setNewContacts } from '#lib/lists/new-contacts-setting.ts';
import { lockEffect, setLockRules } from '#lib/publishing/settings/lock-setting.ts';

/** *New suppliers and customers* */
export const saveNewContacts = action(
  { name: 'saveNewContacts', permission: 'business.manage', input: z.object({ chosen: z.enum(newContactChoices) }) },
  async ({ scope, input }) => setNewContacts(scope, input.chosen, await requestOrigin()),
);

/** *Lock dates* */
export const saveLockRules = action(
  {
    name: 'saveLockRules',
    permission: 'business.manage',
    input: z.object({ policy: z.enum(lockPolicies), lockOn: date.schema(z) }),
  },
  async ({ scope, input }) => setLockRules(scope, input, await requestOrigin()),
);

/** What an own lock date would concern, before it is saved. */
export const previewLock = action(
  { name: 'previewLock', permission: 'business.manage', input: z.object({ lockOn: date.schema(z) }) },
  async ({ scope, input }) => ok(await lockEffect(scope, input.lockOn)),
);
