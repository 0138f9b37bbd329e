import { z } from 'zod';
import { guessable, hashPassword, isGuessable, newPassword } from '#lib/account/passwords.ts';
import { passwordsAreUsed, passwordsOff } from '#lib/account/passwords-used.ts';
import { type Db, db } from '#lib/db.ts';
import { closedInvitation, type InvitationState, invitationState } from '#lib/domain/invitation.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { fail, failure, ok, type Result } from '#lib/domain/result.ts';
import { roleNames } from '#lib/domain/roles.ts';
import { textSchema } from '#lib/domain/text.ts';
import { announce } from '#lib/events/announce.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { writeNoticesToAdmins } from '#lib/events/write-notices.ts';
import { linkToken } from '#lib/token.ts';
import type { Invitation } from '#prisma/generated/client.ts';
import { aRole } from '../team-mails.ts';
import { findInvitation, hashOfLink } from './find-invitation.ts';

export const joinInput = z.object({
  token: linkToken,
  name: textSchema(z, { longest: 120, missing: 'Enter your name, as others will see it.' }),
  password: newPassword,
});

type Person = { id: string; name: string; email: string };

/** *Join*, by somebody who is signed in. Whoever is a member already stays what they are, and that is no error. */
export async function joinAs(person: Person, token: string, from: RequestOrigin): Promise<Result<{ slug: string }>> {
  return db.$transaction(async (transaction): Promise<Result<{ slug: string }>> => {
    const invitation = await lockInvitation(transaction, token);
    if (!invitation) return closed('unknown', '');
    const { business } = invitation;
    if (person.email !== invitation.email)
      return wrongAccount(invitation.email, person.email, invitation.invitedByName);
    const isMember = await transaction.membership.findUnique({
      where: { businessId_userId: { businessId: invitation.businessId, userId: person.id } },
      select: { id: true },
    });
    // The other tab was quicker, or an admin was.
    if (isMember && invitation.acceptedAt) return ok({ slug: business.slug });
    const state = invitationState(invitation, new Date());
    if (state !== 'open') return closed(state, invitation.invitedByName);
    await admit(transaction, invitation, person, from);
    return ok({ slug: business.slug });
  });
}

/**
 * *Join*, by somebody without an account: makes it, and the membership, and uses the link, all or nothing. The address
 * is the invited one: whoever has the link has shown that its mail reaches them.
 */
export async function joinWithNewAccount(
  { token, name, password }: z.output<typeof joinInput>,
  from: RequestOrigin,
): Promise<Result<{ slug: string; email: string }>> {
  if (!passwordsAreUsed()) return passwordsOff();
  // Closed before it is costly: this door is open to strangers.
  const view = await findInvitation(token);
  if (!view) return closed('unknown', '');
  const { business, email } = view;
  if (view.state !== 'open') return closed(view.state, view.inviter);
  if (view.hasAccount) return accountExists(email);
  if (await isGuessable(password, ['intray', business.name, name, email])) {
    return fail(guessable);
  }
  const passwordHash = await hashPassword(password);
  const joined = await db.$transaction(async (transaction): Promise<Result<{ slug: string }>> => {
    const invitation = await lockInvitation(transaction, token);
    if (!invitation) return closed('unknown', '');
    const state = invitationState(invitation, new Date());
    if (state !== 'open') return closed(state, invitation.invitedByName);
    // Of an address that is invited to two businesses the other link may be at work now.
    const [person] = await transaction.user.createManyAndReturn({
      data: [{ email: invitation.email, name, passwordHash }],
      skipDuplicates: true,
      select: { id: true, name: true, email: true },
    });
    if (!person) return accountExists(email);
    await admit(transaction, invitation, person, from);
    return ok({ slug: business.slug });
  });
  return joined.ok ? ok({ ...joined.value, email }) : joined;
}

type Locked = Invitation & { business: { name: string; slug: string } };

/** Held until the transaction ends: of two tabs that use a link at once one comes after the other. */
async function lockInvitation(transaction: Db, token: string): Promise<Locked | null> {
  const hash = hashOfLink(token);
  if (!hash) return null;
  await transaction.$queryRaw`SELECT 1 FROM "Invitation" WHERE "tokenHash" = ${hash} FOR UPDATE`;
  return transaction.invitation.findUnique({
    where: { tokenHash: hash },
    include: { business: { select: { name: true, slug: true } } },
  });
}

/** Uses an open invitation for the person, which the admins are told of. */
async function admit(transaction: Db, invitation: Locked, person: Person, from: RequestOrigin): Promise<void> {
  const { businessId, role, invitedByName } = invitation;
  await transaction.invitation.update({
    where: { id: invitation.id },
    data: { acceptedAt: new Date(), acceptedByUserId: person.id },
  });
  const { count } = await transaction.membership.createMany({
    data: [{ businessId, userId: person.id, role }],
    skipDuplicates: true,
  });
  await announce(transaction, { businessId, topic: 'team', id: null });
  if (count === 0) return;
  await recordAudit(transaction, {
    businessId,
    userId: person.id,
    by: { userId: person.id, name: person.name },
    action: 'invitationAccepted',
    detail: { name: person.name, role: roleNames[role] },
    from,
  });
  await writeNoticesToAdmins(transaction, {
    ...{ businessId, kind: 'teamChanged', byUserId: person.id },
    text: `${isolated(person.name)} (${person.email}) joined as ${aRole(role)}, invited by ${isolated(invitedByName)}.`,
  });
}

function closed(state: Exclude<InvitationState, 'open'> | 'unknown', inviter: string) {
  const { title, text } = closedInvitation(state, inviter);
  return failure(state, `${title}. ${text}`);
}

const wrongAccount = (invited: string, own: string, inviter: string) =>
  failure(
    'wrongAccount',
    `This invitation is for ${invited}, and you are signed in as ${own}. Nothing was changed: sign in as ${invited}, or ask ${inviter} to invite ${own}.`,
  );

const accountExists = (email: string) =>
  failure(
    'accountExists',
    `There is an account for ${email} already, and it was not changed. Reload the page and sign in to join.`,
  );
