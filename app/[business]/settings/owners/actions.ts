'use server';

import { z } from 'zod';
import { action } from '#lib/action.ts';
import { archiveOwner, changeOwner, createOwner, ownerInput, restoreOwner } from '#lib/team/owners/keep-owner.ts';

const permission = 'items.edit';
const ownerId = z.uuid();

export const createAnOwner = action({ name: 'createAnOwner', permission, input: ownerInput }, ({ scope, input }) =>
  createOwner(scope, input),
);

export const changeAnOwner = action(
  { name: 'changeAnOwner', permission, input: ownerInput.extend({ ownerId }) },
  ({ scope, input }) => changeOwner(scope, input),
);

export const archiveAnOwner = action(
  { name: 'archiveAnOwner', permission, input: z.object({ ownerId, handTo: z.uuid().nullable().optional() }) },
  ({ scope, input }) => archiveOwner(scope, input),
);

export const restoreAnOwner = action(
  { name: 'restoreAnOwner', permission, input: z.object({ ownerId }) },
  ({ scope, input }) => restoreOwner(scope, input),
);
