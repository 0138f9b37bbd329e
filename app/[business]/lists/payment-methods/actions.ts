'use server';

import { z } from 'zod';
import { action } from '#lib/action.ts';
import { paymentMethodSchema } from '#lib/domain/payment-method.ts';
import {
  addForBankAccounts,
  archivePaymentMethod,
  savePaymentMethod,
} from '#lib/lists/payment-methods/keep-payment-methods.ts';

const permission = 'lists.edit';
const id = z.uuid();

/** With an id another payment method's details, without one a new one. */
export const saveAPaymentMethod = action(
  { name: 'saveAPaymentMethod', permission, input: paymentMethodSchema(z).extend({ id: id.nullable() }) },
  ({ scope, input: { id, ...entered } }) => savePaymentMethod(scope, id, entered),
);

export const archiveAPaymentMethod = action(
  { name: 'archiveAPaymentMethod', permission, input: z.object({ id, isArchived: z.boolean() }) },
  ({ scope, input }) => archivePaymentMethod(scope, input.id, input.isArchived),
);

export const addBankAccounts = action({ name: 'addBankAccounts', permission, input: z.object({}) }, ({ scope }) =>
  addForBankAccounts(scope),
);
