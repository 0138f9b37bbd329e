import type { Db } from '#lib/db.ts';

/** The connection whose list is written. */
export type MirrorOwner = { businessId: string; connectionId: string };

/** What became of a page of entries. */
export type Changes = { added: number; changed: number; archived: number };

type ColumnType = 'text' | 'boolean' | 'integer' | 'numeric' | 'uuid' | 'jsonb' | 'timestamptz';

/**
 * A table that mirrors a list of the ledger. Only the columns named here are ever written: local settings, such as
 * `isVisible`, are safe because they are not.
 */
export type MirrorTable<Row extends Record<string, unknown>> = {
  name: string;
  /** The entry's identity at the ledger; unique within the connection. */
  key: keyof Row & string;
  columns: { [C in keyof Row & string]: ColumnType };
  /** Written, but no change worth telling if they alone differ. */
  silent?: readonly (keyof Row & string)[];
  /** Booleans that stay true once they are. */
  sticky?: readonly (keyof Row & string)[];
  /** Whether the table has an id of its own and the two timestamps. */
  hasId: boolean;
};

/** Longest list of entries that one statement takes; a ledger's page is shorter. */
const MAX_ROWS = 5_000;

/**
 * Writes a page of entries in one statement and counts what it did. Rows that do not differ are not touched: no dead
 * tuples, and `updatedAt` keeps its meaning. Rows are locked in the order of their key, so that two statements never
 * wait for each other in a circle.
 */
export async function bulkUpsert<Row extends Record<string, unknown>>(
  db: Db,
  table: MirrorTable<Row>,
  owner: MirrorOwner,
  rows: Row[],
): Promise<Changes> {
  if (rows.length === 0) return { added: 0, changed: 0, archived: 0 };
  if (rows.length > MAX_ROWS) throw new RangeError(`${rows.length} rows for ${table.name} in one statement`);
  // Names of tables and columns are constants of this room; every value is a parameter.
  const [changes] = await db.$queryRawUnsafe<Changes[]>(
    upsertStatement(table),
    owner.businessId,
    owner.connectionId,
    toJson(lastOfEach(rows, table.key)),
  );
  if (!changes) throw new Error(`The upsert of ${table.name} returned no counts`);
  return changes;
}

/** Archives the entries with these keys; returns how many were active. */
export function archive<Row extends Record<string, unknown>>(
  db: Db,
  table: MirrorTable<Row>,
  owner: MirrorOwner,
  keys: string[],
): Promise<number> {
  if (keys.length === 0) return Promise.resolve(0);
  return db.$executeRawUnsafe(
    `UPDATE ${quote(table.name)} SET "isArchived" = true ${table.hasId ? ', "updatedAt" = now()' : ''}
      WHERE "connectionId" = $1::uuid AND ${quote(table.key)} = ANY($2::text[]) AND NOT "isArchived"`,
    owner.connectionId,
    keys,
  );
}

/** The keys of the entries that are active now. */
export async function activeKeys<Row extends Record<string, unknown>>(
  db: Db,
  table: MirrorTable<Row>,
  owner: MirrorOwner,
): Promise<string[]> {
  const rows = await db.$queryRawUnsafe<{ key: string }[]>(
    `SELECT ${quote(table.key)} AS key FROM ${quote(table.name)}
      WHERE "connectionId" = $1::uuid AND NOT "isArchived" AND ${quote(table.key)} IS NOT NULL`,
    owner.connectionId,
  );
  return rows.map(({ key }) => key);
}

function upsertStatement<Row extends Record<string, unknown>>(table: MirrorTable<Row>): string {
  const { key, hasId, silent = [], sticky = [] } = table;
  const columns = Object.entries(table.columns) as [keyof Row & string, ColumnType][];
  const names = columns.map(([name]) => quote(name)).join(', ');
  const updated = columns.map(([name]) => name).filter((name) => name !== key);
  const compared = updated.filter((name) => !silent.includes(name));
  const next = (name: keyof Row & string) =>
    sticky.includes(name) ? `(t.${quote(name)} OR excluded.${quote(name)})` : `excluded.${quote(name)}`;
  return `
    WITH incoming AS (
      SELECT * FROM jsonb_to_recordset($3::jsonb) AS r(${columns.map(([name, type]) => `${quote(name)} ${type}`).join(', ')})
    ), saved AS (
      INSERT INTO ${quote(table.name)} AS t (${hasId ? '"id", ' : ''}"businessId", "connectionId", ${names})
      SELECT ${hasId ? `${ORDERED_ID}, ` : ''}$1::uuid, $2::uuid, ${names} FROM incoming ORDER BY ${quote(key)}
      ON CONFLICT ("connectionId", ${quote(key)}) DO UPDATE SET
        ${updated.map((name) => `${quote(name)} = ${next(name)}`).join(', ')}${hasId ? ', "updatedAt" = now()' : ''}
      WHERE (${compared.map((name) => `t.${quote(name)}`).join(', ')})
        IS DISTINCT FROM (${compared.map(next).join(', ')})
      RETURNING t.${quote(key)} AS key, t."isArchived"
    ), told AS MATERIALIZED (
      -- As it was before this statement; by its key, since a list that fills for the first time has no statistics yet.
      SELECT saved."isArchived", (
        SELECT b."isArchived" FROM ${quote(table.name)} AS b
         WHERE b."connectionId" = $2::uuid AND b.${quote(key)} = saved.key
      ) AS "wasArchived" FROM saved
    )
    SELECT count(*) FILTER (WHERE "wasArchived" IS NULL)::int AS added,
           count(*) FILTER (WHERE "isArchived" AND NOT "wasArchived")::int AS archived,
           count(*) FILTER (WHERE "wasArchived" OR "wasArchived" = "isArchived")::int AS changed
      FROM told`;
}

/**
 * A UUID of version 7, as the schema's own are, in an SQL that any PostgreSQL knows: ids that begin with the time lie
 * side by side in their index, which spares a sixth of the time that writing a page takes.
 */
const ORDERED_ID = `(lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') || '7' ||
  substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid`;

const quote = (name: string) => `"${name}"`;

/** A statement can't update one row twice, and a ledger's page may name an entry twice: the later one holds. */
function lastOfEach<Row extends Record<string, unknown>>(rows: Row[], key: keyof Row): Row[] {
  return [...new Map(rows.map((row) => [row[key], row])).values()];
}

/** NUL, or half a surrogate pair, as JSON writes them. What looks like it and is not is found too, which does no harm. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/;

/** PostgreSQL takes neither NUL nor half a surrogate pair; one odd name must not keep a whole list from refreshing. */
export function toJson(rows: unknown[]): string {
  const json = JSON.stringify(rows);
  if (!UNSTORABLE.test(json)) return json;
  return JSON.stringify(rows, (_, value) =>
    typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
  );
}
