import type { Db } from '#lib/db.ts';
import { may, type Permission } from '#lib/domain/roles.ts';
import type { PersonScope } from '#lib/scope.ts';

/** Somebody who asked for something earlier, in the role that they have now; null when they may not do it any more. */
export async function personLater(
  db: Db,
  businessId: string,
  userId: string,
  permission: Permission,
): Promise<PersonScope | null> {
  const member = await db.membership.findUnique({
    where: { businessId_userId: { businessId, userId } },
    select: { role: true, user: { select: { name: true } } },
  });
  if (!member || !may(member.role, permission)) return null;
  return { businessId, actor: { kind: 'person', userId, name: member.user.name, role: member.role } };
}
