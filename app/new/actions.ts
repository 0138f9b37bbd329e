'use server';

import { personAction } from '#lib/action.ts';
import { businessInput, makeBusiness } from '#lib/team/make-business.ts';

/** *Make the business* */
export const makeAnotherBusiness = personAction(
  { name: 'make another business', input: businessInput },
  ({ user, from, input }) => makeBusiness(user, input, from),
);
