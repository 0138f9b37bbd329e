import { type Db, db } from '#lib/db.ts';
import { type CarriedTable, columnsOf } from '#lib/domain/business-file/carried-tables.ts';

/** Longer than reading any business takes. What is read holds no row from anybody. */
const MAX_MS = 6 * 60 * 60_000;

export type Snapshot = { db: Db; close: () => Promise<void> };

/** The database as it is at one moment, for as long as it is open, whatever others change meanwhile. */
export async function openSnapshot(): Promise<Snapshot> {
  const opened = Promise.withResolvers<Db>();
  const closed = Promise.withResolvers<void>();
  const transaction = db.$transaction(
    async (snapshot) => {
      // The moment is that of the first statement.
      await snapshot.$executeRaw`SET TRANSACTION READ ONLY`;
      await snapshot.$queryRaw`SELECT 1`;
      opened.resolve(snapshot);
      await closed.promise;
    },
    { isolationLevel: 'RepeatableRead', timeout: MAX_MS, maxWait: 30_000 },
  );
  transaction.catch(opened.reject);
  return {
    db: await opened.promise,
    close: async () => {
      closed.resolve();
      await transaction;
    },
  };
}

const name = (text: string) => `"${text}"`;

/** In SQL, the rows of a table that are a business's. */
function ofBusiness({ table, of, only }: CarriedTable, businessId: string): string {
  const id = `'${uuid(businessId)}'::uuid`;
  const own =
    table === 'Business'
      ? `t."id" = ${id}`
      : of
        ? `t.${name(of.by)} IN (SELECT "id" FROM ${name(of.table)} WHERE "businessId" = ${id})`
        : `t."businessId" = ${id}`;
  return only ? `${own} AND ${only}` : own;
}

/** A cursor takes no parameters. */
function uuid(text: string): string {
  if (!/^[0-9a-f-]{36}$/.test(text)) throw new RangeError('Not an id');
  return text;
}

export async function countRows(snapshot: Db, table: CarriedTable, businessId: string): Promise<number> {
  const [counted] = await snapshot.$queryRawUnsafe<[{ count: number }]>(
    `SELECT count(*)::int AS "count" FROM ${name(table.table)} AS t WHERE ${ofBusiness(table, businessId)}`,
  );
  return counted.count;
}

/** A member's own e-mail, so that they go on as the same owner elsewhere; unless another owner has it as theirs. */
const emailOfOwner = `COALESCE(t."email", (SELECT u."email" FROM "User" u WHERE u."id" = t."userId" AND NOT EXISTS (
  SELECT FROM "Owner" o WHERE o."businessId" = t."businessId" AND o."email" = u."email")))`;

function columnIn(table: string, column: string, kind: string): string {
  const own = `t.${name(column)}`;
  if (table === 'Owner' && column === 'email') return `${emailOfOwner} AS "email"`;
  if (kind === 'amount') return `${own}::text AS ${name(column)}`;
  if (kind === 'instant') {
    return `to_char(${own} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS ${name(column)}`;
  }
  return own;
}

/** Characters of rows that are in memory at a time, but for the last of them. */
const MUCH = 2_000_000;
const MOST_ROWS = 2_000;

/** The rows of a table as lines of JSON, some at a time, in the order of its key. */
export async function* linesOf(snapshot: Db, table: CarriedTable, businessId: string): AsyncGenerator<string[]> {
  const columns = columnsOf(table).map(([column, kind]) => columnIn(table.table, column, kind));
  const order = table.key.split(' ').map((column) => `t.${name(column)}`);
  await snapshot.$executeRawUnsafe(
    `DECLARE rows NO SCROLL CURSOR FOR SELECT row_to_json(r)::text AS line FROM (
       SELECT ${columns.join(', ')} FROM ${name(table.table)} AS t
        WHERE ${ofBusiness(table, businessId)} ORDER BY ${order.join(', ')}) AS r`,
  );
  for (let count = 20; ; ) {
    const rows = await snapshot.$queryRawUnsafe<{ line: string }[]>(`FETCH ${count} FROM rows`);
    if (rows.length > 0) yield rows.map(({ line }) => line);
    if (rows.length < count) break;
    const size = rows.reduce((sum, { line }) => sum + line.length, 0);
    count = Math.max(1, Math.min(MOST_ROWS, size > MUCH ? count >> 1 : size < MUCH / 4 ? count * 2 : count));
  }
  await snapshot.$executeRawUnsafe('CLOSE rows');
}
