'use server';

import { z } from 'zod';
import { requestOrigin } from '#lib/access.ts';
import { action } from '#lib/action.ts';
import { booksDuplicatesChoices } from '#lib/domain/books-duplicates.ts';
import { MAX_DUE_DAYS } from '#lib/domain/coding/due-days.ts';
import { date } from '#lib/domain/coding/field-kinds.ts';
import { fields } from '#lib/domain/coding/fields.ts';
import { lockPolicies } from '#lib/domain/lock-dates.ts';
import { newContactChoices } from '#lib/domain/new-contacts.ts';
import { ok } from '#lib/domain/result.ts';
import { setNewContacts } from '#lib/lists/new-contacts-setting.ts';
import { setArchiving } from '#lib/publishing/settings/archive-setting.ts';
import { setBooksDuplicates } from '#lib/publishing/settings/books-setting.ts';
import { defaultsEffect, MAX_CHANGED, setDefaults, undoDefaults } from '#lib/publishing/settings/defaults-setting.ts';
import { lockEffect, setLockRules } from '#lib/publishing/settings/lock-setting.ts';

/** *New suppliers and customers* */
export const saveNewContacts = action(
  { name: 'saveNewContacts', permission: 'business.manage', input: z.object({ chosen: z.enum(newContactChoices) }) },
  async ({ scope, input }) => setNewContacts(scope, input.chosen, await requestOrigin()),
);

const destination = z.object({ publishTo: fields.publishTo.schema(z), publishAs: fields.publishAs.schema(z) });

const defaults = z.object({
  COSTS: destination,
  SALES: destination,
  dueDays: z.number().int().min(0).max(MAX_DUE_DAYS).nullable(),
});

/** *New items* */
export const saveDefaults = action(
  {
    name: 'saveDefaults',
    permission: 'business.manage',
    input: defaults.extend({ changesOpen: z.boolean() }),
  },
  async ({ scope, input }) => setDefaults(scope, input, await requestOrigin()),
);

/** What defaults would change of the inbox, before they are saved. */
export const previewDefaults = action(
  { name: 'previewDefaults', permission: 'business.manage', input: defaults },
  async ({ scope, input }) => ok(await defaultsEffect(scope, input)),
);

/** Undo of what was changed of open items. */
export const undoDefaultsOfOpen = action(
  {
    name: 'undoDefaultsOfOpen',
    permission: 'business.manage',
    input: z.object({
      changed: z.array(z.object({ itemId: z.uuid(), revision: z.number().int() })).max(MAX_CHANGED),
    }),
  },
  ({ scope, input }) => undoDefaults(scope, input.changed),
);

/** *Archive* */
export const saveArchiving = action(
  {
    name: 'saveArchiving',
    permission: 'business.manage',
    input: z.object({ archivesPublished: z.boolean(), archivesExported: z.boolean() }),
  },
  async ({ scope, input }) => setArchiving(scope, input, await requestOrigin()),
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

/** *Already in the books* */
export const saveBooksDuplicates = action(
  {
    name: 'saveBooksDuplicates',
    permission: 'business.manage',
    input: z.object({ chosen: z.enum(booksDuplicatesChoices) }),
  },
  async ({ scope, input }) => setBooksDuplicates(scope, input.chosen, await requestOrigin()),
);
