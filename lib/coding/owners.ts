import { type Db, db } from '#lib/db.ts';
import { actorMay, userIdOf } from '#lib/domain/actor.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** The owner that a member is; null for whoever is none. A member always has one, which a trigger makes (0134_owners). */
export async function ownerOfMember(db: Db, businessId: string, userId: string): Promise<string | null> {
  const owner = await db.owner.findUnique({
    where: { businessId_userId: { businessId, userId }, archivedAt: null },
    select: { id: true },
  });
  return owner?.id ?? null;
}

/** The owner that items can be given to, by its id; null when it is archived or of another business. */
export function activeOwner(
  db: Db,
  businessId: string,
  ownerId: string,
): Promise<{ id: string; name: string; userId: string | null } | null> {
  return db.owner.findFirst({
    where: { id: ownerId, businessId, archivedAt: null },
    select: { id: true, name: true, userId: true },
  });
}

/** An owner that items can be given to. */
export type OwnerChoice = { id: string; name: string; isMe: boolean; isArchived: boolean };

/** More are not offered; a business has no more (lib/team/owners). */
const MAX_CHOICES = 1_000;

/**
 * The owners to choose from, for those who may: oneself first, then by name. What is done stays an owner's who is
 * archived, so they are found by them too, after the others.
 */
export async function ownerChoices(scope: BusinessScope, { archivedToo = false } = {}): Promise<OwnerChoice[]> {
  if (!actorMay(scope.actor, 'items.edit')) return [];
  const owners = await db.owner.findMany({
    where: { businessId: scope.businessId, ...(!archivedToo && { archivedAt: null }) },
    select: { id: true, name: true, userId: true, archivedAt: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: MAX_CHOICES,
  });
  const me = userIdOf(scope.actor);
  return owners
    .map(({ id, name, userId, archivedAt }) => {
      const isArchived = archivedAt !== null;
      return { id, name, isMe: !isArchived && userId !== null && userId === me, isArchived };
    })
    .sort((one, other) => place(one) - place(other));
}

const place = ({ isMe, isArchived }: OwnerChoice) => (isMe ? 0 : isArchived ? 2 : 1);
