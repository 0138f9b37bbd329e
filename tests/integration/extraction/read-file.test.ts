import PDFDocument from 'pdfkit';
import sharp, { type Sharp } from 'sharp';
import { renderSVG } from 'uqr';
import { describe, expect, test } from 'vitest';
import { draw } from '#lib/documents/decoding/draw.ts';
import { noHints } from '#lib/domain/extraction/read-document.ts';
import { readFile } from '#lib/extraction/read-file.ts';

const receipt = [
  'KERBSIDE GROCER',
  '88 Mason Avenue',
  'Tucson, AZ 85701',
  '04/18/2026 6:42 PM',
  '',
  'OAT MILK 1L              4.49',
  'PAPER TOWEL              6.50',
  'SUBTOTAL                10.99',
  'TAX 8.7%                 0.96',
  'TOTAL                   11.95',
  'VISA ************4242   11.95',
];

const expected = { total: '11.95', tax: '0.96', date: '2026-04-18', currency: 'USD', cardDigits: '4242' };

const aReceiptPdf = () =>
  aPage([300, 420], (pdf) => {
    pdf.font('Courier').fontSize(14);
    receipt.forEach((line, row) => {
      pdf.text(line.replaceAll(' ', '\u00a0'), 20, 24 + row * 30, { lineBreak: false });
    });
  });

function aPage(size: [number, number], write: (pdf: InstanceType<typeof PDFDocument>) => void): Promise<Buffer> {
  const pdf = new PDFDocument({ size, margin: 20 });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  write(pdf);
  pdf.end();
  return new Promise((resolve) => pdf.on('end', () => resolve(Buffer.concat(chunks))));
}

describe('one receipt, told by its text and by its picture', () => {
  test.each<[string, string, (pdf: Buffer) => Promise<Uint8Array>]>([
    ['a PDF with its text', 'application/pdf', async (pdf) => pdf],
    [
      'a photo taken askew',
      'image/jpeg',
      async (pdf) => (await drawn(pdf)).rotate(4, { background: '#777' }).jpeg({ quality: 70 }).toBuffer(),
    ],
    ['a scan that lies on its head', 'image/png', async (pdf) => (await drawn(pdf)).rotate(180).png().toBuffer()],
  ])('%s', async (_, mimeType, make) => {
    const { documents, pages } = await readFile(await make(await aReceiptPdf()), mimeType, noHints);
    const fields = documents[0]?.fields ?? {};
    expect(Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]))).toMatchObject(
      expected,
    );
    expect(documents[0]?.linesOff).toBe('0');
    expect(fields.supplierName?.value.replace(/\s/g, '')).toBe('KERBSIDEGROCER');
    // The words that people click on stand where the page shows them.
    const words = pages[0]?.rows.flat() ?? [];
    const total = fields.total?.place ?? expect.fail();
    const word = words.find(({ text, top }) => text === '11.95' && Math.abs(top - total.top) < 0.03);
    expect(word?.left).toBeCloseTo(total.left, 1);
  });
});

const drawn = async (pdf: Buffer) =>
  sharp(await draw({ bytes: pdf, mimeType: 'application/pdf', page: 0, widthPx: 900 }));

describe('a PDF whose text does not say who wrote it', () => {
  const written = [
    ...['Invoice 20417', 'Date 3 March 2026', 'Bill to: Gull Cafe', '2 Shore Road'],
    ...['Repair of the oven      100.00', 'VAT 20%      20.00', 'Total GBP      120.00'],
  ];

  test('is searched for a logo, which is found by a search and lies where the page shows it', async () => {
    const logo = await drawn(await aPage([300, 100], (pdf) => pdf.fontSize(30).text('Kerbside Ovens', 20, 24)));
    const png = await logo.png().toBuffer();
    const pdf = await aPage([595, 842], (page) => {
      page.image(png, 330, 40, { width: 220 }).fontSize(11);
      for (const [row, line] of written.entries()) page.text(line, 50, 140 + row * 24, { lineBreak: false });
    });
    const { documents, pages } = await readFile(pdf, 'application/pdf', noHints);
    const { supplierName, total, date } = documents[0]?.fields ?? {};
    expect(supplierName).toMatchObject({ value: 'Kerbside Ovens', source: 'ocr', place: { page: 0 } });
    expect(supplierName?.place?.left).toBeGreaterThan(0.5);
    expect([total?.value, total?.source, date?.value]).toEqual(['120.00', 'pdf', '2026-03-03']);
    expect(pages[0]?.rows.flat().map(({ text }) => text)).toContain('Kerbside');
  });

  test('has no supplier where nothing shows one', async () => {
    const pdf = await aPage([595, 842], (page) => {
      page.fontSize(11);
      for (const [row, line] of written.entries()) page.text(line, 50, 140 + row * 24, { lineBreak: false });
    });
    const { documents } = await readFile(pdf, 'application/pdf', noHints);
    expect(documents[0]?.fields.supplierName?.confidence ?? 0).toBeLessThan(0.45);
  });
});

describe('a code on a document', () => {
  const code = [
    ...['BCD', '002', '1', 'SCT', 'BFSWDE33BER', 'Kerbside Grocer GmbH', 'DE71110220330123456789', 'EUR11.95'],
    ...['', '', 'Bill 20417', ''],
  ].join('\n');

  test.each<[string, (page: Sharp) => Promise<Uint8Array>]>([
    ['a scan', (page) => page.png().toBuffer()],
    [
      'a photo taken askew',
      async (page) =>
        sharp(await page.png().toBuffer())
          .rotate(5, { background: '#777' })
          .blur(0.8)
          .jpeg({ quality: 75 })
          .toBuffer(),
    ],
  ])('is read of %s', async (_, make) => {
    const paper = sharp({ create: { width: 900, height: 1_100, channels: 3, background: '#fff' } });
    const drawnCode = await sharp(Buffer.from(renderSVG(code)))
      .resize(360)
      .png()
      .toBuffer();
    const page = paper.composite([{ input: drawnCode, left: 270, top: 600 }]);
    const { documents } = await readFile(await make(page), 'image/png', noHints);
    const { supplierIban, total, currency, supplierName } = documents[0]?.fields ?? {};
    expect([supplierIban?.value, total?.value, currency?.value, supplierName?.value]).toEqual([
      ...['DE71110220330123456789', '11.95', 'EUR', 'Kerbside Grocer GmbH'],
    ]);
    expect(total?.source).toBe('code');
  });
});
