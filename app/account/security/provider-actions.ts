'use server';

import { z } from 'zod';
import { confirmPerson } from '#lib/account/confirm-person.ts';
import { unlinkProvider } from '#lib/account/provider/provider-links.ts';
import { beginProviderSignIn } from '#lib/account/provider/sign-in-by-provider.ts';
import { personAction } from '#lib/action.ts';
import { keepStep } from '#lib/auth.ts';
import { accountPaths } from '#lib/domain/paths.ts';
import { failure, ok } from '#lib/domain/result.ts';

/** *Link*: where the provider asks who it is. */
export const beginLink = personAction(
  { name: 'link the provider', input: z.object({ present: z.string().max(256) }) },
  async ({ session, from, input }) => {
    const confirmed = await confirmPerson(session, input.present);
    if (!confirmed.ok) return confirmed;
    const begun = await beginProviderSignIn(accountPaths.security, from.address, { sessionId: session.id });
    if (!begun.ok) {
      return failure(begun.error, 'The provider does not answer now, or was asked too often. Nothing was changed.');
    }
    await keepStep('provider', begun.value.token);
    return ok({ url: begun.value.url });
  },
);

/** *Unlink* */
export const unlink = personAction(
  { name: 'unlink the provider', input: z.object({ linkId: z.uuid(), present: z.string().max(256) }) },
  async ({ user, session, from, input }) => {
    const confirmed = await confirmPerson(session, input.present);
    return confirmed.ok ? unlinkProvider(user, input.linkId, from) : confirmed;
  },
);
