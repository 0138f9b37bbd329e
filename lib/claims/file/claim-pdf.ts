import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { FIRST_WIDTH_PX } from '#lib/documents/document-kind.ts';
import { pageImage } from '#lib/documents/page-image.ts';
import { fontFor, fontPath } from '#lib/documents/pdf-fonts.ts';
import { turnedImage } from '#lib/documents/shown-file.ts';
import { writeMoney } from '#lib/domain/currency-units.ts';
import { writeNumber } from '#lib/domain/number-form.ts';
import { type Pdf, ready, registerFonts, writeLine } from '#lib/inbox/export/pdf-parts.ts';
import type { ClaimPaper, PaperReceipt } from './claim-paper.ts';

/** A4 upright, in points. */
const [WIDTH, HEIGHT, MARGIN] = [595.28, 841.89, 40];
const SIZE = 8.5;
const MUTED = '#6b7280';
const LINE = '#d1d5db';
/** How pictures are made smaller until they fit, the last of all whatever it is: small print can still be read in it. */
const steps = [
  { widthPx: FIRST_WIDTH_PX, quality: 80 },
  { widthPx: 1_000, quality: 60 },
  { widthPx: 800, quality: 45 },
] as const;
/** What the cover sheet and the fonts take at most. */
const COVER_BYTES = 2_000_000;

export type PaperFile = {
  /** Whose turn it is when documents are drawn. */
  asker: string;
  /** What all of it may take. */
  maxBytes: number;
  /** Told of each page of a receipt. */
  onPage: () => Promise<void>;
};

/** Counted while it is made. */
export type PaperSize = { pages: number };

/** A claim's bill as a PDF, part by part: the cover sheet, then each page of each receipt on one of its own. */
export async function* claimPdf(paper: ClaimPaper, file: PaperFile, size: PaperSize): AsyncGenerator<Uint8Array> {
  const pdf = new PDFDocument({
    ...{ size: 'A4', margin: MARGIN, autoFirstPage: false, font: fontPath('regular') },
    info: { Title: paper.title, Creator: 'Intray' },
  });
  registerFonts(pdf);
  pdf.on('pageAdded', () => {
    size.pages += 1;
  });
  cover(pdf, paper);
  yield* ready(pdf);
  let left = file.maxBytes - COVER_BYTES;
  let pagesLeft = paper.receipts.reduce((count, { pages }) => count + pages.length, 0);
  for (const receipt of paper.receipts) {
    for (const page of receipt.pages.keys()) {
      left -= await drawReceipt(pdf, receipt, page, { asker: file.asker, maxBytes: left / pagesLeft });
      pagesLeft -= 1;
      await file.onPage();
      yield* ready(pdf);
    }
  }
  pdf.end();
  for await (const part of pdf) yield part;
}

type Cell = { text: string; width: number; isNumber?: boolean };

const columns: Cell[] = [
  { text: 'Item', width: 34 },
  { text: 'Date', width: 62 },
  { text: 'What', width: 170 },
  { text: 'Category', width: 92 },
  { text: 'Tax rate', width: 67 },
  { text: 'Tax', width: 40, isNumber: true },
  { text: 'Total', width: 50, isNumber: true },
];

