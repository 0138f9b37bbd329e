import type { Db } from '#lib/db.ts';
import { specOf } from '#lib/domain/coding/coding.ts';
import type { Fields } from '#lib/domain/coding/field-kinds.ts';
import { type ItemProvenance, storedProvenance } from '#lib/domain/coding/provenance.ts';
import { changedIn, type RowOf } from '#lib/domain/coding/rows.ts';
import { columnsIn, type RowsField } from './coding-columns.ts';

type Owner = { businessId: string; itemId: string };

/** What all tables of rows have in common. */
type RowTable = {
  deleteMany(args: { where: object }): Promise<unknown>;
  update(args: { where: { id: string }; data: object }): Promise<unknown>;
  create(args: { data: object }): Promise<unknown>;
  findMany(args: { where: object; select: object }): Promise<{ id: string; provenance: unknown }[]>;
};

/** Where the rows of each field are. */
const tables: Record<RowsField, (db: Db) => RowTable> = {
  lines: (db) => db.lineItem as unknown as RowTable,
  payments: (db) => db.itemPayment as unknown as RowTable,
};

export const rowsFields = Object.keys(tables) as RowsField[];

/** The stored sources of all of an item's rows. */
export async function loadRowSources(db: Db, itemId: string): Promise<{ id: string; provenance: unknown }[]> {
  const found = [];
  for (const field of rowsFields) {
    found.push(...(await tables[field](db).findMany({ where: { itemId }, select: { id: true, provenance: true } })));
  }
  return found;
}

/** Makes the item's rows the given ones, in their order. Rows keep their ids, so history can follow them. */
export async function writeRows(
  db: Db,
  owner: Owner,
  field: RowsField,
  before: readonly RowOf<Fields>[],
  after: readonly RowOf<Fields>[],
  sources: ItemProvenance['rows'],
): Promise<void> {
  const table = tables[field](db);
  const fields = specOf(field).rowFields ?? {};
  const former = new Map(before.map((row, position) => [row.id, { row, position }]));
  const kept = new Set(after.map(({ id }) => id));
  const removed = [...former.keys()].filter((id) => !kept.has(id));
  if (removed.length > 0) await table.deleteMany({ where: { ...owner, id: { in: removed } } });
  for (const [position, row] of after.entries()) {
    const was = former.get(row.id);
    const provenance = storedProvenance(sources.get(row.id) ?? {});
    const data = { ...columnsIn(fields, row), position, provenance };
    if (!was) await table.create({ data: { id: row.id, ...owner, ...data } });
    else if (was.position !== position || changedIn(fields, was.row, row).length > 0) {
      await table.update({ where: { id: row.id, ...owner }, data });
    }
  }
}
