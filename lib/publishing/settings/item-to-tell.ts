import { db } from '#lib/db.ts';
import type { Item, Prisma } from '#prisma/generated/client.ts';

/** The item that a setting is explained by: the newest that it concerns or, where there is none, the newest of `others`. */
export async function itemToTell(
  concerned: Prisma.ItemWhereInput | null,
  others: Prisma.ItemWhereInput,
): Promise<Item | null> {
  const newest = (where: Prisma.ItemWhereInput) => db.item.findFirst({ where, orderBy: { number: 'desc' } });
  return (concerned && (await newest(concerned))) ?? newest(others);
}
