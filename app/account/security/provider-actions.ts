'use server';

import { z } from 'zod';
import { unlinkProvider } from '#lib/account/provider/provider-links.ts';
import { personAction } from '#lib/action.ts';

/** *Unlink* */
export const unlink = personAction(
  { name: 'unlink the provider', input: z.object({ linkId: z.uuid() }) },
  ({ user, from, input }) => unlinkProvider(user, input.linkId, from),
);
