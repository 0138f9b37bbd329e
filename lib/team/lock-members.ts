import type { Db } from '#lib/db.ts';
import { failure } from '#lib/domain/result.ts';
import { may, type Role } from '#lib/domain/roles.ts';
import type { PersonScope } from '#lib/scope.ts';

export type LockedMember = { userId: string; role: Role; name: string; email: string };

/**
 * The members of the business as they are now, held until the transaction ends: changes of a team come one after
 * another, so that of two admins who demote each other one is left.
 */
export async function lockMembers(transaction: Db, businessId: string): Promise<LockedMember[]> {
  return transaction.$queryRaw<LockedMember[]>`
    SELECT m."userId", m."role", u."name", u."email"
      FROM "Membership" AS m JOIN "User" AS u ON u."id" = m."userId"
     WHERE m."businessId" = ${businessId}::uuid ORDER BY m."id" FOR UPDATE OF m`;
}

/** Whether the actor still is one who may: the role in the scope is that of the request's beginning. */
export function mayStill({ actor }: PersonScope, locked: readonly LockedMember[]): boolean {
  return locked.some(({ userId, role }) => userId === actor.userId && may(role, 'team.manage'));
}

/** Whether the business would be left without an admin. */
export function isLastAdmin(locked: readonly LockedMember[], userId: string): boolean {
  const admins = locked.filter(({ role }) => role === 'ADMIN');
  return admins.length === 1 && admins[0]?.userId === userId;
}

export const noLongerAdmin = () =>
  failure('roleInsufficient', 'You are no longer an admin of this business, so nothing was changed.');

export const lastAdmin = () =>
  failure(
    'lastAdmin',
    'A business has to keep an admin, and there is no other one. Nothing was changed: make somebody else an admin first.',
  );

export const memberUnknown = () =>
  failure('memberUnknown', 'This person is no longer a member of the business. Nothing was changed.');
