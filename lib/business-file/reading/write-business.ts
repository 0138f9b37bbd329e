import type { Db } from '#lib/db.ts';
import { stepsOf } from '#lib/domain/business-file/business-file.ts';
import { businessTable, type CarriedTable } from '#lib/domain/business-file/carried-tables.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { logoKey } from '#lib/team/business-logo.ts';
import { documentPath, LOGO } from '../file-entries.ts';
import { refusedBy } from './check-file.ts';
import type { NewIds } from './new-ids.ts';
import type { OpenFile } from './open-file.ts';
import { type Row, rowReader } from './row-schema.ts';

type Note = (steps: number) => Promise<void>;

/** Who reads it back in, and as what. */
export type NewBusiness = { id: string; slug: string; name: string; readerId: string };

const documentKey = (businessId: string, documentId: string) => `${businessId}/originals/${documentId}`;

/** The ids of all rows of the file. */
export async function noteIds({ tables, linesOf }: OpenFile, ids: NewIds): Promise<void> {
  for (const { table, told } of tables) {
    if (!('id' in told.columns)) continue;
    const read = rowReader(told.file, told.columns);
    for await (const lines of linesOf(table)) {
      for (const line of lines) {
        const { id } = read(line);
        if (typeof id === 'string') ids.note(id);
      }
    }
  }
}

/** Stores the originals and the logo where the new business will look for them. */
export async function storeDocuments(file: OpenFile, ids: NewIds, business: NewBusiness, note: Note): Promise<void> {
  for (const { table, told } of file.tables) {
    if (table.table !== 'Document') continue;
    const read = rowReader(told.file, told.columns);
    for await (const lines of file.linesOf(table)) {
      for (const { id, mimeType, byteSize } of lines.map(read) as {
        id: string;
        mimeType: string;
        byteSize: number;
      }[]) {
        const key = documentKey(business.id, ids.of(id) ?? id);
        await storage().putParts(key, file.bytesOf(documentPath({ id, mimeType })));
        await note(stepsOf(0, byteSize));
      }
    }
  }
  if (file.manifest.logo) await storage().putParts(logoKey(business.id, business.id), file.bytesOf(LOGO));
}

/** Writes all rows, with new ids, in the caller's transaction. Throws a Refused for what breaks a rule of the database. */
export async function writeRows(
  transaction: Db,
  file: OpenFile,
  ids: NewIds,
  business: NewBusiness,
  note: Note,
): Promise<void> {
  // What is kept until the end of a transaction would be millions of rows.
  await transaction.$executeRaw`SET CONSTRAINTS ALL IMMEDIATE`;
  for (const { table, told } of file.tables) {
    const read = rowReader(told.file, told.columns);
    const later: Row[] = [];
    for await (const lines of file.linesOf(table)) {
      const rows = lines.map((line) => renewed(read(line), table, told.columns, ids, business));
      for (const row of rows) later.push(...putOff(row, table));
      await insert(transaction, table.table, rows);
      await note(lines.length);
    }
    for (const column of table.later?.split(' ') ?? []) await pointLater(transaction, table.table, column, later);
    if (table === businessTable) {
      // Flags of its own come with it.
      await transaction.flag.deleteMany({ where: { businessId: business.id } });
      if (file.manifest.logo) {
        await transaction.business.update({ where: { id: business.id }, data: { logoId: business.id } });
      }
    }
  }
}

/** A row as it is written here: ids are new, and what is not in the file is as its table says. */
function renewed(
  row: Row,
  table: CarriedTable,
  columns: Readonly<Record<string, string>>,
  ids: NewIds,
  business: NewBusiness,
): Row {
  const made: Row = table === businessTable ? {} : withBusiness(table, business);
  for (const [name, value] of Object.entries(row)) {
    const kind = columns[name];
    if (kind === 'id') made[name] = typeof value === 'string' ? ids.of(value) : null;
    else made[name] = kind === 'json' && value !== null ? ids.within(value) : value;
  }
  for (const [name, { becomes }] of Object.entries(table.left ?? {})) {
    if (becomes === 'reader') made[name] = business.readerId;
    if (becomes === 'now') made[name] = new Date();
    if (becomes === 'rowId') made[name] = made.id;
    if (becomes === 'disconnected') made[name] = 'DISCONNECTED';
    if (becomes === 'storageKey') made[name] = documentKey(business.id, String(made.id));
  }
  if (table === businessTable) Object.assign(made, { slug: business.slug, name: business.name });
  return made;
}

const withBusiness = ({ of }: CarriedTable, { id }: NewBusiness): Row => (of ? {} : { businessId: id });

/** Takes out what points at a row of the same table, which may not be there yet. */
function putOff(row: Row, { later }: CarriedTable): Row[] {
  const pointing = (later?.split(' ') ?? []).filter((column) => row[column]);
  const kept = pointing.map((column) => ({ id: row.id, column, to: row[column] }));
  for (const column of pointing) row[column] = null;
  return kept;
}

async function insert(transaction: Db, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first)
    .map((name) => `"${name}"`)
    .join(', ');
  try {
    await transaction.$executeRawUnsafe(
      `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::"${table}", $1::json)`,
      JSON.stringify(rows),
    );
  } catch (error) {
    throw refusedBy(error, table);
  }
}

async function pointLater(transaction: Db, table: string, column: string, later: readonly Row[]): Promise<void> {
  const pointing = later.filter((row) => row.column === column);
  if (pointing.length === 0) return;
  try {
    await transaction.$executeRawUnsafe(
      `UPDATE "${table}" AS t SET "${column}" = l."to"
         FROM json_to_recordset($1::json) AS l("id" uuid, "to" uuid) WHERE t."id" = l."id"`,
      JSON.stringify(pointing),
    );
  } catch (error) {
    throw refusedBy(error, table);
  }
}
