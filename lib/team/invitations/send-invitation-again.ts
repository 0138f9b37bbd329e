import { db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { roleNames } from '#lib/domain/roles.ts';
import { announce } from '#lib/events/announce.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { wake } from '#lib/mail/wake.ts';
import type { PersonScope } from '#lib/scope.ts';
import { lockMembers, mayStill, noLongerAdmin } from '../lock-members.ts';
import { invitationRoom, writeInvitation } from './write-invitation.ts';

/** *Send again*: a new link that holds for the whole time anew, in a new mail. The older link then lets nobody in. */
export async function sendInvitationAgain(
  scope: PersonScope,
  invitationId: string,
  from: RequestOrigin,
): Promise<Result<null>> {
  const { businessId, actor } = scope;
  const written = await db.$transaction(async (transaction) => {
    if (!mayStill(scope, await lockMembers(transaction, businessId))) return noLongerAdmin();
    const invitation = await transaction.invitation.findFirst({
      where: { id: invitationId, businessId, acceptedAt: null, withdrawnAt: null, replacedAt: null },
      select: { email: true, name: true, role: true, business: { select: { name: true, slug: true } } },
    });
    if (!invitation) return invitationOver();
    const room = await invitationRoom(transaction, scope);
    const mailId = room > 0 ? await writeInvitation(transaction, scope, invitation.business, invitation) : null;
    if (!mailId) {
      return failure(
        'tooMany',
        'There were too many invitations for now. Nothing was sent; the older link still works.',
      );
    }
    await recordAudit(transaction, {
      businessId,
      userId: null,
      by: actor,
      action: 'invitationSentAgain',
      detail: { email: invitation.email, role: roleNames[invitation.role] },
      from,
    });
    await announce(transaction, { businessId, topic: 'team', id: null, origin: scope.origin });
    return ok({ mailId });
  });
  if (!written.ok) return written;
  await wake([written.value.mailId]);
  return ok(null);
}

export const invitationOver = () =>
  failure('invitationOver', 'This invitation is no longer open: it was used, withdrawn or sent again meanwhile.');
