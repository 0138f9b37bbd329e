import { type Db, db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { roleNames } from '#lib/domain/roles.ts';
import { announce } from '#lib/events/announce.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { writeMails } from '#lib/mail/write-mails.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { PersonScope } from '#lib/scope.ts';
import {
  isLastAdmin,
  type LockedMember,
  lastAdmin,
  lockMembers,
  mayStill,
  memberUnknown,
  noLongerAdmin,
} from './lock-members.ts';
import { memberRemovedMail } from './team-mails.ts';

/**
 * Takes a member out of the business: their next request is refused, and so are the pages that they have open. What they
 * added stays, and stays theirs in its history. Tells them by mail.
 */
export async function removeMember(
  scope: PersonScope,
  { userId }: { userId: string },
  from: RequestOrigin,
): Promise<Result<null>> {
  const { businessId, actor } = scope;
  if (userId === actor.userId) {
    return failure('self', 'You cannot remove yourself. Leave the business instead; nothing was changed.');
  }
  const removed = await db.$transaction(async (transaction) => {
    const locked = await lockMembers(transaction, businessId);
    if (!mayStill(scope, locked)) return noLongerAdmin();
    const member = locked.find((each) => each.userId === userId);
    if (!member) return memberUnknown();
    const business = await takeOut(transaction, scope, member, 'memberRemoved', from);
    const mailIds = await writeMails(transaction, {
      businessId,
      kind: 'memberRemoved',
      to: [member],
      content: memberRemovedMail(business, actor.name),
    });
    return ok({ mailIds });
  });
  if (!removed.ok) return removed;
  for (const mailId of removed.value.mailIds) await enqueue('send-mail', { mailId });
  return ok(null);
}

/** The same for oneself, which needs no role; the last admin stays. */
export async function leaveBusiness(scope: PersonScope, from: RequestOrigin): Promise<Result<null>> {
  const { businessId, actor } = scope;
  return db.$transaction(async (transaction) => {
    const locked = await lockMembers(transaction, businessId);
    const member = locked.find(({ userId }) => userId === actor.userId);
    if (!member) return memberUnknown();
    if (isLastAdmin(locked, member.userId)) return lastAdmin();
    await takeOut(transaction, scope, member, 'memberLeft', from);
    return ok(null);
  });
}

async function takeOut(
  transaction: Db,
  { businessId, actor, origin }: PersonScope,
  { userId, name, role }: LockedMember,
  action: 'memberRemoved' | 'memberLeft',
  from: RequestOrigin,
): Promise<{ name: string }> {
  const { business } = await transaction.membership.delete({
    where: { businessId_userId: { businessId, userId } },
    select: { business: { select: { name: true } } },
  });
  await recordAudit(transaction, {
    businessId,
    userId,
    by: actor,
    action,
    detail: { name, role: roleNames[role] },
    from,
  });
  await announce(transaction, { businessId, topic: 'team', id: userId, origin });
  return business;
}
