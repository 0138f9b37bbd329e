import { z } from 'zod';
import { db } from '#lib/db.ts';
import { isEmailAddress } from '#lib/domain/email-address.ts';
import { type InviteOutcome, MAX_INVITED } from '#lib/domain/invitation.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { roleNames, roles } from '#lib/domain/roles.ts';
import { textSchema } from '#lib/domain/text.ts';
import { announce } from '#lib/events/announce.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { wake } from '#lib/mail/wake.ts';
import type { PersonScope } from '#lib/scope.ts';
import { lockMembers, mayStill, noLongerAdmin } from '../lock-members.ts';
import { invitationRoom, writeInvitation } from './write-invitation.ts';

/** An address that is none is told at itself, and does not keep the others from being sent. */
export const inviteInput = z.object({
  people: z
    .array(
      z.object({
        email: textSchema(z, { longest: 500 }).transform((email) => email.toLowerCase()),
        name: textSchema(z, { longest: 500 })
          .transform((name) => name.slice(0, 120))
          .default(''),
      }),
    )
    .min(1, 'Enter at least one e-mail address.')
    .max(MAX_INVITED, `Invite at most ${MAX_INVITED} people at once.`),
  role: z.enum(roles, 'Choose a role.'),
});

export type Invited = { email: string; outcome: InviteOutcome };

/**
 * Invites each address that can be: what became of it is told for each, in the order in which they came. Those that
 * were expired are invited anew.
 */
export async function invite(
  scope: PersonScope,
  { people, role }: z.output<typeof inviteInput>,
  from: RequestOrigin,
): Promise<Result<Invited[]>> {
  const { businessId, actor } = scope;
  const written: string[] = [];
  const result = await db.$transaction(async (transaction) => {
    const locked = await lockMembers(transaction, businessId);
    if (!mayStill(scope, locked)) return noLongerAdmin();
    const business = await transaction.business.findUniqueOrThrow({
      where: { id: businessId },
      select: { name: true, slug: true },
    });
    const members = new Set(locked.map(({ email }) => email));
    const open = await transaction.invitation.findMany({
      where: {
        businessId,
        email: { in: people.map(({ email }) => email) },
        acceptedAt: null,
        withdrawnAt: null,
        replacedAt: null,
        expiresAt: { gt: new Date() },
      },
      select: { email: true },
    });
    const invited = new Set(open.map(({ email }) => email));
    let room = await invitationRoom(transaction, scope);
    const seen = new Set<string>();

    async function outcomeOf({ email, name }: { email: string; name: string }): Promise<InviteOutcome> {
      if (!isEmailAddress(email)) return 'invalid';
      if (seen.has(email)) return 'duplicate';
      seen.add(email);
      if (members.has(email)) return 'member';
      if (invited.has(email)) return 'alreadyInvited';
      const mailId = room > 0 ? await writeInvitation(transaction, scope, business, { email, name, role }) : null;
      if (!mailId) return 'tooMany';
      room -= 1;
      written.push(mailId);
      await recordAudit(transaction, {
        businessId,
        userId: null,
        by: actor,
        action: 'invited',
        detail: { email, role: roleNames[role] },
        from,
      });
      return 'invited';
    }

    const outcomes: Invited[] = [];
    for (const person of people) outcomes.push({ email: person.email, outcome: await outcomeOf(person) });
    if (written.length > 0) {
      await announce(transaction, { businessId, topic: 'team', id: null, origin: scope.origin });
    }
    return ok(outcomes);
  });
  await wake(written);
  return result;
}
