import { createHash } from 'node:crypto';
import type { Db } from '#lib/db.ts';
import { FILE_FORMAT, FILE_VERSION, stepsOf } from '#lib/domain/business-file/business-file.ts';
import { businessTable, carriedTables, columnsOf } from '#lib/domain/business-file/carried-tables.ts';
import type { FileCounts, Manifest } from '#lib/domain/business-file/manifest.ts';
import type { ZipEntry } from '#lib/inbox/export/zip.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { logoKey } from '#lib/team/business-logo.ts';
import type { BusinessFile } from '#prisma/generated/client.ts';
import { countRows, linesOf, type Snapshot } from './snapshot.ts';

const endings: Record<string, string> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'application/xml': 'xml',
};

/** Where the bytes of a document are in the file. */
export const documentPath = ({ id, mimeType }: { id: string; mimeType: string }) =>
  `documents/${id}.${endings[mimeType] ?? 'bin'}`;

export const tablePath = (file: string) => `data/${file}.jsonl`;
export const MANIFEST = 'manifest.json';
export const LOGO = 'logo';

const readme = `A business of Intray as one file.

manifest.json says what is in it, and by which sums (SHA-256) to know that it is whole.
data/ has a file for each table: lines of JSON (UTF-8), one for each row. Ids join them. The manifest tells what each
table is and of which kind its columns are. Amounts are decimals as text, instants are UTC, days are YYYY-MM-DD.
documents/ has the originals as they came, by the id of data/documents.jsonl, where their names and sums are.

An admin of any Intray reads it back in as a new business, under Business settings, Exports.
`;

/** What was counted of a business at the moment of its snapshot. */
export async function countBusiness(
  snapshot: Db,
  businessId: string,
): Promise<{ counts: FileCounts; total: number; rows: Map<string, number> }> {
  const rows = new Map<string, number>();
  for (const table of carriedTables) rows.set(table.table, await countRows(snapshot, table, businessId));
  const [more] = await snapshot.$queryRaw<[Pick<FileCounts, 'documentBytes' | 'published' | 'undecided'>]>`
    SELECT (SELECT COALESCE(sum("byteSize"), 0)::float8 FROM "Document" WHERE "businessId" = ${businessId}::uuid) AS "documentBytes",
           count(*) FILTER (WHERE "state" IN ('POSTED', 'COMPLETE'))::int AS "published",
           count(*) FILTER (WHERE "state" IN ('SENDING', 'UNCERTAIN'))::int AS "undecided"
      FROM "Publication" WHERE "businessId" = ${businessId}::uuid`;
  const of = (table: string) => rows.get(table) ?? 0;
  return {
    rows,
    counts: {
      ...{ items: of('Item'), contacts: of('Contact'), documents: of('Document'), events: of('ItemEvent') },
      ...more,
    },
    total: stepsOf(
      [...rows.values()].reduce((sum, count) => sum + count, 0),
      more.documentBytes,
    ),
  };
}

/**
 * The files of a complete export, one after the other. The tables are those of one moment; then the snapshot is closed,
 * and the documents follow, which never change. `note` is told of every step.
 */
export async function* fileEntries(
  asked: Pick<BusinessFile, 'id' | 'businessId' | 'at' | 'byName'>,
  snapshot: Snapshot,
  { counts, note }: { counts: FileCounts; note: (steps: number) => Promise<void> },
): AsyncGenerator<ZipEntry> {
  const { businessId } = asked;
  yield { name: 'README.txt', bytes: Buffer.from(readme) };
  const about = await aboutBusiness(snapshot.db, businessId);
  const tables: Manifest['tables'] = [];
  const documents: { path: string; storageKey: string }[] = [];
  for (const table of [businessTable, ...carriedTables]) {
    const { file, what } = table;
    const told = { rows: 0, bytes: 0, sha256: '' };
    yield {
      name: tablePath(file),
      isDeflated: true,
      parts: summed(told, counted(linesOf(snapshot.db, table, businessId), note)),
    };
    tables.push({ file, what, columns: Object.fromEntries(columnsOf(table)), ...told });
  }
  const members = about.members.map((member) => JSON.stringify(member));
  yield { name: tablePath('members'), bytes: Buffer.from(members.map((line) => `${line}\n`).join('')) };
  const rows = await snapshot.db.document.findMany({
    where: { businessId },
    select: { id: true, mimeType: true, storageKey: true, byteSize: true },
    orderBy: { id: 'asc' },
  });
  for (const row of rows) documents.push({ path: documentPath(row), storageKey: row.storageKey });
  await snapshot.close();
  const logo = about.logoId ? await storage().get(logoKey(businessId, about.logoId)) : null;
  if (logo) yield { name: LOGO, bytes: logo };
  for (const { path, storageKey } of documents) {
    const bytes = await storage().get(storageKey);
    yield { name: path, bytes };
    await note(stepsOf(0, bytes.length));
  }
  const manifest: Manifest = {
    ...{ format: FILE_FORMAT, version: FILE_VERSION, id: asked.id, madeAt: asked.at.toISOString() },
    ...{ madeBy: asked.byName, business: { id: businessId, name: about.name }, organisations: about.organisations },
    members: about.members.map(({ name }) => name),
    ...{ counts, tables, logo: logo && { bytes: logo.length, sha256: sha256(logo) } },
  };
  yield { name: MANIFEST, bytes: Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`) };
}

async function aboutBusiness(snapshot: Db, businessId: string) {
  const { memberships, connections, ...business } = await snapshot.business.findUniqueOrThrow({
    where: { id: businessId },
    select: {
      ...{ name: true, logoId: true },
      connections: { where: { isOwn: false }, select: { organisationName: true }, orderBy: { id: 'asc' } },
      memberships: {
        select: { role: true, createdAt: true, user: { select: { name: true, email: true } } },
        orderBy: { createdAt: 'asc' },
      },
    },
  });
  return {
    ...business,
    organisations: connections.map(({ organisationName }) => organisationName),
    members: memberships.map(({ role, createdAt, user }) => ({ ...user, role, since: createdAt })),
  };
}

async function* counted(lines: AsyncIterable<string[]>, note: (steps: number) => Promise<void>) {
  for await (const some of lines) {
    yield some;
    await note(some.length);
  }
}

async function* summed(
  told: { rows: number; bytes: number; sha256: string },
  lines: AsyncIterable<string[]>,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const some of lines) {
    const part = Buffer.from(`${some.join('\n')}\n`);
    hash.update(part);
    told.rows += some.length;
    told.bytes += part.length;
    yield part;
  }
  told.sha256 = hash.digest('hex');
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
