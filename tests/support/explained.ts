import { type Db, db } from '#lib/db.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** The plan by which the database would answer, in its own words. */
export async function explained(sql: Prisma.Sql, client: Db = db): Promise<string> {
  const plan = await client.$queryRawUnsafe<{ 'QUERY PLAN': string }[]>(
    `EXPLAIN ${sql.sql
      .replace(/\$\d+|\?/g, '?')
      .split('?')
      .map((part, index) => (index < sql.values.length ? `${part}$${index + 1}` : part))
      .join('')}`,
    ...sql.values,
  );
  return plan.map((line) => line['QUERY PLAN']).join('\n');
}
