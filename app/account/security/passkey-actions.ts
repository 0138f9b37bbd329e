'use server';

import { z } from 'zod';
import { confirmPerson } from '#lib/account/confirm-person.ts';
import { addPasskey, beginPasskey } from '#lib/account/passkeys/add-passkey.ts';
import { removePasskey, renamePasskey } from '#lib/account/passkeys/manage-passkeys.ts';
import { newPasskeyAnswer } from '#lib/account/passkeys/passkey-answers.ts';
import { personAction } from '#lib/action.ts';
import { keepStep, stepToken } from '#lib/auth.ts';
import { ok } from '#lib/domain/result.ts';
import { textSchema } from '#lib/domain/text.ts';

const present = z.string().max(256);
const name = textSchema(z, { longest: 60, missing: 'Enter a name by which you know it again.' });
const passkeyId = z.uuid();

/** What the device makes a passkey from. */
export const beginNewPasskey = personAction(
  { name: 'begin a passkey', input: z.object({ name, present }) },
  async ({ user, session, input }) => {
    const confirmed = await confirmPerson(session, input.present);
    if (!confirmed.ok) return confirmed;
    const begun = await beginPasskey(user);
    if (!begun.ok) return begun;
    await keepStep('newPasskey', begun.value.token);
    return ok({ options: begun.value.options });
  },
);

/** The passkey that the device has made. */
export const keepNewPasskey = personAction(
  { name: 'add a passkey', input: z.object({ name, answer: newPasskeyAnswer }) },
  async ({ session, from, input }) => addPasskey(session, { ...input, token: await stepToken('newPasskey') }, from),
);

/** *Rename* */
export const rename = personAction(
  { name: 'rename a passkey', input: z.object({ passkeyId, name }) },
  ({ user, from, input }) => renamePasskey(user, input.passkeyId, input.name, from),
);

/** *Remove* */
export const remove = personAction(
  { name: 'remove a passkey', input: z.object({ passkeyId, present }) },
  async ({ user, session, from, input }) => {
    const confirmed = await confirmPerson(session, input.present);
    return confirmed.ok ? removePasskey(user, input.passkeyId, from, session.id) : confirmed;
  },
);