function cover(pdf: Pdf, paper: ClaimPaper): void {
  let y = 0;
  let sheet = 0;
  const begin = () => {
    pdf.addPage();
    sheet += 1;
    const foot = `${paper.title}, cover sheet ${sheet}`;
    writeLine(pdf, foot, MARGIN, HEIGHT - MARGIN - 4, { size: 7, colour: MUTED, width: WIDTH - 2 * MARGIN });
    y = MARGIN;
  };
  const row = (cells: readonly Cell[], { weight = 'regular' as 'regular' | 'bold', head = true } = {}) => {
    const texts = cells.map(({ text }) => text.replace(/\s+/gu, ' ').trim());
    const height = Math.max(
      ...texts.map((text, place) =>
        pdf.font(fontFor(text, weight), SIZE).heightOfString(text, { width: (cells[place]?.width ?? 0) - 6 }),
      ),
    );
    if (y + height + 7 > HEIGHT - MARGIN - 14) {
      begin();
      if (head) row(columns, { weight: 'bold', head: false });
    }
    let x = MARGIN;
    for (const [place, { width, isNumber }] of cells.entries()) {
      const text = texts[place] ?? '';
      pdf
        .font(fontFor(text, weight), SIZE)
        .fillColor('#111827')
        .text(text, x, y + 4, { width: width - 6, align: isNumber ? 'right' : 'left' });
      x += width;
    }
    y += height + 7;
    pdf
      .moveTo(MARGIN, y)
      .lineTo(WIDTH - MARGIN, y)
      .lineWidth(0.5)
      .stroke(LINE);
  };
  const money = (value: string) => writeNumber(value, 'commaPoint');
  begin();
  writeLine(pdf, paper.title, MARGIN, y, { size: 18, weight: 'bold', width: WIDTH - 2 * MARGIN });
  writeLine(pdf, 'Expense claim', MARGIN, y + 24, { size: 9, colour: MUTED });
  y += 46;
  for (const { label, value } of paper.facts) {
    const width = WIDTH - 2 * MARGIN - 90;
    const height = pdf.font(fontFor(value, 'regular'), 9).heightOfString(value, { width });
    writeLine(pdf, label, MARGIN, y, { size: 9, colour: MUTED, width: 85 });
    pdf
      .font(fontFor(value, 'regular'), 9)
      .fillColor('#111827')
      .text(value, MARGIN + 90, y, { width, height: 120, ellipsis: true });
    y += Math.min(height, 120) + 3;
  }
  const sums = writeMoney(paper.total, paper.currency, 'commaPoint');
  writeLine(pdf, 'Total', MARGIN, y, { size: 9, colour: MUTED, width: 85 });
  writeLine(pdf, sums, MARGIN + 90, y, { size: 9, weight: 'bold', width: 200 });
  y += 24;
  row(columns, { weight: 'bold' });
  for (const line of paper.lines) {
    const texts = [
      String(line.item),
      line.date,
      line.text,
      line.category,
      line.taxRate,
      money(line.taxAmount),
      money(line.total),
    ];
    row(columns.map((column, place) => ({ ...column, text: texts[place] ?? '' })));
  }
  const amounts = (text: string, taxAmount: string, total: string) => {
    const texts = ['', '', text, '', '', money(taxAmount), money(total)];
    return columns.map((column, place) => ({ ...column, text: texts[place] ?? '' }));
  };
  row(amounts(`Total in ${paper.currency}`, paper.taxAmount, paper.total), { weight: 'bold' });
  y += 14;
  row(
    amounts('By category', '', '').map((cell) => ({ ...cell, text: cell.text === '0.00' ? '' : cell.text })),
    {
      weight: 'bold',
      head: false,
    },
  );
  for (const { category, taxAmount, total } of paper.sums) row(amounts(category, taxAmount, total), { head: false });
}

/** The page on a page of its own, upright or across as it is. Gives the bytes that it takes. */
async function drawReceipt(
  pdf: Pdf,
  { document, label, pages }: PaperReceipt,
  page: number,
  { asker, maxBytes }: { asker: string; maxBytes: number },
): Promise<number> {
  const of = pages.length > 1 ? `${label}, page ${page + 1} of ${pages.length}` : label;
  const shown = pages[page] ?? { page: 1, turn: 0 };
  const image = await pageImage(document, shown.page - 1, FIRST_WIDTH_PX, { for: asker });
  if (!image.ok) {
    if (image.error.code === 'busy') throw new Error('Too many documents are being drawn');
    pdf.addPage();
    writeLine(pdf, of, MARGIN, MARGIN, { weight: 'bold', width: WIDTH - 2 * MARGIN });
    writeLine(pdf, `This page is not shown here. ${image.error.message}`, MARGIN, MARGIN + 20, { width: 500 });
    return 0;
  }
  const { data, info } = await fitting(await turnedImage(image.value, shown.turn), maxBytes);
  pdf.addPage({ size: 'A4', layout: info.width > info.height ? 'landscape' : 'portrait', margin: MARGIN });
  const { width, height } = pdf.page;
  writeLine(pdf, of, MARGIN, 18, { size: 8, colour: MUTED, width: width - 2 * MARGIN });
  pdf.image(data, MARGIN, MARGIN, {
    fit: [width - 2 * MARGIN, height - 2 * MARGIN],
    align: 'center',
    valign: 'top',
  } as never);
  return data.length;
}

async function fitting(picture: Buffer, maxBytes: number) {
  let made = null;
  for (const { widthPx, quality } of steps) {
    made = await sharp(picture)
      .resize({ width: widthPx, withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality })
      .toBuffer({ resolveWithObject: true });
    if (made.data.length <= maxBytes) break;
  }
  if (!made) throw new RangeError('A picture has to be made in one way at least');
  return made;
}
