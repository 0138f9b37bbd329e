'use server';

import { personAction } from '#lib/action.ts';
import { reopenBusiness, reopenInput } from '#lib/team/closing/reopen-business.ts';

/** *Open again* */
export const openAgain = personAction(
  { name: 'open a closed business again', input: reopenInput },
  ({ session, from, input }) => reopenBusiness(session, input, from),
);
