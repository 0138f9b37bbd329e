import { hashPassword } from '#lib/account/passwords.ts';
import { db } from '#lib/db.ts';
import { env } from '#lib/env.ts';
import { demoBusinesses, demoPassword, demoPeople } from './demo.ts';

/** Makes the demo businesses and people that are missing. Leaves what exists as people have made it since. */
export async function seedDemo(): Promise<void> {
  const passwordHash = await hashPassword(demoPassword);
  await db.$transaction(async (tx) => {
    const ids = new Map<string, string>();
    for (const business of demoBusinesses) {
      const create = { ...business, readsDocuments: env().READ_DOCUMENTS };
      const { id } = await tx.business.upsert({ where: { slug: business.slug }, create, update: {} });
      ids.set(business.slug, id);
    }
    for (const { name, email, roles } of demoPeople) {
      if (await tx.user.findUnique({ where: { email } })) continue;
      const memberships = Object.entries(roles).flatMap(([slug, role]) => {
        const businessId = ids.get(slug);
        return businessId ? [{ businessId, role }] : [];
      });
      await tx.user.create({ data: { email, name, passwordHash, memberships: { create: memberships } } });
    }
  });
}
