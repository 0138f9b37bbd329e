'use server';

import { z } from 'zod';
import { checkReset, linkToken, resetInput, resetPasswordBy } from '#lib/account/password-reset.ts';
import { openAction } from '#lib/action.ts';

export const checkResetLink = openAction(
  { name: 'open a reset link', input: z.object({ token: linkToken }) },
  ({ input, from }) => checkReset(input.token, from),
);

export const chooseNewPassword = openAction({ name: 'choose a new password', input: resetInput }, ({ input, from }) =>
  resetPasswordBy(input, from),
);
