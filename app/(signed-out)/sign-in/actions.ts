'use server';

import { z } from 'zod';
import { askForPasskey as askDevice } from '#lib/account/passkeys/use-passkey.ts';
import { beginProviderSignIn } from '#lib/account/provider/sign-in-by-provider.ts';
import { openAction } from '#lib/action.ts';
import { keepStep } from '#lib/auth.ts';
import { ownPath } from '#lib/domain/own-path.ts';
import { failure, ok } from '#lib/domain/result.ts';
import { signInProblem } from './sign-in-problem.ts';

/** The question that a passkey of this browser answers, to sign in with. */
export const askForPasskey = openAction({ name: 'ask for a passkey', input: z.object({}) }, async ({ from }) => {
  const asked = await askDevice(from.address);
  if (!asked.ok)
    return failure(asked.error.code, 'Too many tries with passkeys. Wait some minutes, or use your password.');
  await keepStep('passkey', asked.value.token);
  return ok({ options: asked.value.options });
});

/** Where the provider signs people in. */
export const goToProvider = openAction(
  { name: 'go to the provider', input: z.object({ callbackUrl: z.string().max(2_000) }) },
  async ({ input, from }) => {
    const begun = await beginProviderSignIn(ownPath(input.callbackUrl), from.address);
    if (!begun.ok) return failure(begun.error, signInProblem(begun.error));
    await keepStep('provider', begun.value.token);
    return ok({ url: begun.value.url });
  },
);
