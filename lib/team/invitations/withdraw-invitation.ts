import { db } from '#lib/db.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { takeBackMails } from '#lib/mail/take-back-mails.ts';
import type { PersonScope } from '#lib/scope.ts';
import { lockMembers, mayStill, noLongerAdmin } from '../lock-members.ts';
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
