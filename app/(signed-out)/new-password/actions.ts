'use server';

import { z } from 'zod';
import { checkReset, resetInput, resetPasswordBy } from '#lib/account/password-reset.ts';
import { openAction } from '#lib/action.ts';
import { linkToken } from '#lib/token.ts';

export const checkResetLink = openAction(
  { name: 'open a reset link', input: z.object({ token: linkToken }) },
  ({ input, from }) => checkReset(input.token, from),
);

export const chooseNewPassword = openAction({ name: 'choose a new password', input: resetInput }, ({ input, from }) =>
  resetPasswordBy(input, from),
);
