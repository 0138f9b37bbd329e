import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Db, db } from '#lib/db.ts';
import { BrokenZip } from '#lib/documents/archive/open-zip.ts';
import { documentMimeTypes, MAX_DOCUMENT_BYTES } from '#lib/documents/document-kind.ts';
import { mimeTypeOf } from '#lib/documents/mime-type-of.ts';
import { MAX_ROWS, stepsOf } from '#lib/domain/business-file/business-file.ts';
import { isLedgerName } from '#lib/ledger/ledgers.ts';
import { MAX_LOGO_BYTES } from '#lib/team/business-logo.ts';
import { documentPath, LOGO } from '../file-entries.ts';
import { type OpenFile, Refused } from './open-file.ts';
import { type Row, rowReader } from './row-schema.ts';

/**
 * Reads all of a file once, before anything of it is written: that each table and each document is as the manifest says,
 * that each value is of its kind, and that a document is what it says it is. Throws a Refused, or a BrokenZip.
 */
export async function checkFile(file: OpenFile, note: (steps: number) => Promise<void>): Promise<void> {
  const { manifest, tables } = file;
  if (tables.reduce((sum, { told }) => sum + told.rows, 0) > MAX_ROWS) throw new Refused('tooLarge', 'too many rows');
  for (const { table, told } of tables) {
    const read = rowReader(told.file, told.columns);
    const hash = createHash('sha256');
    let [rows, bytes] = [0, 0];
    for await (const lines of file.linesOf(table)) {
      const some = lines.map(read);
      for (const line of lines) {
        hash.update(line).update('\n');
        bytes += Buffer.byteLength(line) + 1;
      }
      rows += lines.length;
      if (rows > told.rows || bytes > told.bytes) throw new Refused('broken', `${told.file} has more than is told`);
      await checkValues(db, table.table, some);
      if (table.table === 'Document') for (const row of some) await checkDocument(file, row, note);
      if (table.table === 'Connection') some.forEach(checkLedger);
      await note(lines.length);
    }
    const isWhole = rows === told.rows && bytes === told.bytes && hash.digest('hex') === told.sha256;
    if (!isWhole) throw new Refused('broken', `${told.file} is not as it was made`);
  }
  if (!manifest.logo) return;
  if (manifest.logo.bytes > MAX_LOGO_BYTES) throw new Refused('broken', 'a logo that is too large');
  const { sha256 } = await summed(file.bytesOf(LOGO), manifest.logo.bytes);
  if (sha256 !== manifest.logo.sha256) throw new Refused('broken', 'another logo');
}

/** Whether the database would take the values for what its columns are; it writes nothing. */
async function checkValues(database: Db, table: string, rows: readonly Row[]): Promise<void> {
  try {
    await database.$queryRawUnsafe(
      `SELECT count(*)::int FROM json_populate_recordset(NULL::"${table}", $1::json) AS r`,
      JSON.stringify(rows),
    );
  } catch (error) {
    throw refusedBy(error, table);
  }
}

/** The database refuses values (class 22) and what breaks its rules (23); anything else is no fault of the file. */
export function refusedBy(error: unknown, table: string): unknown {
  const code = /Code: `(\w+)`/.exec(error instanceof Error ? error.message : '')?.[1];
  return code && /^2[23]/.test(code) ? new Refused('broken', `${table}: the database says ${code}`) : error;
}

const documentRow = z.object({
  id: z.uuid(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  mimeType: z.enum(documentMimeTypes),
  byteSize: z.number().int().min(1).max(MAX_DOCUMENT_BYTES),
});

async function checkDocument(file: OpenFile, row: Row, note: (steps: number) => Promise<void>): Promise<void> {
  const read = documentRow.safeParse(row);
  if (!read.success) throw new Refused('broken', 'a document of a kind that is not taken');
  const { sha256, byteSize, mimeType } = read.data;
  const { bytes, sha256: sum } = await summed(file.bytesOf(documentPath(read.data)), byteSize);
  if (sum !== sha256 || bytes.length !== byteSize) throw new Refused('broken', 'a document is not as it came');
  // What is shown in a browser is what its content is, whatever is said of it.
  if ((await mimeTypeOf(bytes)) !== mimeType) throw new Refused('broken', 'a document is not what it says');
  await note(stepsOf(0, byteSize));
}

async function summed(parts: AsyncGenerator<Buffer>, most: number): Promise<{ bytes: Buffer; sha256: string }> {
  const hash = createHash('sha256');
  const read: Buffer[] = [];
  let size = 0;
  for await (const part of parts) {
    size += part.length;
    if (size > most) throw new BrokenZip('a file that is larger than told');
    hash.update(part);
    read.push(part);
  }
  return { bytes: Buffer.concat(read), sha256: hash.digest('hex') };
}

function checkLedger({ ledger }: Row): void {
  if (typeof ledger !== 'string' || !isLedgerName(ledger))
    throw new Refused('newer', 'a ledger that is not known here');
}
