import { BrokenZip, openZip, type RandomBytes, unzipped, type ZipFile } from '#lib/documents/archive/open-zip.ts';
import {
  FILE_FORMAT,
  FILE_VERSION,
  MAX_FILES,
  PART_BYTES,
  type ReadingProblem,
} from '#lib/domain/business-file/business-file.ts';
import {
  businessTable,
  type CarriedTable,
  carriedTables,
  columnsOf,
} from '#lib/domain/business-file/carried-tables.ts';
import { type Manifest, manifestSchema } from '#lib/domain/business-file/manifest.ts';
import { storage } from '#lib/storage/open-storage.ts';
import type { BusinessReading } from '#prisma/generated/client.ts';
import { MANIFEST, tablePath } from '../file-entries.ts';
import { readLines } from './lines-of-part.ts';

/** A file that is not read back in, and why. */
export class Refused extends Error {
  readonly problem: ReadingProblem;
  constructor(problem: ReadingProblem, detail: string) {
    super(detail);
    this.problem = problem;
  }
}

/** Below which the parts of an uploaded file lie. */
export const readingKey = ({ businessId, id }: Pick<BusinessReading, 'businessId' | 'id'>) =>
  `${businessId}/business-readings/${id}`;

/** The bytes of an uploaded file, of which one part is in memory at a time. */
export function uploadedBytes(reading: Pick<BusinessReading, 'businessId' | 'id' | 'byteSize'>): RandomBytes {
  let held: { number: number; bytes: Buffer } | null = null;
  const size = Number(reading.byteSize);
  const partOf = async (number: number): Promise<Buffer> => {
    if (held?.number !== number) held = { number, bytes: await storage().get(`${readingKey(reading)}/${number}`) };
    return held.bytes;
  };
  return {
    size,
    async read(from, length) {
      const parts: Buffer[] = [];
      const end = Math.min(from + length, size);
      for (let at = from; at < end; ) {
        const bytes = await partOf(Math.floor(at / PART_BYTES));
        const part = bytes.subarray(at % PART_BYTES, (at % PART_BYTES) + end - at);
        if (part.length === 0) break;
        parts.push(part);
        at += part.length;
      }
      return Buffer.concat(parts);
    },
  };
}

/** An opened file, and the columns that it has of each table. */
export type OpenFile = {
  manifest: Manifest;
  tables: { table: CarriedTable; told: Manifest['tables'][number] }[];
  has: (path: string) => ZipFile | undefined;
  bytesOf: (path: string) => AsyncGenerator<Buffer>;
  linesOf: (table: CarriedTable) => AsyncGenerator<string[]>;
};

const LARGEST_MANIFEST = 5_000_000;

/** Opens a file by its manifest. Throws a Refused for what is none, is damaged, or is newer than this version knows. */
export async function openFile(bytes: RandomBytes): Promise<OpenFile> {
  const files = await openZip(bytes, { maxEntries: MAX_FILES }).catch(async (error: unknown) => {
    if (!(error instanceof BrokenZip)) throw error;
    const begin = await bytes.read(0, 4);
    throw new Refused(begin.toString('latin1') === 'PK\x03\x04' ? 'broken' : 'foreign', error.message);
  });
  const bytesOf = (path: string) => {
    const file = files.get(path);
    if (!file) throw new Refused('broken', `${path} is missing`);
    return unzipped(bytes, file);
  };
  const manifest = await readManifest(files.get(MANIFEST), bytesOf);
  const known = new Map([businessTable, ...carriedTables].map((table) => [table.file, table]));
  const seen = new Set<string>();
  const tables = manifest.tables.map((told) => {
    const table = known.get(told.file);
    if (seen.has(told.file)) throw new Refused('broken', `${told.file} is told twice`);
    seen.add(told.file);
    const columns = new Map(table ? columnsOf(table) : []);
    const isKnown = Object.entries(told.columns).every(([name, kind]) => columns.get(name) === kind);
    if (!table || !isKnown) throw new Refused('newer', `${told.file} has what is not known here`);
    return { table, told };
  });
  if (tables.find(({ table }) => table === businessTable)?.told.rows !== 1) throw new Refused('broken', 'no business');
  const order = [businessTable, ...carriedTables];
  tables.sort((one, other) => order.indexOf(one.table) - order.indexOf(other.table));
  return {
    ...{ manifest, tables, bytesOf },
    has: (path) => files.get(path),
    linesOf: ({ file }) => readLines(bytesOf(tablePath(file))),
  };
}

async function readManifest(file: ZipFile | undefined, bytesOf: (path: string) => AsyncGenerator<Buffer>) {
  if (!file || file.size > LARGEST_MANIFEST) throw new Refused('foreign', 'no manifest');
  const parts: Buffer[] = [];
  for await (const part of bytesOf(MANIFEST)) parts.push(part);
  let told: { format?: unknown; version?: unknown } | null;
  try {
    told = JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    throw new Refused('broken', 'a manifest that is no JSON');
  }
  if (told?.format !== FILE_FORMAT) throw new Refused('foreign', 'a manifest of something else');
  if (typeof told.version === 'number' && told.version > FILE_VERSION) throw new Refused('newer', 'a newer version');
  const read = manifestSchema.safeParse(told);
  if (!read.success) throw new Refused('broken', `the manifest: ${read.error.message}`);
  return read.data;
}
