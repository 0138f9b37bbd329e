'use server';

import { z } from 'zod';
import { checkEmailLink, confirmEmailBy } from '#lib/account/email-change-links.ts';
import { openAction } from '#lib/action.ts';
import { linkToken } from '#lib/token.ts';

const input = z.object({ token: linkToken });

export const checkConfirmLink = openAction({ name: 'open a link to confirm an e-mail', input }, ({ input, from }) =>
  checkEmailLink(input.token, from),
);

export const confirmNewEmail = openAction({ name: 'confirm an e-mail', input }, ({ input, from }) =>
  confirmEmailBy(input.token, from),
);
