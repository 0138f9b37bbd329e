import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { itemHistory } from '#lib/coding/item-history.ts';
import { db } from '#lib/db.ts';
import { readCsv } from '#lib/domain/csv.ts';
import { columnPresets } from '#lib/domain/export/export-columns.ts';
import { type ExportForm, plainCsv } from '#lib/domain/export/export-form.ts';
import { MAX_EXPORTED } from '#lib/domain/export/export-state.ts';
import { archiveItems, bringBackItems, MAX_ARCHIVED } from '#lib/inbox/archive-items.ts';
import { type ExportChoice, exportChoiceSchema } from '#lib/inbox/export/export-choice.ts';
import { exportFile } from '#lib/inbox/export/list-exports.ts';
import { makeExport } from '#lib/inbox/export/make-export.ts';
import { previewExport, startExport } from '#lib/inbox/export/start-export.ts';
import { archiveQuerySchema, inboxQuerySchema } from '#lib/inbox/inbox-query.ts';
import { setArchiving } from '#lib/publishing/settings/archive-setting.ts';
import type { PersonScope } from '#lib/scope.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aCodedItem } from '#tests/support/coded-item.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { unzipped } from '#tests/support/unzip.ts';

let scope: PersonScope;
let books: Books;
const from = { address: '192.0.2.1', device: 'Firefox' };

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
});

const anItem = (values: Parameters<typeof aCodedItem>[2] = {}) => aCodedItem(scope, books, values);

const these = (...itemIds: string[]): ExportChoice => ({ workspace: 'COSTS', of: { kind: 'items', itemIds } });
const csv: ExportForm = { format: 'CSV', ...columnPresets.lines, ...plainCsv };
const zip: ExportForm = { format: 'ZIP', ...columnPresets.lines };
const alone = { form: csv, archive: false };

async function fileOf(choice: ExportChoice, how: { form: ExportForm; archive: boolean } = alone) {
  const started = await startExport(scope, { ...choice, ...how });
  if (!started.ok) throw new Error(started.error.message);
  const { row, archived } = started.value;
  if (row.state === 'RUNNING') await makeExport(row.id);
  const file = await exportFile(scope, row.id);
  if (!file) throw new Error('There is no file');
  return { exportId: row.id, items: row.items, archived, ...file, bytes: await bytesOf(file.parts) };
}

