import { handOver } from '#lib/coding/hand-over.ts';
import { ownerOfMember } from '#lib/coding/owners.ts';
import { type Db, db } from '#lib/db.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { roleNames } from '#lib/domain/roles.ts';
import { announce } from '#lib/events/announce.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { writeNoticesToAdmins } from '#lib/events/write-notices.ts';
import { takeBackMails } from '#lib/mail/take-back-mails.ts';
import { wake } from '#lib/mail/wake.ts';
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
import { aRole, memberRemovedMail } from './team-mails.ts';

/** Another member, by their user, or nobody. */
type TakeOver = { takeOver: string | null };

/**
 * Takes a member out of the business: their next request is refused, and so are the pages that they have open. What is
 * open of theirs goes to another member or to nobody; what is done stays theirs, and all of it stays in the business.
 * Tells them by mail. The open invitations that they have sent are withdrawn; how many they were is given back.
 */
export async function removeMember(
  scope: PersonScope,
  { userId, takeOver }: TakeOver & { userId: string },
  from: RequestOrigin,
): Promise<Result<{ withdrawn: number }>> {
  const { businessId, actor } = scope;
  if (userId === actor.userId) {
    return failure('self', 'You cannot remove yourself. Leave the business instead; nothing was changed.');
  }
  const removed = await db.$transaction(async (transaction) => {
    const locked = await lockMembers(transaction, businessId);
    if (!mayStill(scope, locked)) return noLongerAdmin();
    const member = locked.find((each) => each.userId === userId);
    if (!member) return memberUnknown();
    const takenOut = await takeOut(transaction, scope, { member, takeOver, action: 'memberRemoved', from });
    if (!takenOut.ok) return takenOut;
    const mailIds = await writeMails(transaction, {
      businessId,
      kind: 'memberRemoved',
      to: [member],
      content: memberRemovedMail(takenOut.value.business, actor.name),
    });
    return ok({ mailIds, withdrawn: takenOut.value.withdrawn });
  });
  if (!removed.ok) return removed;
  await wake(removed.value.mailIds);
  return ok({ withdrawn: removed.value.withdrawn });
}

/** The same for oneself, which needs no role and is told to the admins; the last admin stays. */
export async function leaveBusiness(
  scope: PersonScope,
  { takeOver }: TakeOver,
  from: RequestOrigin,
): Promise<Result<null>> {
  const { businessId, actor } = scope;
  return db.$transaction(async (transaction) => {
    const locked = await lockMembers(transaction, businessId);
    const member = locked.find(({ userId }) => userId === actor.userId);
    if (!member) return memberUnknown();
    if (isLastAdmin(locked, member.userId)) return lastAdmin();
    const takenOut = await takeOut(transaction, scope, { member, takeOver, action: 'memberLeft', from });
    return takenOut.ok ? ok(null) : takenOut;
  });
}

async function takeOut(
  transaction: Db,
  scope: PersonScope,
  {
    member,
    takeOver,
    action,
    from,
  }: TakeOver & { member: LockedMember; action: 'memberRemoved' | 'memberLeft'; from: RequestOrigin },
): Promise<Result<{ business: { name: string }; withdrawn: number }>> {
  const { businessId, actor, origin } = scope;
  const { userId, name, role } = member;
  const owner = await ownerOfMember(transaction, businessId, userId);
  const next = takeOver && takeOver !== userId ? await ownerOfMember(transaction, businessId, takeOver) : null;
  if (takeOver && !next) {
    return failure('memberUnknown', 'Whoever was to take over is no longer a member. Nothing was changed.');
  }
  // Before the items are: pages that the person has open end with this, and say why.
  await announce(transaction, { businessId, topic: 'team', id: userId, origin });
  if (owner) {
    const handed = await handOver(transaction, scope, { from: owner, to: next });
    if (!handed.ok) return handed;
  }
  const { business, roleMailId } = await transaction.membership.delete({
    where: { businessId_userId: { businessId, userId } },
    select: { roleMailId: true, business: { select: { name: true } } },
  });
  await takeBackMails(transaction, businessId, [roleMailId]);
  await recordAudit(transaction, {
    businessId,
    userId,
    by: actor,
    action,
    detail: { name, role: roleNames[role] },
    from,
  });
  await writeNoticesToAdmins(transaction, {
    ...{ businessId, kind: 'teamChanged', byUserId: actor.userId },
    text:
      action === 'memberLeft'
        ? `${isolated(name)} left, who was ${aRole(role)}.`
        : `${isolated(actor.name)} removed ${isolated(name)}, who was ${aRole(role)}.`,
  });
  const withdrawn = await withdrawInvitationsOf(transaction, scope, member, from);
  return ok({ business, withdrawn });
}
