import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { UserSummary } from '#lib/authorise.ts';
import { db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { RequestOrigin } from '#lib/events/record-audit.ts';
import { log } from '#lib/log.ts';
import { lockPerson } from '../lock-person.ts';
import { beginStep, takeStep } from '../pending-step.ts';
import type { LiveSession } from '../sessions.ts';
import { tellPerson } from '../tell-person.ts';
import { markSession } from '../two-factor/mark-session.ts';
import { secondFactorFirst } from '../two-factor/second-factor-first.ts';
import { PASSKEY_ALGORITHMS, relyingParty } from './relying-party.ts';

/** One for each device, and room to spare. */
export const MAX_PASSKEYS = 20;

/** What the browser hands to the device, and the token of the step for its cookie. */
export async function beginPasskey(
  user: UserSummary,
): Promise<Result<{ options: PublicKeyCredentialCreationOptionsJSON; token: string }>> {
  const known = await db.passkey.findMany({
    where: { userId: user.id },
    select: { credentialId: true, transports: true },
  });
  if (known.length >= MAX_PASSKEYS) return tooMany;
  const { name, id } = relyingParty();
  const options = await generateRegistrationOptions({
    rpName: name,
    rpID: id,
    userName: user.email,
    userDisplayName: user.name,
    // The same for all of a person's, and nothing that tells who it is.
    userID: new Uint8Array(Buffer.from(user.id)),
    attestationType: 'none',
    supportedAlgorithmIDs: PASSKEY_ALGORITHMS,
    excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    // It names the person by itself, and the device asks for a finger, a face or a PIN: two factors in one.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return ok({ options, token: await beginStep('newPasskey', { userId: user.id, detail: options.challenge }) });
}

/**
 * Keeps the passkey that the browser has made, if it is the answer to the step that this browser began. The session has
 * shown both factors with it.
 */
export async function addPasskey(
  session: Pick<LiveSession, 'id' | 'user' | 'secondFactorAt'>,
  { token, answer, name }: { token: string | undefined; answer: RegistrationResponseJSON; name: string },
  from: RequestOrigin,
): Promise<Result<{ passkeyId: string }>> {
  const { user } = session;
  const step = await takeStep('newPasskey', token);
  if (step?.userId !== user.id) {
    return failure('stepOver', 'This took too long or was begun elsewhere, so no passkey was added. Begin again.');
  }
  const { id, origin } = relyingParty();
  const verified = await verifyRegistrationResponse({
    response: answer,
    expectedChallenge: step.detail,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
    supportedAlgorithmIDs: PASSKEY_ALGORITHMS,
  }).catch((error: Error) => {
    log.warn({ userId: user.id, cause: error.message }, 'a new passkey was refused');
    return null;
  });
  if (!verified?.registrationInfo) {
    return failure(
      'passkeyRefused',
      'This passkey was not added, since its device did not prove that it is you. Try again, or take another device.',
    );
  }
  const { credential } = verified.registrationInfo;
  return db.$transaction(async (transaction) => {
    await lockPerson(transaction, user.id);
    const shown = await secondFactorFirst(session, transaction);
    if (!shown.ok) return shown;
    // Once more, one after another: many may have been begun at once.
    if ((await transaction.passkey.count({ where: { userId: user.id } })) >= MAX_PASSKEYS) return tooMany;
    const [passkey] = await transaction.passkey.createManyAndReturn({
      data: {
        userId: user.id,
        name,
        credentialId: credential.id,
        publicKey: credential.publicKey,
        counter: credential.counter,
        transports: credential.transports ?? [],
      },
      skipDuplicates: true,
      select: { id: true },
    });
    if (!passkey) return addedBefore;
    await tellPerson(transaction, {
      user,
      by: { userId: user.id, name: user.name },
      action: 'passkeyAdded',
      detail: { name },
      from,
      title: 'A passkey was added',
      paragraphs: [`The passkey “${name}” can sign in to your account from now on, without your password.`],
    });
    await markSession(session.id, transaction);
    return ok({ passkeyId: passkey.id });
  });
}

const tooMany = failure(
  'tooManyPasskeys',
  `You have ${MAX_PASSKEYS} passkeys. Nothing was added: remove one that you no longer use first.`,
);

const addedBefore = failure(
  'passkeyKnown',
  'This passkey was added already, and nothing was changed. Reload the page to see it.',
);
