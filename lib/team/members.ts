import { db } from '#lib/db.ts';
import type { Role } from '#lib/domain/roles.ts';
import { roles } from '#lib/domain/roles.ts';
import type { BusinessScope } from '#lib/scope.ts';

export type Member = { userId: string; name: string; email: string; role: Role };

/** The people of the business: admins first, then by name. */
export async function members(scope: BusinessScope): Promise<Member[]> {
  const rows = await db.membership.findMany({
    where: { businessId: scope.businessId },
    select: { userId: true, role: true, user: { select: { name: true, email: true } } },
    orderBy: { user: { name: 'asc' } },
  });
  return rows
    .map(({ userId, role, user }) => ({ userId, role, ...user }))
    .sort((one, other) => roles.indexOf(one.role) - roles.indexOf(other.role));
}
