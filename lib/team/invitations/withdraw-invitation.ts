import { type Db, db } from '#lib/db.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { takeBackMails } from '#lib/mail/take-back-mails.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type LockedMember, lockMembers, mayStill, noLongerAdmin } from '../lock-members.ts';
import { invitationOver } from './send-invitation-again.ts';

/** *Withdraw*: the link lets nobody in any more. */
export async function withdrawInvitation(
  scope: PersonScope,
  invitationId: string,
  from: RequestOrigin,
): Promise<Result<null>> {
  const { businessId, actor } = scope;
  return db.$transaction(async (transaction) => {
    if (!mayStill(scope, await lockMembers(transaction, businessId))) return noLongerAdmin();
    // In one statement: somebody may be joining at this moment, and one of the two is first.
    const [withdrawn] = await transaction.invitation.updateManyAndReturn({
      where: { id: invitationId, businessId, acceptedAt: null, withdrawnAt: null, replacedAt: null },
      data: { withdrawnAt: new Date() },
      select: { email: true, mailId: true },
    });
    if (!withdrawn) return invitationOver();
    await takeBackMails(transaction, businessId, [withdrawn.mailId]);
    await recordAudit(transaction, {
      businessId,
      userId: null,
      by: actor,
      action: 'invitationWithdrawn',
      detail: { email: withdrawn.email },
      from,
    });
    await announce(transaction, { businessId, topic: 'team', id: null, origin: scope.origin });
    return ok(null);
  });
}

/** As many addresses are named in the audit. */
const MAX_NAMED = 20;

/**
 * Withdraws what would let somebody back in who may invite no more: the open invitations that they have sent, to
 * whichever address, and those to their own. For whoever has locked the members. Gives how many they were.
 */
export async function withdrawInvitationsOf(
  transaction: Db,
  { businessId, actor }: PersonScope,
  { userId, name, email }: Pick<LockedMember, 'userId' | 'name' | 'email'>,
  from: RequestOrigin,
): Promise<number> {
  const withdrawn = await transaction.invitation.updateManyAndReturn({
    where: {
      OR: [{ invitedByUserId: userId }, { email }],
      ...{ businessId, acceptedAt: null, withdrawnAt: null, replacedAt: null },
    },
    data: { withdrawnAt: new Date() },
    select: { email: true, mailId: true },
  });
  if (withdrawn.length === 0) return 0;
  await takeBackMails(
    transaction,
    businessId,
    withdrawn.map(({ mailId }) => mailId),
  );
  const named = withdrawn.slice(0, MAX_NAMED).map(({ email }) => email);
  const others = withdrawn.length - named.length;
  const emails = `${named.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
  await recordAudit(transaction, {
    businessId,
    userId,
    by: actor,
    action: 'invitationsWithdrawn',
    detail: { name, emails },
    from,
  });
  return withdrawn.length;
}
