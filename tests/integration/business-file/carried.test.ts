import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import {
  businessTable,
  type ColumnKind,
  carriedTables,
  columnsOf,
  leftOutParts,
  leftOutTables,
  sharedTables,
} from '#lib/domain/business-file/carried-tables.ts';

type Column = { table: string; name: string; type: string };

const columnsInDatabase = () => db.$queryRaw<Column[]>`
  SELECT table_name::text AS "table", column_name::text AS "name", udt_name::text AS "type"
    FROM information_schema.columns WHERE table_schema = current_schema() AND table_name NOT LIKE '\\_%'
   ORDER BY table_name, ordinal_position`;

const carried = [businessTable, ...carriedTables];

test('every table is carried by a complete export, or left out of it with a reason', async () => {
  const tables = new Set((await columnsInDatabase()).map(({ table }) => table));
  const known = [
    carried.map(({ table }) => table),
    Object.keys(leftOutTables),
    Object.keys(leftOutParts),
    sharedTables,
  ];
  expect([...tables].sort(), 'lib/domain/business-file/carried-tables.ts').toEqual(known.flat().sort());
  const ofBusinesses = new Set(
    (await columnsInDatabase()).filter(({ name }) => name === 'businessId').map(({ table }) => table),
  );
  expect(sharedTables.filter((table) => ofBusinesses.has(table))).toEqual([]);
});

test('every column of these tables is carried, or left out with a reason', async () => {
  const columns = Map.groupBy(await columnsInDatabase(), ({ table }) => table);
  for (const table of carried) {
    const known = [...columnsOf(table).map(([name]) => name), ...Object.keys(table.left ?? {})];
    const there = (columns.get(table.table) ?? []).map(({ name }) => name).filter((name) => name !== 'businessId');
    expect([...new Set(known)].sort(), table.table).toEqual(there.sort());
  }
});

const kindOfType: Record<string, ColumnKind> = {
  uuid: 'id',
  numeric: 'amount',
  timestamptz: 'instant',
  jsonb: 'json',
};

/** Ids that name no row, and those of a list. */
const exceptions = ['EntryPair.batchId value', 'ContactMerge.movedAliasIds json', 'Publication.ledgerUrl address'];

test('every column is of the kind that its type in the database calls for', async () => {
  const types = new Map((await columnsInDatabase()).map(({ table, name, type }) => [`${table}.${name}`, type]));
  const wrong = carried.flatMap((table) =>
    columnsOf(table)
      .map(([name, kind]) => ({ name: `${table.table}.${name}`, kind }))
      .filter(({ name, kind }) => kind !== (kindOfType[types.get(name) ?? ''] ?? 'value'))
      .map(({ name, kind }) => `${name} ${kind}`),
  );
  expect(wrong.sort()).toEqual(exceptions.sort());
});

test('what is left out has a value when it is read back in', async () => {
  const needed = await db.$queryRaw<{ table: string; name: string }[]>`
    SELECT table_name::text AS "table", column_name::text AS "name" FROM information_schema.columns
     WHERE table_schema = current_schema() AND is_nullable = 'NO' AND column_default IS NULL`;
  const without = carriedTables.flatMap(({ table, left = {} }) =>
    needed.filter((column) => column.table === table && left[column.name] && !left[column.name]?.becomes),
  );
  expect(without).toEqual([]);
});
