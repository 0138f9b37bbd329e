import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { drawPage, inspectDocument } from '#lib/documents/decoding/decode.ts';
import { withPdf } from '#lib/documents/decoding/pdf.ts';
import { lookAtText } from '#lib/documents/decoding/undrawn-text.ts';
import { aPdf, aPicture, onePage } from '#tests/support/files.ts';

const asker = { for: 'Alex' };

async function inspected(bytes: Buffer) {
  const inspection = await inspectDocument(bytes, asker);
  if (!inspection.ok) throw new Error(inspection.code);
  return inspection.document;
}

async function drawn(bytes: Buffer, { page = 0, widthPx = 1200, mimeType = 'application/pdf' as const } = {}) {
  const image = await drawPage({ read: async () => bytes, mimeType, page, widthPx }, asker);
  if (!image.ok) throw new Error(image.error.code);
  return image.value;
}

/** The share of a picture that is dark. */
async function ink(image: Buffer): Promise<number> {
  const { data } = await sharp(image).greyscale().raw().toBuffer({ resolveWithObject: true });
  return data.filter((value) => value < 128).length / data.length;
}

describe('text whose font is not in the file is drawn', () => {
  const codes = (text: string) =>
    [...text].map((each) => (each.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('');

  /** Text in one of the fonts that readers of that language have. */
  const cjk = (font: string, encoding: string, ordering: string, text: string) =>
    onePage(`BT /F 30 Tf 20 90 Td <${codes(text)}> Tj ET`, '/Font<</F 5 0 R>>', [
      `<</Type/Font/Subtype/Type0/BaseFont/${font}/Encoding/${encoding}/DescendantFonts[6 0 R]>>`,
      `<</Type/Font/Subtype/CIDFontType0/BaseFont/${font}/CIDSystemInfo<</Registry(Adobe)/Ordering(${ordering})/Supplement 2>>/DW 1000/FontDescriptor 7 0 R>>`,
      `<</Type/FontDescriptor/FontName/${font}/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>`,
    ]);

  /** Five characters by the names that PDFs have for them. */
  const named = (font: string, names: string, subtype = 'Type1') =>
    onePage('BT /F 30 Tf 20 90 Td (\\001\\002\\003\\004\\005) Tj ET', '/Font<</F 5 0 R>>', [
      `<</Type/Font/Subtype/${subtype}/BaseFont/${font}/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[1${names}]>>>>`,
    ]);

  test.each([
    ['Polish', named('Helvetica', '/lslash/eogonek/aogonek/sacute/zdotaccent')],
    ['Polish in Times', named('Times-Bold', '/lslash/eogonek/aogonek/sacute/zdotaccent')],
    ['Czech in Courier', named('Courier', '/ecaron/scaron/ccaron/rcaron/uring')],
    [
      'Hungarian in a TrueType font',
      named('ArialMT', '/ohungarumlaut/uhungarumlaut/aacute/eacute/Odieresis', 'TrueType'),
    ],
    ['Cyrillic', named('Helvetica', '/afii10017/afii10065/afii10066/afii10067/afii10068')],
    ['Cyrillic by numbers', named('Calibri-Italic', '/uni0416/uni0434/uni0449/uni044F/uni20BD', 'TrueType')],
    ['Greek', named('Helvetica', '/alpha/beta/gamma/delta/Omega')],
    ['Hebrew', named('Helvetica', '/afii57664/afii57665/afii57666/afii57667/afii57668')],
    ['Japanese', cjk('HeiseiMin-W3', 'UniJIS-UCS2-H', 'Japan1', '請求書合計')],
    ['simplified Chinese', cjk('STSong-Light', 'UniGB-UCS2-H', 'GB1', '发票总计')],
    ['traditional Chinese', cjk('MSung-Light', 'UniCNS-UCS2-H', 'CNS1', '發票總計')],
    ['Korean', cjk('HYSMyeongJo-Medium', 'UniKS-UCS2-H', 'Korea1', '청구서합계')],
  ])('%s', async (_language, bytes) => {
    const { undrawnTextPages, firstPage } = await inspected(bytes);
    expect(undrawnTextPages).toEqual([]);
    expect(await ink(firstPage)).toBeGreaterThan(0.003);
  });

  test.each([
    ['a script that no font here has', named('Helvetica', '/uni0E01/uni0E02/uni0E04/uni0E07/uni0E08')],
    ['characters that nobody knows', named('Helvetica', '/g1/g2/g3/g4/g5')],
    ['glyphs of a font that is not here', cjk('ArialUnicodeMS', 'Identity-H', 'Identity', '发票')],
  ])('or it is known that it is missing: %s', async (_what, bytes) => {
    expect((await inspected(bytes)).undrawnTextPages).toEqual([1]);
  });
});

describe('text that there is too much of to look at is told as not checked, and never taken for drawn', () => {
  const font = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';
  const ofCharacters = (count: number) => {
    // Equal lines so near to each other would be taken for one with its shadow.
    const lines = Array.from(
      { length: count / 100 },
      (_, line) => `(${`Item ${line} at ${line}0.00 `.repeat(20).slice(0, 100)}) Tj T*`,
    );
    return onePage(`BT /F 1 Tf 0.7 TL 10 190 Td ${lines.join(' ')} ET`, '/Font<</F 5 0 R>>', [font]);
  };

  test.each([
    [10_000, []],
    [25_000, [1]],
  ])('a page of %i characters', async (count, uncheckedTextPages) => {
    expect(await inspected(ofCharacters(count))).toMatchObject({ undrawnTextPages: [], uncheckedTextPages });
  });

  test('the pages after the time for it', async () => {
    const texts = await withPdf(ofCharacters(100), (pdf) => lookAtText(pdf, 0));
    expect(texts).toEqual({ undrawnTextPages: [], uncheckedTextPages: [1] });
  });
});

describe('a till roll', () => {
  const text = (y: number, words: string) => `BT /F 18 Tf 10 ${y} Td (${words}) Tj ET`;
  const font = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';
  const roll = (boxes: string) =>
    onePage(`${text(3960, 'LONG RECEIPT')} ${text(20, 'TOTAL 12.00')}`, '/Font<</F 5 0 R>>', [font], { boxes });

  test.each([
    ['of 80 × 1400 mm', roll('/MediaBox[0 0 226 4000]'), 'jpeg', 1_000],
    ['on its side', roll('/Rotate 90/MediaBox[0 0 226 4000]'), 'webp', 600],
  ])('%s is drawn from its head to its total, sharp enough to read', async (_what, bytes, format, shortSide) => {
    const image = await drawn(bytes);
    const size = await sharp(image).metadata();
    expect(size.format).toBe(format);
    expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(shortSide);
    const upright = await sharp(image)
      .rotate(size.width > size.height ? 270 : 0)
      .toBuffer({ resolveWithObject: true });
    const { width, height } = upright.info;
    const strip = { left: 0, width, height: Math.floor(height / 20) };
    for (const top of [0, height - strip.height]) {
      expect(
        await ink(
          await sharp(upright.data)
            .extract({ ...strip, top })
            .png()
            .toBuffer(),
        ),
      ).toBeGreaterThan(0.001);
    }
  });

  test.each([
    ['in a long picture', 1080, 16_384],
    ['in a picture longer than any of ours', 40, 65_500],
  ])('%s is drawn whole, as a thumbnail too', async (_what, width, height) => {
    const { firstPage } = await inspected(await aPicture('png', { width, height }));
    expect(await sharp(firstPage).metadata()).toMatchObject({ format: 'jpeg', width, height });
    const picture = await aPicture('jpeg', { width, height });
    const thumbnail = await drawPage(
      { read: async () => picture, mimeType: 'image/jpeg', page: 0, widthPx: 200 },
      asker,
    );
    expect(thumbnail).toMatchObject({ ok: true });
  });
});

describe('a page whose crop box shows nothing of it is shown whole, as other readers do', () => {
  test.each([
    ['beside the page', '/CropBox[500 500 600 600]'],
    ['the wrong way round', '/CropBox[600 600 500 500]'],
    ['along its edge', '/CropBox[300 0 600 200]'],
  ])('%s', async (_what, cropBox) => {
    const boxes = `/MediaBox[0 0 300 200]${cropBox}`;
    const { firstPage } = await inspected(onePage('0 g 20 20 200 100 re f', '', [], { boxes }));
    const { width, height } = await sharp(firstPage).metadata();
    expect([width, height]).toEqual([1200, 800]);
    expect(await ink(firstPage)).toBeCloseTo((200 * 100) / (300 * 200), 2);
  });

  test('one that shows a part of it holds', async () => {
    const boxes = '/MediaBox[0 0 300 200]/CropBox[100 100 400 400]';
    const { width, height } = await sharp((await inspected(onePage('', '', [], { boxes }))).firstPage).metadata();
    expect(width / height).toBeCloseTo(2);
  });
});

describe('only pages that are there count', () => {
  test.each([
    ['250 claimed', { count: '250' }, 1],
    ['a million claimed', { count: '1000000' }, 1],
    ['none claimed', { count: '0' }, 1],
    ['a claim that is no number', { count: '/Many' }, 1],
    ['a page that is missing between two', { count: '3', kids: '3 0 R 99 0 R 3 0 R' }, 2],
  ])('%s', async (_what, tree, pageCount) => {
    const bytes = onePage('0 g 20 20 200 100 re f', '', [], tree);
    expect((await inspected(bytes)).pageCount).toBe(pageCount);
    expect(await ink(await drawn(bytes, { page: pageCount - 1 }))).toBeGreaterThan(0.3);
  });

  test('one without any page is refused as empty', async () => {
    expect(await inspectDocument(onePage('', '', [], { kids: '' }), asker)).toEqual({ ok: false, code: 'empty' });
  });
});

test('all pages of a document can be drawn, and none beyond', async () => {
  const bytes = aPdf('One', 'Two');
  expect(await ink(await drawn(bytes, { page: 1 }))).toBeGreaterThan(0);
  await expect(drawn(bytes, { page: 2 })).rejects.toThrow('broken');
});
