import { startBusinessFile } from '#lib/business-file/list-business-files.ts';
import { madeFileKey, makeBusinessFile } from '#lib/business-file/make-business-file.ts';
import { beginReading, keepPart, startReading } from '#lib/business-file/reading/list-readings.ts';
import { openFile } from '#lib/business-file/reading/open-file.ts';
import { runReading } from '#lib/business-file/reading/run-reading.ts';
import { db } from '#lib/db.ts';
import type { RandomBytes } from '#lib/documents/archive/open-zip.ts';
import { PART_BYTES } from '#lib/domain/business-file/business-file.ts';
import { carriedTables, columnsOf } from '#lib/domain/business-file/carried-tables.ts';
import type { PersonScope } from '#lib/scope.ts';
import { storage } from '#lib/storage/open-storage.ts';

/** A complete export of the business, as it is downloaded. */
export async function completeExport(scope: PersonScope): Promise<Buffer> {
  const started = await startBusinessFile(scope);
  if (!started.ok) throw new Error(started.error.message);
  await makeBusinessFile(started.value.id);
  const made = await db.businessFile.findUniqueOrThrow({ where: { id: started.value.id } });
  return storage().get(madeFileKey(made));
}

/** Sends a file as a browser does, and has it checked. */
export async function uploaded(scope: PersonScope, file: Buffer): Promise<string> {
  const begun = await beginReading(scope, { fileName: 'complete.zip', byteSize: file.length });
  if (!begun.ok) throw new Error(begun.error.message);
  const { id: readingId } = begun.value;
  for (let number = 0; number * PART_BYTES < file.length; number++) {
    const bytes = file.subarray(number * PART_BYTES, (number + 1) * PART_BYTES);
    const kept = await keepPart(scope, { readingId, number, bytes });
    if (!kept.ok) throw new Error(kept.error.message);
  }
  await runReading(readingId);
  return readingId;
}

/** Reads a file back in; gives the business that came of it, as whoever read it acts there. */
export async function readBack(scope: PersonScope, file: Buffer): Promise<{ made: PersonScope; readingId: string }> {
  const readingId = await uploaded(scope, file);
  const { name, problem } = await db.businessReading.findUniqueOrThrow({ where: { id: readingId } });
  const started = await startReading(scope, { readingId, name: name ?? '' });
  if (!started.ok) throw new Error(`${started.error.message} ${problem}`);
  await runReading(readingId);
  const { madeBusinessId, state } = await db.businessReading.findUniqueOrThrow({ where: { id: readingId } });
  if (!madeBusinessId) throw new Error(`The reading ended as ${state}`);
  return { made: { ...scope, businessId: madeBusinessId }, readingId };
}

export const inMemory = (bytes: Buffer): RandomBytes => ({
  size: bytes.length,
  read: async (from, length) => bytes.subarray(from, from + length),
});

/** The lines of each table, and the manifest. */
export async function contentOf(file: Buffer) {
  const opened = await openFile(inMemory(file));
  const tables = new Map<string, string[]>();
  for (const { table } of opened.tables) {
    const lines: string[] = [];
    for await (const some of opened.linesOf(table)) lines.push(...some);
    tables.set(table.table, lines);
  }
  return { tables, manifest: opened.manifest };
}

const samples: Record<string, string> = {
  text: `'Größe, "1"\n=2'`,
  int4: '7',
  bool: 'true',
  date: `'2026-02-28'`,
  timestamptz: `'2026-02-28T12:34:56.789Z'`,
  numeric: '1.25',
  jsonb: `'{"a": [1, "é"]}'`,
};

/** Puts a value into every column that a complete export carries and that no row of the business has one in. */
export async function fillColumns(businessId: string, except: readonly string[]): Promise<void> {
  for (const table of carriedTables) {
    const types = await db.$queryRaw<{ name: string; type: string }[]>`
      SELECT column_name::text AS "name", udt_name::text AS "type" FROM information_schema.columns
       WHERE table_schema = current_schema() AND table_name = ${table.table} AND is_nullable = 'YES'`;
    const nullable = new Map(types.map(({ name, type }) => [name, type]));
    for (const [column, kind] of columnsOf(table)) {
      const type = nullable.get(column);
      const sample = type && samples[type];
      if (kind === 'id' || !sample || except.includes(`${table.table}.${column}`)) continue;
      const own = table.of
        ? `"${table.of.by}" IN (SELECT "id" FROM "${table.of.table}" WHERE "businessId" = $1::uuid)`
        : '"businessId" = $1::uuid';
      const value = kind === 'address' ? `'https://books.example/1'` : sample;
      await db.$executeRawUnsafe(
        `UPDATE "${table.table}" SET "${column}" = ${value} WHERE ${own} AND "${column}" IS NULL`,
        businessId,
      );
    }
  }
}
