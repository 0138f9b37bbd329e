'use server';

import { z } from 'zod';
import { requestOrigin } from '#lib/access.ts';
import { action } from '#lib/action.ts';
import { archiveOwner, changeOwner, createOwner, ownerInput, restoreOwner } from '#lib/team/owners/keep-owner.ts';

const permission = 'items.edit';
const ownerId = z.uuid();

export const createAnOwner = action(
  { name: 'createAnOwner', permission, input: ownerInput },
  async ({ scope, input }) => createOwner(scope, input, await requestOrigin()),
);

export const changeAnOwner = action(
  { name: 'changeAnOwner', permission, input: ownerInput.extend({ ownerId }) },
  async ({ scope, input }) => changeOwner(scope, input, await requestOrigin()),
);

export const archiveAnOwner = action(
  { name: 'archiveAnOwner', permission, input: z.object({ ownerId, handTo: z.uuid().nullable().optional() }) },
  async ({ scope, input }) => archiveOwner(scope, input, await requestOrigin()),
);

export const restoreAnOwner = action(
  { name: 'restoreAnOwner', permission, input: z.object({ ownerId }) },
  async ({ scope, input }) => restoreOwner(scope, input, await requestOrigin()),
);
