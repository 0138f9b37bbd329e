'use server';

import { z } from 'zod';
import { confirmPerson } from '#lib/account/confirm-person.ts';
import { passkeyAnswer } from '#lib/account/passkeys/passkey-answers.ts';
import { askForPasskey, takePasskey } from '#lib/account/passkeys/use-passkey.ts';
import { codeProblem } from '#lib/account/two-factor/code-problem.ts';
import { markSession } from '#lib/account/two-factor/mark-session.ts';
import { beginTwoFactor, confirmTwoFactor } from '#lib/account/two-factor/set-up-two-factor.ts';
import { takeCode } from '#lib/account/two-factor/take-code.ts';
import { personAction } from '#lib/action.ts';
import { keepStep, stepToken } from '#lib/auth.ts';
import { failure, ok } from '#lib/domain/result.ts';

const code = z.string().max(64);

/** The secret for the phone. */
export const beginSetUp = personAction(
  { name: 'begin two-factor sign-in', input: z.object({ present: z.string().max(256) }) },
  async ({ user, session, input }) => {
    const confirmed = await confirmPerson(session, input.present);
    return confirmed.ok ? beginTwoFactor(user) : confirmed;
  },
);

/** *Turn on* */
export const confirmSetUp = personAction(
  { name: 'turn on two-factor sign-in', input: z.object({ code }) },
  ({ session, from, input }) => confirmTwoFactor(session, input.code, from),
);

/** A code, in a session that began without one. */
export const showCode = personAction(
  { name: 'show a code', input: z.object({ code }) },
  async ({ user, session, from, input }) => {
    const taken = await takeCode(user.id, input.code, from);
    if (!taken.ok) return codeProblem(taken.error);
    await markSession(session.id);
    return ok(null);
  },
);

/** The question for a passkey, in a session that began without one. */
export const askForOwnPasskey = personAction(
  { name: 'ask for a passkey of somebody signed in', input: z.object({}) },
  async ({ from }) => {
    const asked = await askForPasskey(from.address);
    if (!asked.ok) return failure(asked.error.code, 'Too many tries with passkeys. Wait some minutes, and try again.');
    await keepStep('passkey', asked.value.token);
    return ok({ options: asked.value.options });
  },
);

export const showPasskey = personAction(
  { name: 'show a passkey', input: z.object({ answer: passkeyAnswer }) },
  async ({ user, session, from, input }) => {
    const taken = await takePasskey(await stepToken('passkey'), input.answer, from);
    if (!taken.ok || taken.value.userId !== user.id) {
      return failure('passkeyRefused', 'This passkey is not one of yours, or was not used in time. Try again.');
    }
    await markSession(session.id);
    return ok(null);
  },
);
