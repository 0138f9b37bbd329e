'use server';

import { z } from 'zod';
import { confirmByPassword } from '#lib/account/confirm-person.ts';
import { makeRecoveryCodes, turnOffTwoFactor } from '#lib/account/two-factor/change-two-factor.ts';
import { personAction } from '#lib/action.ts';

const code = z.string().max(64);

/** *Turn off* */
export const turnOff = personAction(
  { name: 'turn off two-factor sign-in', input: z.object({ present: z.string().max(256), code }) },
  async ({ user, session, from, input }) => {
    const shown = await confirmByPassword(session, input.present);
    return shown.ok ? turnOffTwoFactor(user, input.code, from) : shown;
  },
);

/** *Make new recovery codes* */
export const newRecoveryCodes = personAction(
  { name: 'make recovery codes', input: z.object({ code }) },
  ({ user, from, input }) => makeRecoveryCodes(user, input.code, from),
);
