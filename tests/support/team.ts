/** People of a business, and the invitations that bring them into it. */
import { randomUUID } from 'node:crypto';
import { db } from '#lib/db.ts';
import type { Role } from '#lib/domain/roles.ts';
import { openContent } from '#lib/mail/mail-seal.ts';
import type { PersonScope } from '#lib/scope.ts';
import { invite, inviteInput } from '#lib/team/invitations/invite.ts';
import { listInvitations } from '#lib/team/invitations/list-invitations.ts';

export const from = { address: '203.0.113.7', device: 'A browser' };

/** Somebody with an account; in no business unless a scope says so. */
export async function aPerson(name = 'Robin Ledger') {
  const email = `${randomUUID()}@example.com`;
  return db.user.create({ data: { email, name, passwordHash: '-' }, select: { id: true, name: true, email: true } });
}

/** Another member of the business, and what they act by. */
export async function aMember({ businessId }: PersonScope, role: Role, name = 'Robin Ledger'): Promise<PersonScope> {
  const { id: userId } = await aPerson(name);
  await db.membership.create({ data: { businessId, userId, role } });
  return { businessId, actor: { kind: 'person', userId, name, role } };
}

export const roleOf = async ({ businessId, actor }: PersonScope) =>
  (
    await db.membership.findUnique({
      where: { businessId_userId: { businessId, userId: actor.userId } },
      select: { role: true },
    })
  )?.role;

/** Invites addresses as the dialog does, and gives what became of each. */
export async function inviting(scope: PersonScope, emails: readonly string[], role: Role = 'BOOKKEEPER') {
  const answer = await invite(scope, inviteInput.parse({ people: emails.map((email) => ({ email })), role }), from);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.map(({ outcome }) => outcome);
}

/** The open invitation of an address, with the token in the link of its mail. */
export async function openInvitation(scope: PersonScope, email: string) {
  const invitation = (await listInvitations(scope)).find((each) => each.email === email);
  if (!invitation) throw new Error(`${email} has no open invitation`);
  const mail = await db.mail.findFirstOrThrow({ where: { invitations: { some: { id: invitation.id } } } });
  const link = openContent(mail)?.button?.url ?? '';
  return { ...invitation, link, token: tokenIn(link) };
}

export const tokenIn = (text: string) => /\/invitation\/([\w-]+)/.exec(text)?.[1] ?? '';

/** What the audit of the business says, newest first. */
export const auditActions = async ({ businessId }: PersonScope) =>
  (await db.auditEntry.findMany({ where: { businessId }, orderBy: [{ at: 'desc' }, { id: 'desc' }] })).map(
    ({ action }) => action,
  );
