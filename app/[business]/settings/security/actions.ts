'use server';

import { z } from 'zod';
import { currentIdentity, requestOrigin } from '#lib/access.ts';
import { action } from '#lib/action.ts';
import { requireTwoFactor } from '#lib/team/require-two-factor.ts';

/** *Everybody needs two-factor sign-in* */
export const setTwoFactorRequired = action(
  {
    name: 'ask for two factors',
    permission: 'security.manage',
    input: z.object({ isRequired: z.boolean() }),
  },
  async ({ scope, input: { isRequired } }) => {
    const secondFactorAt = (await currentIdentity())?.secondFactorAt ?? null;
    return requireTwoFactor(scope, { isRequired, secondFactorAt }, await requestOrigin());
  },
);
