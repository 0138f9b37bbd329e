import type { Db } from '#lib/db.ts';
import { INVITATION_DAYS } from '#lib/domain/invitation.ts';
import type { Role } from '#lib/domain/roles.ts';
import { takeBackMails } from '#lib/mail/take-back-mails.ts';
import { writeMails } from '#lib/mail/write-mails.ts';
import type { PersonScope } from '#lib/scope.ts';
import { newToken, tokenHash } from '#lib/token.ts';
import { invitationMail } from '../team-mails.ts';

const DAY_MS = 24 * 60 * 60_000;
const HOUR_MS = 60 * 60_000;

/** Each link counts, also of one that is sent again: a stranger's address is written to. */
const MAX_A_DAY = 200;
const MAX_AN_HOUR = 100;

/** How many more links may be written now: for this business, and by this person in all of theirs. */
export async function invitationRoom(transaction: Db, { businessId, actor }: PersonScope): Promise<number> {
  const since = (ms: number) => ({ gt: new Date(Date.now() - ms) });
  const ofBusiness = await transaction.invitation.count({ where: { businessId, createdAt: since(DAY_MS) } });
  const ofActor = await transaction.invitation.count({
    where: { invitedByUserId: actor.userId, createdAt: since(HOUR_MS) },
  });
  return Math.max(0, Math.min(MAX_A_DAY - ofBusiness, MAX_AN_HOUR - ofActor));
}

/**
 * Writes an invitation with its mail, in place of what is left of an older one of the address. Gives the mail's id;
 * null, with nothing written, when the business has written too many mails today.
 */
export async function writeInvitation(
  transaction: Db,
  { businessId, actor }: PersonScope,
  business: { name: string; slug: string },
  { email, name, role }: { email: string; name: string; role: Role },
): Promise<string | null> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + INVITATION_DAYS * DAY_MS);
  const [mailId] = await writeMails(transaction, {
    businessId,
    kind: 'invitation',
    to: [{ name: name || email, email }],
    content: invitationMail(business, { token, role, inviter: actor.name, expiresAt }),
  });
  if (!mailId) return null;
  const replaced = await transaction.invitation.updateManyAndReturn({
    where: { businessId, email, acceptedAt: null, withdrawnAt: null, replacedAt: null },
    data: { replacedAt: new Date() },
    select: { mailId: true },
  });
  await takeBackMails(
    transaction,
    businessId,
    replaced.map((each) => each.mailId),
  );
  await transaction.invitation.create({
    data: {
      businessId,
      email,
      name,
      role,
      invitedByUserId: actor.userId,
      invitedByName: actor.name,
      tokenHash: tokenHash(token),
      mailId,
      expiresAt,
    },
  });
  return mailId;
}
