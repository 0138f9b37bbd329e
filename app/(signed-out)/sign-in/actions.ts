'use server';

import { z } from 'zod';
import { askForPasskey as askDevice } from '#lib/account/passkeys/use-passkey.ts';
import { openAction } from '#lib/action.ts';
import { keepStep } from '#lib/auth.ts';
import { failure, ok } from '#lib/domain/result.ts';

/** The question that a passkey of this browser answers, to sign in with. */
export const askForPasskey = openAction({ name: 'ask for a passkey', input: z.object({}) }, async ({ from }) => {
  const asked = await askDevice(from.address);
  if (!asked.ok)
    return failure(asked.error.code, 'Too many tries with passkeys. Wait some minutes, or use your password.');
  await keepStep('passkey', asked.value.token);
  return ok({ options: asked.value.options });
});
