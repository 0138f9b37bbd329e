import { readXlsx } from 'hucre/xlsx';
import sharp from 'sharp';
import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { inspectDocument } from '#lib/documents/decoding/decode.ts';
import { allColumns, columnPresets } from '#lib/domain/export/export-columns.ts';
import { type ExportForm, plainCsv } from '#lib/domain/export/export-form.ts';
import { KEEP_DAYS, MAX_IN_PDF, MAX_UNDER_WAY } from '#lib/domain/export/export-state.ts';
import { columnChoices, removeColumnSet, saveColumnSet } from '#lib/inbox/export/export-column-sets.ts';
import { exportFormSchema } from '#lib/inbox/export/export-form-schema.ts';
import { exportPages } from '#lib/inbox/export/export-pages.ts';
import { cancelExport, deleteExport, exportFile, exportRow, listExports } from '#lib/inbox/export/list-exports.ts';
import { exportKey, fileKey, makeExport } from '#lib/inbox/export/make-export.ts';
import { pruneExports, wakeExports } from '#lib/inbox/export/recover-exports.ts';
import { startExport } from '#lib/inbox/export/start-export.ts';
import { inboxQuerySchema } from '#lib/inbox/inbox-query.ts';
import type { PersonScope } from '#lib/scope.ts';
import { removeDiscarded } from '#lib/storage/discard-files.ts';
import { storage } from '#lib/storage/open-storage.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

let scope: PersonScope;
let books: Books;
let numbers = 0;

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
  numbers = 0;
});

const csv: ExportForm = { format: 'CSV', ...columnPresets.lines, ...plainCsv };
const xlsx: ExportForm = { format: 'XLSX', ...columnPresets.items };
const all = { workspace: 'COSTS', of: { kind: 'inbox', query: inboxQuerySchema.parse({}) }, archive: false } as const;

const anItem = (values: Partial<Prisma.ItemUncheckedCreateInput> = {}) =>
  db.item.create({
    data: {
      ...{ businessId: scope.businessId, number: ++numbers, contactId: books.acme, accountId: books.power },
      ...{ issuedOn: new Date('2026-11-02'), taxRateId: books.vat20, currency: 'GBP', total: '120.00' },
      ...{ taxAmount: '20.00', ...values },
    },
  });

const many = (count: number) => db.$executeRaw`
  INSERT INTO "Item" ("id", "businessId", "number", "contactId", "accountId", "issuedOn", "currency", "total")
  SELECT gen_random_uuid(), ${scope.businessId}::uuid, n, ${books.acme}::uuid, ${books.power}::uuid, '2026-11-02', 'GBP', 1.1
    FROM generate_series(1, ${count}) n`;

async function aDocument(itemId: string, bytes: Buffer, mimeType: string) {
  const { businessId } = scope;
  const storageKey = `${businessId}/originals/${itemId}`;
  await storage().put(storageKey, bytes);
  const { id } = await db.document.create({
    data: { businessId, sha256: 'b'.repeat(64), fileName: '領収書.png', mimeType, byteSize: bytes.length, storageKey },
  });
  await db.itemDocument.create({ data: { itemId, documentId: id, position: 0 } });
}

async function started(form: ExportForm): Promise<string> {
  const answer = await startExport(scope, { ...all, form });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.row.id;
}

async function bytesOf(exportId: string): Promise<Buffer> {
  const file = await exportFile(scope, exportId);
  if (!file) throw new Error('There is no file');
  const parts: Uint8Array[] = [];
  for await (const part of file.parts) parts.push(part);
  const bytes = Buffer.concat(parts);
  expect(file.byteSize, 'a browser is told how much comes').toBe(bytes.length);
  return bytes;
}

