import { createHash, randomUUID } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  beginReading,
  keepPart,
  listReadings,
  removeReading,
  startReading,
  sweepReadings,
} from '#lib/business-file/reading/list-readings.ts';
import { readingKey } from '#lib/business-file/reading/open-file.ts';
import { runReading } from '#lib/business-file/reading/run-reading.ts';
import { db } from '#lib/db.ts';
import { openZip, unzipped } from '#lib/documents/archive/open-zip.ts';
import { readingProblems } from '#lib/domain/business-file/business-file.ts';
import type { Manifest } from '#lib/domain/business-file/manifest.ts';
import { type ZipEntry, zipped } from '#lib/inbox/export/zip.ts';
import { closeQueues } from '#lib/queue/enqueue.ts';
import type { PersonScope } from '#lib/scope.ts';
import { removeDiscarded } from '#lib/storage/discard-files.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { completeExport, inMemory, readBack, uploaded } from '#tests/support/business-file.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { aDocument } from '#tests/support/publishing.ts';

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

let scope: PersonScope;
let books: Books;
let file: Buffer;
let documentId: string;

beforeAll(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
  const { businessId } = scope;
  documentId = await aDocument(businessId, PDF);
  await db.item.create({
    data: {
      ...{ businessId, number: 1, contactId: books.acme, accountId: books.power, total: '1.10' },
      documents: { create: { documentId, position: 0 } },
    },
  });
  file = await completeExport(scope);
});
afterAll(closeQueues);

type Files = Map<string, Buffer>;

async function filesOf(zip: Buffer): Promise<Files> {
  const bytes = inMemory(zip);
  const files: Files = new Map();
  for (const entry of (await openZip(bytes, { maxEntries: 1_000 })).values()) {
    const parts: Buffer[] = [];
    for await (const part of unzipped(bytes, entry)) parts.push(part);
    files.set(entry.name, Buffer.concat(parts));
  }
  return files;
}

async function packed(files: Files): Promise<Buffer> {
  async function* entries(): AsyncGenerator<ZipEntry> {
    for (const [name, bytes] of files) yield { name, bytes };
  }
  const parts: Buffer[] = [];
  for await (const part of zipped(entries(), new Date())) parts.push(part);
  return Buffer.concat(parts);
}

/** The file with other content, as somebody would make it who also puts the sums right. */
async function changed(change: (files: Files, manifest: Manifest) => void): Promise<Buffer> {
  const files = await filesOf(file);
  const manifest: Manifest = JSON.parse(String(files.get('manifest.json')));
  change(files, manifest);
  for (const table of manifest.tables) {
    const bytes = files.get(`data/${table.file}.jsonl`) ?? Buffer.alloc(0);
    table.bytes = bytes.length;
    table.rows = bytes.toString().split('\n').length - 1;
    table.sha256 = createHash('sha256').update(bytes).digest('hex');
  }
  files.set('manifest.json', Buffer.from(JSON.stringify(manifest)));
  return packed(files);
}

const replace = (files: Files, name: string, from: string | RegExp, to: string) =>
  files.set(name, Buffer.from(String(files.get(name)).replace(from, to)));

describe('a file is refused, in words that say what to do, and leaves nothing, when', () => {
  const cases: Record<string, [keyof typeof readingProblems, () => Promise<Buffer> | Buffer]> = {
    'it is something else': ['foreign', () => Buffer.from('a letter to somebody, not an archive of anything')],
    'it is an archive of something else': ['foreign', () => packed(new Map([['a.txt', Buffer.from('a')]]))],
    'it was cut off': ['broken', () => file.subarray(0, file.length - 400)],
    'a byte of a table is another': [
      'broken',
      async () => {
        const files = await filesOf(file);
        replace(files, 'data/items.jsonl', '1.10', '9.10');
        return packed(files);
      },
    ],
    'a document is missing': ['broken', () => changed((files) => void files.delete(`documents/${documentId}.pdf`))],
    'a document is another': [
      'broken',
      () => changed((files) => void files.set(`documents/${documentId}.pdf`, Buffer.from('%PDF-1.4 another'))),
    ],
    'a document is a page for a browser': [
      'broken',
      () =>
        changed((files) => {
          const page = Buffer.from('<html><script>alert(1)</script></html>');
          files.set(`documents/${documentId}.pdf`, page);
          replace(
            files,
            'data/documents.jsonl',
            /"sha256":"\w+"/,
            `"sha256":"${createHash('sha256').update(page).digest('hex')}"`,
          );
          replace(files, 'data/documents.jsonl', /"byteSize":\d+/, `"byteSize":${page.length}`);
        }),
    ],
    'a table is not told of': [
      'newer',
      () =>
        changed((_, { tables }) => {
          const [first] = tables;
          if (first) tables.push({ ...first, file: 'users' });
        }),
    ],
    'it says to be newer': ['newer', () => changed((_, manifest) => void Object.assign(manifest, { version: 99 }))],
    'an amount is none': [
      'broken',
      () => changed((files) => void replace(files, 'data/items.jsonl', '"1.1000"', '"a lot"')),
    ],
    'a choice is none': [
      'broken',
      () => changed((files) => void replace(files, 'data/items.jsonl', '"COSTS"', '"GIFTS"')),
    ],
    'a day is none': [
      'broken',
      () => changed((files) => void replace(files, 'data/items.jsonl', '"issuedOn":null', '"issuedOn":"2026-02-31"')),
    ],
    'an id is twice': [
      'broken',
      () => changed((files) => void replace(files, 'data/contacts.jsonl', /^(.*)$/m, '$1\n$1')),
    ],
    'a row points at nothing': [
      'broken',
      () => changed((files) => void replace(files, 'data/item-documents.jsonl', documentId, books.acme)),
    ],
  };

  test.each(Object.entries(cases))('%s', async (_, [problem, made]) => {
    const before = await db.business.count();
    const readingId = await uploaded(scope, await made());
    if ((await db.businessReading.findUnique({ where: { id: readingId } }))?.state === 'CHECKED') {
      // What only the whole shows is found when it is written, all of which is then taken back.
      await startReading(scope, { readingId, name: 'Copy' });
      await runReading(readingId);
    }
    const row = (await listReadings(scope)).find(({ id }) => id === readingId);
    expect(row?.problem).toBe(readingProblems[problem]);
    expect(['REFUSED', 'FAILED']).toContain(row?.state);
    expect(await db.business.count()).toBe(before);
    await removeDiscarded();
    await expect(storage().get(`${readingKey({ businessId: scope.businessId, id: readingId })}/0`)).rejects.toThrow();
  });
});

