import { isolated } from '#lib/domain/isolated.ts';
import type { MailContent } from '#lib/domain/mail/mail-content.ts';
import { invitationPath } from '#lib/domain/paths.ts';
import { roleDescriptions } from '#lib/domain/role-descriptions.ts';
import { type Role, roleNames } from '#lib/domain/roles.ts';
import { env } from '#lib/env.ts';

type Business = { name: string; slug: string };

/** `an admin` */
export const aRole = (role: Role) => `${role === 'ADMIN' ? 'an' : 'a'} ${roleNames[role].toLowerCase()}`;

const whatFor = (role: Role) => `${roleDescriptions[role].charAt(0).toLowerCase()}${roleDescriptions[role].slice(1)}`;

/** In the mail, so by the clock of nobody in particular. */
export const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

export function invitationMail(
  business: Business,
  { token, role, inviter, expiresAt }: { token: string; role: Role; inviter: string; expiresAt: Date },
): MailContent {
  return {
    title: `Join ${isolated(business.name)} in Intray`,
    paragraphs: [
      `${isolated(inviter)} invites you to work in ${isolated(business.name)} as ${aRole(role)}, who may ${whatFor(role)}`,
      `Open the link to join. It works once, and until ${day.format(expiresAt)}. Whoever has it can use it, so do not pass it on.`,
    ],
    button: { label: 'Open the invitation', url: `${env().APP_URL}${invitationPath(token)}` },
    footer: `You get this because ${isolated(inviter)} entered your address in Intray. If you do not expect it, do nothing: without the link nobody joins in your name.`,
  };
}

export function roleChangedMail(
  business: Business,
  { from, to, by }: { from: Role; to: Role; by: string },
): MailContent {
  return {
    title: `Your role in ${isolated(business.name)} has changed`,
    paragraphs: [
      `${isolated(by)} has changed your role in ${isolated(business.name)} from ${roleNames[from]} to ${roleNames[to]}.`,
      `From now on you are ${aRole(to)}, who may ${whatFor(to)}`,
    ],
    button: { label: 'Open Intray', url: `${env().APP_URL}/${business.slug}` },
    footer: `You get this because you are a member of ${isolated(business.name)} in Intray. Mails about what you may do always come.`,
  };
}

export function memberRemovedMail(business: Pick<Business, 'name'>, by: string): MailContent {
  return {
    title: `You are no longer a member of ${isolated(business.name)}`,
    paragraphs: [
      `${isolated(by)} has removed you from ${isolated(business.name)} in Intray.`,
      'What you added stays with the business. Your account, and your other businesses in it, are as before.',
      `If you think that this is a mistake, ask ${isolated(by)}.`,
    ],
    button: null,
    footer: `You get this because you were a member of ${isolated(business.name)} in Intray.`,
  };
}
