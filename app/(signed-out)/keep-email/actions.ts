'use server';

import { z } from 'zod';
import { agreeToEmailBy, checkEmailLink, keepEmailBy } from '#lib/account/email-change-links.ts';
import { openAction } from '#lib/action.ts';
import { linkToken } from '#lib/token.ts';

const input = z.object({ token: linkToken });

export const checkKeepLink = openAction({ name: 'open a link to keep an e-mail', input }, ({ input, from }) =>
  checkEmailLink(input.token, from),
);

export const keepOldEmail = openAction(
  { name: 'keep an e-mail', input: input.extend({ takesPhone: z.boolean() }) },
  ({ input: { token, takesPhone }, from }) => keepEmailBy(token, from, { takesPhone }),
);

export const agreeToNewEmail = openAction({ name: 'agree to an e-mail', input }, ({ input, from }) =>
  agreeToEmailBy(input.token, from),
);
