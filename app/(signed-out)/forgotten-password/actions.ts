'use server';

import { after } from 'next/server';
import { z } from 'zod';
import { resetAskLimit } from '#lib/account/account-limits.ts';
import { newEmail } from '#lib/account/new-email.ts';
import { sendResetLink } from '#lib/account/password-reset.ts';
import { passwordsAreUsed, passwordsOff } from '#lib/account/passwords-used.ts';
import { tooManyTries } from '#lib/account/rate-limit.ts';
import { openAction } from '#lib/action.ts';
import { ownPath } from '#lib/domain/own-path.ts';
import { fail, ok } from '#lib/domain/result.ts';

/** Answers before anything is looked up: neither the answer nor its time tells whether the e-mail has an account. */
export const askForResetLink = openAction(
  { name: 'ask for a reset link', input: z.object({ email: newEmail, returnTo: z.string().max(2_000) }) },
  async ({ input: { email, returnTo }, from }) => {
    if (!passwordsAreUsed()) return passwordsOff();
    const wait = await resetAskLimit.count({ email, address: from.address });
    if (wait !== null) return fail(tooManyTries(wait));
    after(() => sendResetLink(email, from, ownPath(returnTo)));
    return ok(null);
  },
);
