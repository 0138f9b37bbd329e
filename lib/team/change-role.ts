import { type Db, db } from '#lib/db.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { type Role, roleNames } from '#lib/domain/roles.ts';
import { UNDO_OFFERED_MS } from '#lib/domain/undo-offer.ts';
import { announce } from '#lib/events/announce.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { takeBackMails } from '#lib/mail/take-back-mails.ts';
import { writeMails } from '#lib/mail/write-mails.ts';
import type { PersonScope } from '#lib/scope.ts';
import { withdrawInvitationsOf } from './invitations/withdraw-invitation.ts';
import {
  isLastAdmin,
  type LockedMember,
  lastAdmin,
  lockMembers,
  mayStill,
  memberUnknown,
  noLongerAdmin,
} from './lock-members.ts';
import { roleChangedMail } from './team-mails.ts';

/** Longer than *Undo* is offered, however slow the request that takes it. The sweep has the mail sent then. */
const TOLD_AFTER_MS = 2 * UNDO_OFFERED_MS;

/**
 * Gives a member another role, which counts from their next request on. Tells them by mail, unless it is oneself: once
 * of several changes within moments, and not at all when they end where they began. Of whoever is no admin any more the
 * open invitations are withdrawn, and how many they were is given back.
 */
export async function changeRole(
  scope: PersonScope,
  { userId, role }: { userId: string; role: Role },
  from: RequestOrigin,
): Promise<Result<{ withdrawn: number }>> {
  const { businessId, actor } = scope;
  return db.$transaction(async (transaction) => {
    const locked = await lockMembers(transaction, businessId);
    if (!mayStill(scope, locked)) return noLongerAdmin();
    const member = locked.find((each) => each.userId === userId);
    if (!member) return memberUnknown();
    if (member.role === role) return ok({ withdrawn: 0 });
    if (isLastAdmin(locked, userId)) return lastAdmin();
    await transaction.membership.update({
      where: { businessId_userId: { businessId, userId } },
      data: { role },
    });
    await recordAudit(transaction, {
      businessId,
      userId,
      by: actor,
      action: 'roleChanged',
      detail: { name: member.name, from: roleNames[member.role], to: roleNames[role] },
      from,
    });
    // Else one of them would make an admin of somebody whom the business no longer has as one.
    const withdrawn = member.role === 'ADMIN' ? await withdrawInvitationsOf(transaction, scope, member, from) : 0;
    // About the person: what they have open is drawn anew with what they may do now.
    await announce(transaction, { businessId, topic: 'team', id: userId, origin: scope.origin });
    await tellOfRole(transaction, scope, member, role);
    return ok({ withdrawn });
  });
}

/** One mail about the role that they have in the end, and none about one that they know of. */
async function tellOfRole(transaction: Db, { businessId, actor }: PersonScope, member: LockedMember, role: Role) {
  const which = { businessId_userId: { businessId, userId: member.userId } };
  const { roleMailId, toldRole, business } = await transaction.membership.findUniqueOrThrow({
    where: which,
    select: { roleMailId: true, toldRole: true, business: { select: { name: true, slug: true } } },
  });
  const isTakenBack = (await takeBackMails(transaction, businessId, [roleMailId])) > 0;
  const known = (isTakenBack && toldRole) || member.role;
  const isTold = member.userId !== actor.userId && known !== role;
  const [mailId = null] = isTold
    ? await writeMails(transaction, {
        businessId,
        kind: 'roleChanged',
        to: [member],
        content: roleChangedMail(business, { from: known, to: role, by: actor.name }),
        waitMs: TOLD_AFTER_MS,
      })
    : [];
  await transaction.membership.update({
    where: which,
    data: { roleMailId: mailId, toldRole: mailId === null ? null : known },
  });
}
