import { db } from '#lib/db.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { type Role, roleNames } from '#lib/domain/roles.ts';
import { announce } from '#lib/events/announce.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { wake } from '#lib/mail/wake.ts';
import { writeMails } from '#lib/mail/write-mails.ts';
import type { PersonScope } from '#lib/scope.ts';
import { withdrawInvitationsOf } from './invitations/withdraw-invitation.ts';
import { isLastAdmin, lastAdmin, lockMembers, mayStill, memberUnknown, noLongerAdmin } from './lock-members.ts';
import { roleChangedMail } from './team-mails.ts';

/**
 * Gives a member another role, which counts from their next request on. Tells them by mail, unless it is oneself. Of
 * whoever is no admin any more the open invitations are withdrawn, and how many they were is given back.
 */
export async function changeRole(
  scope: PersonScope,
  { userId, role }: { userId: string; role: Role },
  from: RequestOrigin,
): Promise<Result<{ withdrawn: number }>> {
  const { businessId, actor } = scope;
  const changed = await db.$transaction(async (transaction) => {
    const locked = await lockMembers(transaction, businessId);
    if (!mayStill(scope, locked)) return noLongerAdmin();
    const member = locked.find((each) => each.userId === userId);
    if (!member) return memberUnknown();
    if (member.role === role) return ok({ mailIds: [], withdrawn: 0 });
    if (isLastAdmin(locked, userId)) return lastAdmin();
    const { business } = await transaction.membership.update({
      where: { businessId_userId: { businessId, userId } },
      data: { role },
      select: { business: { select: { name: true, slug: true } } },
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
    if (userId === actor.userId) return ok({ mailIds: [], withdrawn });
    const mailIds = await writeMails(transaction, {
      businessId,
      kind: 'roleChanged',
      to: [member],
      content: roleChangedMail(business, { from: member.role, to: role, by: actor.name }),
    });
    return ok({ mailIds, withdrawn });
  });
  if (!changed.ok) return changed;
  await wake(changed.value.mailIds);
  return ok({ withdrawn: changed.value.withdrawn });
}