async function bytesOf(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

function rowsOf(bytes: Buffer): Record<string, string>[] {
  const read = readCsv(bytes);
  if (!read.ok) throw new Error(read.error.message);
  const [headings, ...rows] = read.value;
  return rows.map(({ cells }) => Object.fromEntries(cells.map((cell, index) => [headings?.cells[index] ?? '', cell])));
}

describe('a file of items', () => {
  test('has them in the order in which they were chosen, each as it is coded, and the history of each tells it', async () => {
    const one = await anItem({ reference: '=SUM(A1)' });
    const two = await anItem({ type: 'CREDIT_NOTE', dueOn: null });
    const { fileName, bytes, items } = await fileOf(these(two.id, one.id));
    expect([fileName, items]).toEqual([expect.stringMatching(/^Costs \d{4}-\d\d-\d\d\.csv$/), 2]);
    expect(rowsOf(bytes)).toMatchObject([
      { Item: '2', Supplier: 'Acme Ltd', Category: 'Light, Power, Heating', Net: '-100.00', Total: '-120.00' },
      { Item: '1', Date: '2026-11-02', 'Document reference': '=SUM(A1)', Total: '120.00', Status: 'Ready' },
    ]);
    // Nothing is carried out, and amounts are numbers to a spreadsheet.
    expect(bytes.toString()).toContain("'=SUM(A1)");
    expect(bytes.toString()).toContain(',-120.00,');
    expect((await itemHistory(scope, one.id)).map(({ what }) => what)).toEqual(['exported it']);
  });

  test('with documents holds the original of each, under a path that the table names', async () => {
    const item = await anItem();
    const { businessId } = scope;
    const storageKey = `${businessId}/originals/${item.id}`;
    await storage().put(storageKey, Buffer.from('%PDF the original'));
    const { id: documentId } = await db.document.create({
      data: {
        ...{ businessId, sha256: 'a'.repeat(64), fileName: '../march.pdf', mimeType: 'application/pdf' },
        ...{ byteSize: 17, storageKey },
      },
    });
    await db.itemDocument.create({ data: { itemId: item.id, documentId, position: 0 } });
    const bare = await anItem();
    const { fileName, bytes } = await fileOf(these(item.id, bare.id), { form: zip, archive: false });
    expect(fileName).toMatch(/\.zip$/);
    const [table, manifest, document, ...others] = unzipped(bytes);
    expect(others).toEqual([]);
    expect(rowsOf(manifest?.bytes ?? Buffer.alloc(0))).toMatchObject([
      { File: 'documents/1 ..-march.pdf', Item: '1', Name: '../march.pdf', Bytes: '17', 'SHA-256': 'a'.repeat(64) },
    ]);
    expect(document).toMatchObject({ name: 'documents/1 ..-march.pdf', bytes: Buffer.from('%PDF the original') });
    expect(rowsOf(table?.bytes ?? Buffer.alloc(0))).toMatchObject([{ Document: document?.name }, { Document: '' }]);
  });

  test('of all that a list shows has that, and no more than one file holds', async () => {
    await anItem({ contactId: books.club });
    await anItem();
    await anItem({ workspace: 'SALES' });
    await anItem({ place: 'ARCHIVE', archivedAt: new Date() });
    const inbox = (query: object): ExportChoice => ({
      workspace: 'COSTS',
      of: { kind: 'inbox', query: inboxQuerySchema.parse(query) },
    });
    const itemsOf = async (choice: ExportChoice) => rowsOf((await fileOf(choice)).bytes).map(({ Item }) => Item);
    expect(await itemsOf(inbox({}))).toEqual(['2', '1']);
    expect(await itemsOf(inbox({ search: 'rowing' }))).toEqual(['1']);
    expect(await itemsOf({ workspace: 'COSTS', of: { kind: 'archive', query: archiveQuerySchema.parse({}) } })).toEqual(
      ['4'],
    );
    expect(await previewExport(scope, inbox({ search: 'nobody' }))).toMatchObject({ error: { code: 'missing' } });
  });

  test('says beforehand what was exported before, and archives what it is asked to, which comes back: all of it where the business has it so', async () => {
    const one = await anItem();
    const two = await anItem();
    await fileOf(these(one.id));
    const preview = await previewExport(scope, these(one.id, two.id));
    expect(preview).toMatchObject({
      value: { items: 2, exportedBefore: 1, documents: 0, inInbox: 2, archives: false },
    });
    await setArchiving(scope, { archivesPublished: true, archivesExported: true }, from);
    expect(await previewExport(scope, these(one.id))).toMatchObject({ value: { archives: true } });
    expect(preview.ok && preview.value.lastExportedAt).toMatch(/^\d{4}-/);
    const { archived } = await fileOf(these(one.id, two.id), { form: csv, archive: true });
    expect(new Set(archived)).toEqual(new Set([one.id, two.id]));
    expect((await itemHistory(scope, two.id)).map(({ what }) => what)).toEqual(['archived the item', 'exported it']);
    expect(await bringBackItems(scope, archived)).toMatchObject({ ok: true });
    expect(await db.item.findUniqueOrThrow({ where: { id: two.id } })).toMatchObject({
      place: 'INBOX',
      status: 'READY',
    });
  });

  test('of more items than one transaction takes archives all of them, and brings all back', async () => {
    const { businessId } = scope;
    const many = Array.from({ length: 300 }, (_, index) => ({ businessId, number: index + 1_000, total: '1.00' }));
    const made = await db.item.createManyAndReturn({ data: many, select: { id: true } });
    const ids = made.map(({ id }) => id);
    const { archived } = await fileOf(these(...ids), { form: csv, archive: true });
    expect(new Set(archived)).toEqual(new Set(ids));
    expect(MAX_ARCHIVED, 'what was archived with an export is brought back at once').toBeGreaterThanOrEqual(
      MAX_EXPORTED,
    );
    expect(await bringBackItems(scope, archived)).toMatchObject({ value: { length: 300 } });
  });

  test('of more items than a file holds is refused in words, and so is archiving as many', async () => {
    const tooMany = Array.from({ length: MAX_EXPORTED + 1 }, () => randomUUID());
    const told = { error: { code: 'tooMany', message: expect.stringMatching(/fewer\.$/) } };
    const choice = exportChoiceSchema.parse(these(...tooMany));
    expect(await previewExport(scope, choice)).toMatchObject(told);
    expect(await archiveItems(scope, tooMany)).toMatchObject(told);
  });

  test('is for members of its business, and has nothing of another', async () => {
    const item = await anItem();
    const { exportId } = await fileOf(these(item.id));
    const others = await aBusiness();
    expect(await exportFile(others, exportId)).toBeNull();
    expect(await startExport(others, { ...these(item.id), ...alone })).toMatchObject({ error: { code: 'missing' } });
  });
});

describe('the archive', () => {
  test('takes what is dealt with elsewhere and gives it back, but leaves what is published or on its way', async () => {
    const free = await anItem();
    const underWay = await anItem();
    await db.publication.create({
      data: {
        ...{ businessId: scope.businessId, connectionId: books.connectionId, itemId: underWay.id, itemRevision: 1 },
        ...{ kind: 'BILL', publishAs: 'DRAFT', coding: {}, requestedByName: 'Ada' },
      },
    });
    const ids = [free.id, underWay.id];
    expect(await archiveItems(scope, ids)).toEqual({ ok: true, value: [free.id] });
    expect(await db.item.findUniqueOrThrow({ where: { id: free.id } })).toMatchObject({
      ...{ place: 'ARCHIVE', status: 'ARCHIVED', archivedAt: expect.any(Date) },
    });
    expect(await bringBackItems(scope, ids)).toEqual({ ok: true, value: [free.id] });
    expect(await db.item.findUniqueOrThrow({ where: { id: free.id } })).toMatchObject({
      ...{ place: 'INBOX', status: 'READY', archivedAt: null },
    });
    expect(await bringBackItems(scope, ids)).toMatchObject({ ok: false, error: { code: 'locked' } });
    expect(await archiveItems(await aBusiness(), ids)).toMatchObject({ ok: false });
  });
});
