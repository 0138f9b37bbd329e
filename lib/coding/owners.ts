import type { Db } from '#lib/db.ts';

/** The owner that a member is; null for whoever is none. A member always has one, which a trigger makes (0134_owners). */
export async function ownerOfMember(db: Db, businessId: string, userId: string): Promise<string | null> {
  const owner = await db.owner.findUnique({
    where: { businessId_userId: { businessId, userId }, archivedAt: null },
    select: { id: true },
  });
  return owner?.id ?? null;
}

/** The owner that items can be given to, by its id; null when it is archived or of another business. */
export function activeOwner(db: Db, businessId: string, ownerId: string): Promise<{ id: string; name: string } | null> {
  return db.owner.findFirst({
    where: { id: ownerId, businessId, archivedAt: null },
    select: { id: true, name: true },
  });
}
