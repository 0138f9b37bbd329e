'use server';

import { z } from 'zod';
import { confirmPerson } from '#lib/account/confirm-person.ts';
import { unlinkProvider } from '#lib/account/provider/provider-links.ts';
import { personAction } from '#lib/action.ts';

/** *Unlink* */
export const unlink = personAction(
  { name: 'unlink the provider', input: z.object({ linkId: z.uuid(), present: z.string().max(256) }) },
  async ({ user, session, from, input }) => {
    const confirmed = await confirmPerson(session, input.present);
    return confirmed.ok ? unlinkProvider(user, input.linkId, from) : confirmed;
  },
);