describe('a file', () => {
  test('for Excel has dates and numbers that are such, exact amounts, and nothing that is carried out', async () => {
    await anItem({ reference: '=1+1', total: '999999999999999.99', taxAmount: null });
    await anItem({ total: '1234.5', type: 'CREDIT_NOTE' });
    const { sheets } = await readXlsx(await bytesOf(await started(xlsx)));
    const [titles, credit, huge, ...others] = sheets[0]?.rows ?? [];
    expect(others).toEqual([]);
    const column = (row: readonly unknown[] | undefined, title: string) => row?.[titles?.indexOf(title) ?? -1];
    expect(column(credit, 'Date')).toEqual(new Date('2026-11-02T00:00:00Z'));
    expect([column(credit, 'Total'), column(credit, 'Net')]).toEqual([-1234.5, -1214.5]);
    expect(column(huge, 'Total'), 'more digits than a number of Excel has').toBe('999999999999999.99');
    expect(column(huge, 'Document reference')).toBe('=1+1');
  });

  test('is written with the signs and letters that are asked for, and no formula begins behind any of the signs', async () => {
    await anItem({ reference: 'a;=1+1\t@x', description: 'Ünïts at 5 €, 😀', total: '1234.50' });
    const columns: ExportForm = {
      ...{ format: 'CSV', columns: ['reference', 'description', 'total'], perLine: false },
      ...{ separator: 'semicolon', encoding: 'windows', decimalMark: 'comma' },
    };
    const windows = new TextDecoder('windows-1252').decode(await bytesOf(await started(columns)));
    expect(windows).toBe(`Document reference;Description;Total\r\n"a;'=1+1\t'@x";"Ünïts at 5 €, ?";"1234,50"\r\n`);
    const utf16 = await bytesOf(await started({ ...columns, separator: 'tab', encoding: 'utf16' }));
    expect(utf16.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xfe]));
    expect(utf16.toString('utf16le')).toContain('"Ünïts at 5 €, 😀"\t"1234,50"');
  });

  test('as PDF is one that can be read, and with documents has a page for each of theirs', async () => {
    const item = await anItem({ reference: '請求書 7' });
    await anItem();
    const picture = await sharp({ create: { width: 400, height: 900, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    await aDocument(item.id, picture, 'image/png');
    const pagesOf = async (form: ExportForm) => {
      const exportId = await started(form);
      await makeExport(exportId);
      const read = await inspectDocument(await bytesOf(exportId), { for: 'test' });
      return read.ok ? [read.document.mimeType, read.document.pageCount, read.document.undrawnTextPages] : read.code;
    };
    expect(await pagesOf({ format: 'PDF', withDocuments: false })).toEqual(['application/pdf', 1, []]);
    expect(await pagesOf({ format: 'PDF', withDocuments: true })).toEqual(['application/pdf', 2, []]);
  });

  test('of many items is made part by part by a worker, who has few of them in memory, and whoever asked is told', async () => {
    const count = 1_001;
    numbers = await many(count);
    const exportId = await started({ format: 'XLSX', columns: allColumns, perLine: true });
    expect(await exportRow(scope, exportId)).toMatchObject({ state: 'RUNNING', items: count });
    const { itemIds } = await db.itemExport.findUniqueOrThrow({ where: { id: exportId } });
    const sizes: number[] = [];
    for await (const { rows } of exportPages(scope.businessId, itemIds)) sizes.push(rows.length);
    expect(sizes).toEqual([200, 200, 200, 200, 200, 1]);
    await makeExport(exportId);
    expect(await exportRow(scope, exportId)).toMatchObject({ state: 'DONE', done: count });
    const { sheets } = await readXlsx(await bytesOf(exportId));
    expect(sheets[0]?.rows.length).toBe(count + 1);
    expect(await db.notice.findMany({ where: { userId: scope.actor.userId } })).toMatchObject([
      // Who has fetched it is sent no mail about it.
      {
        kind: 'exportMade',
        text: expect.stringMatching(/^Your Excel of \W?1001\W? items in costs is ready to be fetched\.$/),
        toldAt: expect.any(Date),
      },
    ]);
  });
});

describe('an export that takes its time', () => {
  const slow: ExportForm = { format: 'PDF', withDocuments: true };

  test('can be cancelled, and then has no file', async () => {
    await anItem();
    const exportId = await started(slow);
    expect(await cancelExport(scope, exportId)).toEqual({ ok: true, value: null });
    expect(await makeExport(exportId)).toBe(true);
    expect(await exportRow(scope, exportId)).toMatchObject({ state: 'CANCELLED', byteSize: null });
    expect(await exportFile(scope, exportId)).toBeNull();
    expect(await cancelExport(scope, exportId)).toMatchObject({ error: { code: 'missing' } });
  });

  test('whose worker dies or ends is made by another, and given up after three that died', async () => {
    await anItem();
    const exportId = await started(slow);
    expect(await makeExport(exportId, { signal: AbortSignal.abort() }), 'the worker ends').toBe(false);
    expect(await db.itemExport.findUniqueOrThrow({ where: { id: exportId } })).toMatchObject({ tries: 0, claim: null });
    const silent = new Date(Date.now() - 5 * 60_000);
    const claim = crypto.randomUUID();
    await db.itemExport.update({ where: { id: exportId }, data: { claim, tries: 1, movedAt: silent } });
    expect(await wakeExports()).toBe(1);
    await makeExport(exportId);
    expect(await exportRow(scope, exportId)).toMatchObject({ state: 'DONE' });
    const other = await started(slow);
    await db.itemExport.update({ where: { id: other }, data: { claim, tries: 3, movedAt: silent } });
    await makeExport(other);
    expect(await exportRow(scope, other)).toMatchObject({ state: 'FAILED', problem: expect.stringMatching(/again/) });
  });

  test('is made with the rights that whoever asked for it has by then', async () => {
    await anItem();
    const exportId = await started(slow);
    await db.membership.updateMany({ where: { userId: scope.actor.userId }, data: { role: 'SUBMITTER' } });
    await makeExport(exportId);
    expect(await exportRow(scope, exportId)).toMatchObject({
      state: 'FAILED',
      problem: expect.stringMatching(/may not/),
    });
  });

  test('is one of a few of its business at a time, and says beforehand what is too much', async () => {
    numbers = await many(MAX_IN_PDF);
    for (let count = 0; count < MAX_UNDER_WAY; count++) await started(slow);
    expect(await startExport(scope, { ...all, form: slow })).toMatchObject({ error: { code: 'busy' } });
    expect(await startExport(scope, { ...all, form: csv }), 'small files are never in the way').toMatchObject({
      ok: true,
    });
    await anItem();
    expect(await startExport(scope, { ...all, form: slow })).toMatchObject({
      error: { message: expect.stringContaining('250 items') },
    });
  });
});

test('a file is kept for some days for its business, then goes from the list and from the storage', async () => {
  await anItem();
  const exportId = await started(csv);
  const made = await db.itemExport.findUniqueOrThrow({ where: { id: exportId } });
  expect(Math.round((made.expiresAt.getTime() - made.at.getTime()) / 86_400_000)).toBe(KEEP_DAYS);
  expect(await listExports(scope)).toMatchObject([{ id: exportId, state: 'DONE', items: 1 }]);
  const others = await aBusiness();
  expect([await listExports(others), await exportFile(others, exportId)]).toEqual([[], null]);
  expect(await deleteExport(others, exportId)).toMatchObject({ ok: false });
  await db.itemExport.update({ where: { id: exportId }, data: { expiresAt: new Date(Date.now() - 1_000) } });
  expect([await listExports(scope), await exportFile(scope, exportId)]).toEqual([[], null]);
  expect(await pruneExports()).toBe(1);
  while (await removeDiscarded());
  await expect(storage().get(fileKey(made))).rejects.toThrow();
  const next = await started(csv);
  expect(await deleteExport(scope, next)).toMatchObject({ ok: true });
  expect(await db.discardedFile.count({ where: { storageKey: exportKey({ ...scope, id: next }) } })).toBe(1);
});

test('columns are kept for the business under a name, and what somebody chose last is chosen next time', async () => {
  const chosen = { columns: ['total', 'number', 'nonsense'], perLine: false };
  const form = exportFormSchema.parse({ format: 'XLSX', ...chosen });
  await anItem();
  await started(form);
  const set = { setId: null, name: 'Month end', columns: ['total', 'number'] as const, perLine: false };
  const saved = await saveColumnSet(scope, { ...set, columns: [...set.columns] });
  expect(await saveColumnSet(scope, { ...set, name: 'month END', columns: [...set.columns] })).toMatchObject({
    error: { code: 'nameTaken' },
  });
  const choices = await columnChoices(scope, 'COSTS');
  expect(choices.last).toEqual({ format: 'XLSX', columns: ['total', 'number'], perLine: false });
  expect(choices.sets.at(-1)).toMatchObject({ name: 'Month end', isOwn: true, columns: ['total', 'number'] });
  const others = await aBusiness();
  expect((await columnChoices(others, 'COSTS')).sets.some(({ isOwn }) => isOwn)).toBe(false);
  const setId = saved.ok ? saved.value : '';
  expect(await removeColumnSet(others, setId)).toMatchObject({ ok: false });
  expect(await removeColumnSet(scope, setId)).toMatchObject({ ok: true });
});
