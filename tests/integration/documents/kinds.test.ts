import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { drawLaidOut, drawPage, inspectDocument } from '#lib/documents/decoding/decode.ts';
import { type DocumentMimeType, isLaidOut } from '#lib/documents/document-kind.ts';
import { readPages } from '#lib/extraction/read-pages.ts';
import {
  aBmp,
  aDocx,
  aGif,
  anOdt,
  anOldOfficeFile,
  anRtf,
  anXlsx,
  aTiff,
  aZip,
  wordParagraph,
} from '#tests/support/office-files.ts';

const asker = { for: 'Alex' };
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const ODT = 'application/vnd.oasis.opendocument.text';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('a file is known by its content, and its pages are counted', () => {
  test.each<[string, DocumentMimeType, number, () => Buffer | Promise<Buffer>]>([
    ['GIF, of which the first picture counts', 'image/gif', 1, () => aGif('#f00', '#0f0')],
    ['TIFF of three pages', 'image/tiff', 3, () => aTiff('#f00', '#0f0', '#00f')],
    ['BMP', 'image/bmp', 1, () => aBmp()],
    ['DOCX', DOCX, 2, () => aDocx()],
    ['ODT', ODT, 2, () => anOdt()],
    ['RTF', 'application/rtf', 2, () => anRtf()],
    ['XLSX, a sheet on a page', XLSX, 2, () => anXlsx()],
  ])('%s', async (_what, mimeType, pageCount, make) => {
    const bytes = await make();
    expect(await inspectDocument(bytes, asker)).toMatchObject({ ok: true, document: { mimeType, pageCount } });
    const last = await drawPage({ read: async () => bytes, mimeType, page: pageCount - 1, widthPx: 200 }, asker);
    expect(last.ok).toBe(true);
    if (!isLaidOut(mimeType)) return;
    const draw = () => drawLaidOut({ bytes, mimeType }, asker);
    const [first, again] = [await draw(), await draw()];
    expect(first.ok && again.ok && first.value.equals(again.value)).toBe(true);
  });
});

test('each page of a TIFF is shown', async () => {
  const bytes = await aTiff('#f00', '#0f0', '#00f');
  const colours = await Promise.all(
    [0, 1, 2].map(async (page) => {
      const drawn = await drawPage({ read: async () => bytes, mimeType: 'image/tiff', page, widthPx: 200 }, asker);
      const { dominant } = await sharp(drawn.ok ? drawn.value : undefined).stats();
      return dominant.r > 200 ? 'red' : dominant.g > 200 ? 'green' : 'blue';
    }),
  );
  expect(colours).toEqual(['red', 'green', 'blue']);
});

describe('what an office file says is read as its pages show it', () => {
  test.each<[string, string, () => Buffer | Promise<Buffer>, string[]]>([
    ['DOCX', DOCX, () => aDocx(), ['Harbour Timber & Co', 'Invoice 2041', 'Timber, 12 boards 100.00', 'Total 120.00']],
    ['ODT', ODT, () => anOdt(), ['Harbour Timber & Co', 'Invoice 2041', 'Date: 3 March 2026', 'Total £120.00']],
    ['RTF', 'application/rtf', () => anRtf(), ['Harbour Timber & Co', 'Invoice 2041', 'Total £120.00 €']],
    ['XLSX', XLSX, () => anXlsx(), ['Harbour Timber & Co', 'Timber 12 1,234.50', 'Total 1,234.50']],
  ])('%s', async (_what, mimeType, make, said) => {
    const { pages } = await readPages(await make(), mimeType);
    expect(pages.map(({ source }) => source)[0]).toBe('pdf');
    const rows = pages.flatMap((page) => page.rows.map(({ words }) => words.map(({ text }) => text).join(' ')));
    for (const text of said) expect(rows).toContain(text);
  });
});

describe('an office file that cannot be read is refused with its reason', () => {
  test.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['DOC', 'oldOffice', () => anOldOfficeFile()],
    ['a DOCX with a password', 'encrypted', () => anOldOfficeFile('EncryptedPackage')],
    ['ODS', 'otherOffice', () => aZip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' })],
    ['a ZIP file', 'archive', () => aZip({ 'one.pdf': 'x' })],
    ['a DOCX that says nothing', 'empty', () => aDocx(wordParagraph(' '), { 'word/header1.xml': '<w:hdr/>' })],
    ['a DOCX that was cut off', 'broken', async () => (await aDocx()).subarray(0, 900)],
    [
      'a DOCX with entities',
      'unsafe',
      () => aDocx('', { 'word/document.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }),
    ],
    ['a DOCX of broken XML', 'broken', () => aDocx('<w:p>')],
    [
      'a DOCX that inflates to more than anybody writes',
      'tooComplex',
      () => aDocx('', { 'word/document.xml': Buffer.alloc(30_000_000, ' ') }),
    ],
    [
      'a DOCX of too many pages',
      'tooManyPages',
      () => aDocx(`${wordParagraph('x')}<w:p><w:r><w:br w:type="page"/></w:r></w:p>`.repeat(301) + wordParagraph('x')),
    ],
  ])('%s: %s', async (_what, code, make) => {
    expect(await inspectDocument(await make(), asker)).toEqual({ ok: false, code });
  });
});
