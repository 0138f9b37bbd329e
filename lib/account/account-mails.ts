import type { Db } from '#lib/db.ts';
import { deviceWords } from '#lib/domain/device-words.ts';
import { formatInstant } from '#lib/domain/instant-text.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { MailContent, MailKind, Recipient } from '#lib/domain/mail/mail-content.ts';
import { accountPaths, linkPaths } from '#lib/domain/paths.ts';
import { readPreferences } from '#lib/domain/read-preferences.ts';
import { env } from '#lib/env.ts';
import type { RequestOrigin } from '#lib/events/record-audit.ts';
import { writeMails } from '#lib/mail/write-mails.ts';
import type { LockedPerson } from './lock-person.ts';

/** What Intray writes to a person about their own account. */
export type AccountMail = { kind: MailKind; content: MailContent };

/** Writes a mail to the person in the transaction that causes it. Gives the ids for `wake`. */
export function write(transaction: Db, to: Recipient, { kind, content }: AccountMail): Promise<string[]> {
  return writeMails(transaction, { businessId: null, kind, to: [to], content });
}

const at = (path: string) => `${env().APP_URL}${path}`;

const ownAccount = 'You get this because it is about your account in Intray.';
const notYou = 'If it was not you, somebody knows your password: choose a new one at once, which signs them out.';

/** Who reads a mail, as far as it tells times. */
type Reader = Pick<LockedPerson, 'preferences'>;

/** `27 Nov 2026, 14:05 (Europe/London)`, by the clock and in the form of whoever reads it; of none that is known, UTC. */
function timeWords(instant: Date, { preferences }: Reader): string {
  const { timeZone, dates } = readPreferences(preferences);
  const zone = timeZone ?? 'UTC';
  return `${formatInstant(instant, { timeZone: zone, dates })} (${zone.replaceAll('_', ' ')})`;
}

export const newDevice = (reader: Reader, { address, device }: RequestOrigin, now: Date): AccountMail => ({
  kind: 'newDevice',
  content: {
    title: 'New sign-in to your account',
    paragraphs: [
      `Somebody signed in to your account with a browser that was not used for it before.\n${deviceWords(device)}\n${timeWords(now, reader)}\nFrom the address ${address}`,
      'If it was you, there is nothing to do.',
      notYou,
    ],
    button: { label: 'Look at your sessions', url: at(accountPaths.sessions) },
    footer: ownAccount,
  },
});

export const resetPassword = (token: string): AccountMail => ({
  kind: 'resetPassword',
  content: {
    title: 'Choose a new password',
    paragraphs: [
      'Somebody, probably you, said that the password of your account is forgotten. With this link you choose a new one. It works once, for an hour.',
      'If it was not you, leave it: your password stays as it is.',
    ],
    button: { label: 'Choose a new password', url: at(linkPaths.newPassword(token)) },
    footer: ownAccount,
  },
});

/** `more` says what came with it. */
export const passwordChanged = (reader: Reader, now: Date, more: readonly string[] = []): AccountMail => ({
  kind: 'passwordChanged',
  content: {
    title: 'Your password was changed',
    paragraphs: [
      `The password of your account was changed on ${timeWords(now, reader)}. Whoever was signed in elsewhere has been signed out.`,
      ...more,
      'If it was not you, choose a new password with a link to this address, and tell whoever runs Intray.',
    ],
    button: { label: 'I did not do this', url: at(linkPaths.forgottenPassword) },
    footer: ownAccount,
  },
});

export const confirmEmail = (name: string, token: string): AccountMail => ({
  kind: 'confirmEmail',
  content: {
    title: 'Confirm your new e-mail',
    paragraphs: [
      `${isolated(name)} wants to sign in to Intray with this address from now on. Until it is confirmed, nothing changes.`,
      'The link works once, for a day. If you know nothing of it, leave it: nothing happens.',
    ],
    button: { label: 'Confirm this address', url: at(linkPaths.confirmEmail(token)) },
    footer: 'You get this because somebody typed this address into Intray as theirs.',
  },
});

/** In place of the link, where the address signs in to another account: only who reads its mail learns so. */
export const addressTaken = (name: string): AccountMail => ({
  kind: 'confirmEmail',
  content: {
    title: 'This address has an account already',
    paragraphs: [
      `${isolated(name)} wanted to sign in to Intray with this address from now on. It is the address of another account, so nothing was changed.`,
      'If both accounts are yours, sign in with the one that has this address, or change its address first.',
    ],
    button: null,
    footer: 'You get this because somebody typed this address into Intray as theirs.',
  },
});

export const emailChangeAsked = (toEmail: string, token: string): AccountMail => ({
  kind: 'emailChangeAsked',
  content: {
    title: 'Your e-mail is about to change',
    paragraphs: [
      `Somebody who knows your password asked to change the e-mail of your account to ${toEmail}. It changes once that address has confirmed it.`,
      'If it was you, there is nothing to do. If not, stop it: whoever is signed in is signed out, and you choose a new password. That works for seven days, also after the change.',
    ],
    button: { label: 'Stop it: keep this address', url: at(linkPaths.keepEmail(token)) },
    footer: ownAccount,
  },
});

export const emailChanged = (toEmail: string, token: string): AccountMail => ({
  kind: 'emailChanged',
  content: {
    title: 'Your e-mail was changed',
    paragraphs: [
      `You sign in to Intray with ${toEmail} from now on, and get mail about your account there.`,
      'If it was not you, take it back within seven days: whoever is signed in is signed out, and you choose a new password.',
    ],
    button: { label: 'Take it back', url: at(linkPaths.keepEmail(token)) },
    footer: 'You get this because this was the address of your account in Intray.',
  },
});

/** To the address that is kept. `more` says what came with it. */
export const emailTakenBack = (
  { fromEmail, toEmail }: { fromEmail: string; toEmail: string },
  more: readonly string[],
): AccountMail => ({
  kind: 'emailTakenBack',
  content: {
    title: 'Your e-mail was kept',
    paragraphs: [
      `You sign in to Intray with ${fromEmail}, and not with ${toEmail}. Whoever was signed in to your account has been signed out, and the password from before no longer works.`,
      ...more,
      'If you have not chosen a new password yet, do so with a link to this address.',
    ],
    button: { label: 'Choose a new password', url: at(linkPaths.forgottenPassword) },
    footer: ownAccount,
  },
});
