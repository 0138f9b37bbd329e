import type { Db } from '#lib/db.ts';
import type { CodingLine } from '#lib/domain/coding/coding.ts';

/** Makes the item's rows the given lines, in their order. Lines keep their ids, so history can follow them. */
export async function writeLines(
  db: Db,
  owner: { businessId: string; itemId: string },
  before: readonly CodingLine[],
  after: readonly CodingLine[],
): Promise<void> {
  const kept = new Set(after.map((line) => line.id));
  const known = new Set(before.map((line) => line.id));
  await db.lineItem.deleteMany({
    where: { ...owner, id: { in: before.map((line) => line.id).filter((id) => !kept.has(id)) } },
  });
  for (const [position, { id, ...values }] of after.entries()) {
    if (known.has(id)) await db.lineItem.update({ where: { id, ...owner }, data: { ...values, position } });
    else await db.lineItem.create({ data: { id, ...owner, ...values, position } });
  }
}
