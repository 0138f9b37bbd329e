'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/action.ts';
import { changeClaim, claimChangeSchema } from '#lib/claims/change-claim.ts';
import { claimChoices, freeItems } from '#lib/claims/claim-choices.ts';
import { sendClaimCorrection } from '#lib/claims/correct-claim.ts';
import { deleteClaim, restoreClaim } from '#lib/claims/delete-claim.ts';
import { addToClaim, returnItem, takeOutOfClaim } from '#lib/claims/gather-items.ts';
import { claimKeyType, claimQuerySchema, listClaims } from '#lib/claims/list-claims.ts';
import { makeClaim } from '#lib/claims/make-claim.ts';
import { makeFile, publishClaim } from '#lib/claims/publish-claim.ts';
import { addAllowance } from '#lib/claims/rates/add-allowance.ts';
import { MAX_CLAIMED } from '#lib/domain/claims/claim-bill.ts';
import { claimFields } from '#lib/domain/claims/claim-form.ts';
import { MAX_BULK_ITEMS } from '#lib/domain/coding/bulk-edit.ts';
import { dateSchema } from '#lib/domain/coding/field-kinds.ts';
import { MAX_ROWS } from '#lib/domain/inbox-choices.ts';
import { ok } from '#lib/domain/result.ts';
import { textSchema } from '#lib/domain/text.ts';
import { PAGE_ROWS } from '#lib/inbox/inbox-query.ts';
import { pagedSchema } from '#lib/keyset.ts';

const permission = 'items.edit';
const fields = claimFields(z);
const limit = z.number().int().min(1).max(MAX_ROWS).default(PAGE_ROWS);
const page = pagedSchema(z.object({ query: claimQuerySchema, limit }), () => claimKeyType);
const oneClaim = z.object({ claimId: z.uuid() });
const someItems = z.array(z.uuid()).max(MAX_BULK_ITEMS);

/** A submitter sees their own. */
export const moreClaims = action(
  { name: 'moreClaims', permission: 'items.see', input: page },
  async ({ scope, input }) => ok(await listClaims(scope, input.query, input)),
);

export const choicesOfClaims = action(
  { name: 'choicesOfClaims', permission, input: z.object({ itemIds: someItems }) },
  async ({ scope, input }) => ok(await claimChoices(scope, input.itemIds)),
);

export const itemsForClaim = action(
  { name: 'itemsForClaim', permission, input: z.object({ claimantId: z.uuid(), everybodys: z.boolean() }) },
  async ({ scope, input }) => ok(await freeItems(scope, input)),
);

export const makeAClaim = action(
  {
    name: 'makeAClaim',
    permission,
    input: z.object({
      ...{ name: fields.name, description: fields.description, endsOn: fields.endsOn },
      ...{ claimantId: z.uuid(), itemIds: someItems },
    }),
  },
  async ({ scope, input }) => shown(await makeClaim(scope, input)),
);

export const addItemsToClaim = action(
  { name: 'addItemsToClaim', permission, input: oneClaim.extend({ itemIds: someItems.min(1) }) },
  async ({ scope, input }) => shown(await addToClaim(scope, input)),
);

export const addAnAllowance = action(
  {
    name: 'addAnAllowance',
    permission,
    input: oneClaim.extend({
      ...{ rateId: z.uuid(), on: dateSchema(z) },
      quantity: z.string().regex(/^(?=.*[1-9])\d{1,6}(\.\d{1,2})?$/, 'Enter how many, more than zero.'),
      description: textSchema(z, { longest: 200 }),
    }),
  },
  async ({ scope, input }) => shown(await addAllowance(scope, input)),
);

export const takeOut = action(
  { name: 'takeOut', permission, input: oneClaim.extend({ itemIds: z.array(z.uuid()).min(1).max(MAX_CLAIMED) }) },
  async ({ scope, input }) => shown(await takeOutOfClaim(scope, input)),
);

export const returnAnItem = action(
  {
    name: 'returnAnItem',
    permission,
    input: oneClaim.extend({ itemId: z.uuid(), reason: textSchema(z, { longest: 300, missing: 'Say why.' }) }),
  },
  async ({ scope, input }) => shown(await returnItem(scope, input)),
);

export const changeAClaim = action(
  { name: 'changeAClaim', permission, input: oneClaim.extend({ revision: z.int32(), changes: claimChangeSchema }) },
  async ({ scope, input }) => shown(await changeClaim(scope, input)),
);

export const deleteAClaim = action({ name: 'deleteAClaim', permission, input: oneClaim }, async ({ scope, input }) =>
  shown(await deleteClaim(scope, input.claimId)),
);

export const restoreAClaim = action(
  { name: 'restoreAClaim', permission, input: oneClaim.extend({ itemIds: someItems }) },
  async ({ scope, input }) => shown(await restoreClaim(scope, input)),
);

export const publishAClaim = action(
  { name: 'publishAClaim', permission: 'items.publish', input: oneClaim.extend({ revision: z.int32() }) },
  async ({ scope, input }) => shown(await publishClaim(scope, input)),
);

export const makeClaimPdf = action(
  { name: 'makeClaimPdf', permission: 'items.see', input: oneClaim },
  async ({ scope, input }) => shown(await makeFile(scope, input.claimId)),
);

export const correctAClaim = action(
  {
    name: 'correctAClaim',
    permission: 'items.publish',
    input: z.object({
      ...{ publicationId: z.uuid(), revision: z.int32().positive(), isAnew: z.boolean() },
      settlements: z.array(z.string().max(100)).max(100),
    }),
  },
  async ({ scope, input }) => shown(await sendClaimCorrection(scope, input)),
);

/** The page that asked shows the outcome with the answer; others learn of it by the live events. */
function shown<T>(answer: T): T {
  refresh();
  return answer;
}
