import { db } from '#lib/db.ts';
import type { Role } from '#lib/domain/roles.ts';
import { roles } from '#lib/domain/roles.ts';
import type { BusinessScope } from '#lib/scope.ts';

export type Member = {
  userId: string;
  name: string;
  email: string;
  role: Role;
  since: Date;
  /** A few minutes more or less; null before their first request. */
  lastSeenAt: Date | null;
};

/** More than that nobody manages by a page. */
const MAX_LISTED = 1_000;

/** The people of the business: admins first, then by name. */
export async function members(scope: BusinessScope): Promise<Member[]> {
  const rows = await db.membership.findMany({
    where: { businessId: scope.businessId },
    select: {
      userId: true,
      role: true,
      createdAt: true,
      lastSeenAt: true,
      user: { select: { name: true, email: true } },
    },
    orderBy: { user: { name: 'asc' } },
    take: MAX_LISTED,
  });
  return rows
    .map(({ userId, role, createdAt, lastSeenAt, user }) => ({ userId, role, since: createdAt, lastSeenAt, ...user }))
    .sort((one, other) => roles.indexOf(one.role) - roles.indexOf(other.role));
}
