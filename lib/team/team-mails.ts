import { isolated } from '#lib/domain/isolated.ts';
import type { MailContent } from '#lib/domain/mail/mail-content.ts';
import { invitationPath, teamPaths } from '#lib/domain/paths.ts';
import { type Role, roleDescriptions, roleNames } from '#lib/domain/roles.ts';
import { env } from '#lib/env.ts';

type Business = { name: string; slug: string };

const aRole = (role: Role) => `${role === 'ADMIN' ? 'an' : 'a'} ${roleNames[role].toLowerCase()}`;

const whatFor = (role: Role) => `${roleDescriptions[role].charAt(0).toLowerCase()}${roleDescriptions[role].slice(1)}`;

/** In the mail, so by the clock of nobody in particular. */
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

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

/** To the admins. */
export function memberJoinedMail(
  business: Business,
  { name, email, role, inviter }: { name: string; email: string; role: Role; inviter: string },
): MailContent {
  return {
    title: `${isolated(business.name)}: a new member has joined`,
    paragraphs: [
      `${isolated(name)} (${email}) has joined ${isolated(business.name)} as ${aRole(role)}, invited by ${isolated(inviter)}.`,
    ],
    button: { label: 'Open the team', url: `${env().APP_URL}${teamPaths(business.slug).root}` },
    footer: `You get this because you are an admin of ${isolated(business.name)} in Intray.`,
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
      `From now on you may ${whatFor(to)}`,
    ],
    button: { label: 'Open Intray', url: `${env().APP_URL}/${business.slug}` },
    footer: `You get this because you are a member of ${isolated(business.name)} in Intray.`,
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
