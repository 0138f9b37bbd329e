'use server';

import { z } from 'zod';
import { openAction, personAction } from '#lib/action.ts';
import { joinAs, joinInput, joinWithNewAccount } from '#lib/team/invitations/join.ts';
import { linkToken } from '#lib/token.ts';

/** *Join*, with a new account: for whoever has the link. */
export const joinAsNew = openAction({ name: 'join with a new account', input: joinInput }, ({ input, from }) =>
  joinWithNewAccount(input, from),
);

/** *Join*, with the account that is signed in. */
export const joinSignedIn = personAction(
  { name: 'join', input: z.object({ token: linkToken }) },
  ({ user, input, from }) => joinAs(user, input.token, from),
);