describe('an archive that is made to harm is refused before it does:', () => {
  const open = (zip: Buffer) => openZip(inMemory(zip), { maxEntries: 100 });

  test('one that says that a file is larger than it could be, and one that becomes larger than it says', async () => {
    const bomb = await packed(new Map([['data/items.jsonl', deflateRawSync(Buffer.alloc(1_000_000))]]));
    const central = bomb.lastIndexOf(Buffer.from('504b0102', 'hex'));
    bomb.writeUInt16LE(8, central + 10);
    bomb.writeUInt32LE(10_000, central + 24);
    const [entry] = (await open(bomb)).values();
    if (!entry) throw new Error('There is an entry');
    let size = 0;
    const all = async () => {
      for await (const part of unzipped(inMemory(bomb), entry)) size += part.length;
    };
    await expect(all()).rejects.toThrow('not as the directory says');
    expect(size).toBeLessThanOrEqual(10_000);
    bomb.writeUInt32LE(4_000_000_000, central + 24);
    await expect(open(bomb)).rejects.toThrow('grows beyond reason');
  });

  test('one whose files lie in one another, has a name twice, or more files than there may be', async () => {
    const two = await packed(
      new Map([
        ['a', Buffer.alloc(2_000)],
        ['b', Buffer.alloc(10)],
      ]),
    );
    const central = two.lastIndexOf(Buffer.from('504b0102', 'hex'));
    const lying = Buffer.from(two);
    lying.writeUInt32LE(5, central + 42);
    await expect(open(lying)).rejects.toThrow('lie in one another');
    const twice = Buffer.from(two);
    twice.write('a', central + 46);
    await expect(open(twice)).rejects.toThrow('a name twice');
    await expect(openZip(inMemory(two), { maxEntries: 1 })).rejects.toThrow('more files');
  });

  test('a name that would lead out of a folder leads nowhere, as names are never paths here', async () => {
    const files = await filesOf(file);
    files.set('../../../etc/passwd', Buffer.from('x'));
    const { made } = await readBack(scope, await packed(files));
    expect(await db.item.count({ where: { businessId: made.businessId } })).toBe(1);
  });
});

test('a row cannot point at one of another business: an id that is not in the file is none', async () => {
  const other = await aBusiness();
  const { power } = await someBooks(other);
  const { made } = await readBack(
    scope,
    await changed((files) => {
      replace(files, 'data/items.jsonl', books.power, power);
    }),
  );
  const item = await db.item.findFirstOrThrow({ where: { businessId: made.businessId } });
  expect(item.accountId).toBeNull();
});

describe('a file on its way', () => {
  test('comes in parts, in their order, of which one may come twice, and only from who began', async () => {
    const begun = await beginReading(scope, { fileName: 'a.zip', byteSize: 20 });
    if (!begun.ok) throw new Error(begun.error.message);
    const part = { readingId: begun.value.id, number: 0, bytes: Buffer.alloc(20) };
    expect(await keepPart(scope, { ...part, number: 1 })).toMatchObject({ ok: false, error: { code: 'outOfOrder' } });
    expect(await keepPart(scope, { ...part, bytes: Buffer.alloc(3) })).toMatchObject({ ok: false });
    const other = { ...scope, actor: { ...scope.actor, userId: randomUUID() } };
    expect(await keepPart(other, part)).toMatchObject({ ok: false, error: { code: 'missing' } });
    expect(await keepPart(scope, part)).toMatchObject({ ok: true, value: { received: 20 } });
    expect(await db.businessReading.findUnique({ where: { id: part.readingId } })).toMatchObject({ state: 'CHECKING' });
    expect(await removeReading(scope, part.readingId)).toMatchObject({ ok: true });
  });

  test('whose worker died is gone on with by another, and one that nobody comes back to goes', async () => {
    const readingId = await uploaded(scope, file);
    await startReading(scope, { readingId, name: 'Copy' });
    const long = new Date(Date.now() - 10 * 60_000);
    await db.businessReading.update({
      where: { id: readingId },
      data: { claim: randomUUID(), movedAt: long, tries: 1 },
    });
    expect(await sweepReadings()).toBeGreaterThan(0);
    await runReading(readingId);
    expect(await db.businessReading.findUnique({ where: { id: readingId } })).toMatchObject({ state: 'DONE' });
    const left = await uploaded(scope, file);
    await db.businessReading.update({ where: { id: left }, data: { expiresAt: long } });
    await sweepReadings();
    expect(await db.businessReading.findUnique({ where: { id: left } })).toBeNull();
    expect(
      await db.businessReading.findUnique({ where: { id: readingId } }),
      'by which a second is told',
    ).not.toBeNull();
  });
});
