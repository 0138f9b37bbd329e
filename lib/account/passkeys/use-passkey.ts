import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import { db } from '#lib/db.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { RequestOrigin } from '#lib/events/record-audit.ts';
import { log } from '#lib/log.ts';
import { networkOf } from '../client-address.ts';
import { beginStep, takeStep } from '../pending-step.ts';
import { rateLimit } from '../rate-limit.ts';
import type { SignedIn } from '../sessions.ts';
import { passkeyAnswer } from './passkey-answers.ts';
import { relyingParty } from './relying-party.ts';

export type PasskeyProblem =
  | { code: 'passkeyRefused' | 'stepOver'; waitSeconds?: undefined }
  | { code: 'tooManyAttempts'; waitSeconds: number };

/** Nobody guesses a passkey; this keeps a machine from filling the table of steps. */
const askLimit = rateLimit<{ address: string }>('passkey', [
  { name: 'address', points: 60, minutes: 15, key: ({ address }) => networkOf(address) },
]);

/** What the browser hands to whichever device has a passkey for us, and the token of the step for its cookie. */
export async function askForPasskey(
  address: string,
): Promise<Result<{ options: PublicKeyCredentialRequestOptionsJSON; token: string }, PasskeyProblem>> {
  const waitSeconds = await askLimit.count({ address });
  if (waitSeconds !== null) return fail({ code: 'tooManyAttempts', waitSeconds });
  const options = await generateAuthenticationOptions({ rpID: relyingParty().id, userVerification: 'required' });
  return ok({ options, token: await beginStep('passkey', { userId: null, detail: options.challenge }) });
}

/** Signs in whose passkey has answered the step that this browser began; `typed` is the answer as the page sent it. */
export async function signInWithPasskey(
  token: string | undefined,
  typed: unknown,
  from: RequestOrigin,
): Promise<Result<SignedIn, PasskeyProblem>> {
  const answer = z.string().max(100_000).pipe(jsonText).pipe(passkeyAnswer).safeParse(typed);
  if (!answer.success) return fail({ code: 'passkeyRefused' });
  const taken = await takePasskey(token, answer.data, from);
  if (!taken.ok) return taken;
  return ok({ ...taken.value, method: 'passkey', secondFactorAt: new Date(), passwordHash: null });
}

const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('not JSON');
    return z.NEVER;
  }
});

/**
 * Whose passkey has answered the step that this browser began. Its device asked for a finger, a face or a PIN, so it is
 * two factors. One whose count has gone back may have been copied: it is refused, and the log says so.
 */
export async function takePasskey(
  token: string | undefined,
  answer: AuthenticationResponseJSON,
  from: RequestOrigin,
): Promise<Result<{ userId: string; passkeyId: string }, PasskeyProblem>> {
  const step = await takeStep('passkey', token);
  if (!step) return fail({ code: 'stepOver' });
  const passkey = await db.passkey.findUnique({ where: { credentialId: answer.id } });
  const refused = (cause: string) => {
    log.warn({ passkeyId: passkey?.id, userId: passkey?.userId, address: from.address, cause }, 'passkey refused');
    return fail({ code: 'passkeyRefused' } as const);
  };
  if (!passkey) return refused('unknown');
  const handle = Buffer.from(answer.response.userHandle ?? '', 'base64url').toString();
  if (handle !== passkey.userId) return refused('anotherPerson');
  const { id, origin } = relyingParty();
  const verified = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: step.detail,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
    credential: {
      id: passkey.credentialId,
      publicKey: passkey.publicKey,
      counter: Number(passkey.counter),
      transports: passkey.transports,
    },
  }).catch((error: Error) => error);
  if (verified instanceof Error) return refused(verified.message);
  if (!verified.verified) return refused('signatureWrong');
  await db.passkey.update({
    where: { id: passkey.id },
    data: { counter: verified.authenticationInfo.newCounter, lastUsedAt: new Date() },
  });
  return ok({ userId: passkey.userId, passkeyId: passkey.id });
}
