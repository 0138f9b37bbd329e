import sharp from 'sharp';
import { expect, test } from 'vitest';
import { inspectDocument } from '#lib/documents/decoding/decode.ts';
import { withPdf } from '#lib/documents/decoding/pdf.ts';
import { shownAs, shownFile } from '#lib/documents/shown-file.ts';
import type { ItemPage, ItemPages } from '#lib/domain/documents/item-pages.ts';
import { noHints } from '#lib/domain/extraction/read-document.ts';
import { pdfText } from '#lib/extraction/pdf-text.ts';
import { readOriginal } from '#lib/extraction/read-original.ts';
import { aUbl } from '#tests/support/e-invoices.ts';
import { aPdf, aPicture } from '#tests/support/files.ts';

const texts = ['First', 'Second', 'Third'].map((word) => `${word} page of a long letter with a total of 120.00`);
const aThreePagePdf = () => aPdf(...texts);

const asker = { for: 'Alex' };
const three = { fileName: 'Three.PDF', mimeType: 'application/pdf', bytes: aThreePagePdf() };
const lastTurnedThenFirst: ItemPage[] = [
  { page: 3, turn: 90 },
  { page: 1, turn: 0 },
];

const lastThenFirst = lastTurnedThenFirst.map(({ page }) => ({ page, turn: 0 }) as const);

const shown = (file: typeof three, pages: ItemPages) => shownFile(file, pages, asker);

test('a document of which an item shows all is the very file that came', async () => {
  expect(await shown(three, null)).toBe(three);
});

test('some pages are a PDF of their own, in their order and turned, whose text stays text; and the same each time', async () => {
  const file = await shown(three, lastTurnedThenFirst);
  expect(file).toMatchObject({ fileName: 'Three.pdf', mimeType: 'application/pdf' });
  const inspection = await inspectDocument(file.bytes, asker);
  if (!inspection.ok) throw new Error(inspection.code);
  expect(inspection.document.pageCount).toBe(2);
  const { width, height } = await sharp(inspection.document.firstPage).metadata();
  expect(width).toBeGreaterThan(height);
  const found = await withPdf(file.bytes, (pdf) => pdf.pages.map((_, page) => pdfText(pdf, page)?.rows[0]?.text));
  expect(found[1]).toBe(texts[0]);
  const again = await shown({ ...three, bytes: aThreePagePdf() }, lastTurnedThenFirst);
  expect(again.bytes.equals(file.bytes)).toBe(true);
});

test('a turned picture is a JPEG that stands that way', async () => {
  const picture = { fileName: 'till.png', mimeType: 'image/png', bytes: await aPicture('png') };
  const file = await shown(picture, [{ page: 1, turn: 270 }]);
  expect(file).toMatchObject({ fileName: 'till.jpg', mimeType: 'image/jpeg' });
  expect(await sharp(file.bytes).metadata()).toMatchObject({ width: 200, height: 320 });
});

test('pages of an e-invoice are those that are drawn of it', async () => {
  const invoice = { fileName: 'RE-2041.xml', mimeType: 'application/xml', bytes: aUbl() };
  const file = await shown(invoice, [{ page: 1, turn: 180 }]);
  expect(file.fileName).toBe('RE-2041.pdf');
  expect(await inspectDocument(file.bytes, asker)).toMatchObject({ ok: true, document: { pageCount: 1 } });
});

test('a name without an ending gets one', () => {
  expect(shownAs({ fileName: 'scan', mimeType: 'application/pdf' }, lastTurnedThenFirst).fileName).toBe('scan.pdf');
});

test('only the pages that an item shows are read, and what is read lies on the pages as they came', async () => {
  const whole = await readOriginal({ bytes: three.bytes, mimeType: 'application/pdf', hints: noHints });
  const read = await readOriginal({
    bytes: three.bytes,
    mimeType: 'application/pdf',
    hints: noHints,
    pages: lastThenFirst,
  });
  expect(read.pages.map(({ rows }) => rows[0]?.[0]?.text)).toEqual(['Third', 'First']);
  const [word, own] = [read.pages[0]?.rows[0]?.[0], whole.pages[2]?.rows[0]?.[0]];
  for (const side of ['left', 'top', 'width', 'height'] as const) {
    expect(word?.[side]).toBeCloseTo(own?.[side] ?? -1, 2);
  }
});
