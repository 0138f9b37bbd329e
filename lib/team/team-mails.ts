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
    title: `Join ${business.name} in Intray`,
    paragraphs: [
      `${inviter} invites you to work in ${business.name} as ${aRole(role)}, who may ${whatFor(role)}`,
      `Open the link to join. It works once, and until ${day.format(expiresAt)}. Whoever has it can use it, so do not pass it on.`,
    ],
    button: { label: 'Open the invitation', url: `${env().APP_URL}${invitationPath(token)}` },
    footer: `You get this because ${inviter} entered your address in Intray. If you do not expect it, do nothing: without the link nobody joins in your name.`,
  };
}

/** To the admins. */
export function memberJoinedMail(
  business: Business,
  { name, email, role, inviter }: { name: string; email: string; role: Role; inviter: string },
): MailContent {
  return {
    title: `${business.name}: a new member has joined`,
    paragraphs: [`${name} (${email}) has joined ${business.name} as ${aRole(role)}, invited by ${inviter}.`],
    button: { label: 'Open the team', url: `${env().APP_URL}${teamPaths(business.slug).root}` },
    footer: `You get this because you are an admin of ${business.name} in Intray.`,
  };
}

/** To the admins who are left. */
export function memberLeftMail(
  business: Business,
  { name, email, role, heir }: { name: string; email: string; role: Role; heir: string | null },
): MailContent {
  return {
    title: `${name} has left ${business.name}`.slice(0, 200),
    paragraphs: [
      `${name} (${email}), who was ${aRole(role)} of ${business.name}, has left it.`,
      `What was open of theirs ${heir === null ? 'belongs to nobody now' : `went to ${heir}`}. What they added and did stays with the business; you can invite them again.`,
    ],
    button: { label: 'Open the team', url: `${env().APP_URL}${teamPaths(business.slug).root}` },
    footer: `You get this because you are an admin of ${business.name} in Intray.`,
  };
}

export function roleChangedMail(
  business: Business,
  { from, to, by }: { from: Role; to: Role; by: string },
): MailContent {
  return {
    title: `Your role in ${business.name} has changed`,
    paragraphs: [
      `${by} has changed your role in ${business.name} from ${roleNames[from]} to ${roleNames[to]}.`,
      `From now on you may ${whatFor(to)}`,
    ],
    button: { label: 'Open Intray', url: `${env().APP_URL}/${business.slug}` },
    footer: `You get this because you are a member of ${business.name} in Intray.`,
  };
}

export function memberRemovedMail(business: Pick<Business, 'name'>, by: string): MailContent {
  return {
    title: `You are no longer a member of ${business.name}`,
    paragraphs: [
      `${by} has removed you from ${business.name} in Intray.`,
      'What you added stays with the business. Your account, and your other businesses in it, are as before.',
      `If you think that this is a mistake, ask ${by}.`,
    ],
    button: null,
    footer: `You get this because you were a member of ${business.name} in Intray.`,
  };
}
