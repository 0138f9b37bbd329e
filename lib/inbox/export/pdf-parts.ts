import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { FIRST_WIDTH_PX } from '#lib/documents/document-kind.ts';
import { pageImage } from '#lib/documents/page-image.ts';
import { fontFor, fontPath } from '#lib/documents/pdf-fonts.ts';
import { formatDate } from '#lib/domain/calendar-date.ts';
import { amountText, type Shown } from '#lib/domain/coding/field-kinds.ts';
import { itemTypeNames } from '#lib/domain/coding/fields.ts';
import { categoryText } from '#lib/domain/coding/show-value.ts';
import { shownAmount } from '#lib/domain/coding/shown-amount.ts';
import { type ItemPage, shownPages } from '#lib/domain/documents/item-pages.ts';
import { decimal } from '#lib/domain/money.ts';
import type { WrittenForm } from '#lib/domain/number-form.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { capitalised, contactWords } from '#lib/domain/words.ts';
import type { ExportedDocument, ExportedPage } from './export-pages.ts';

/** A4 across, in points. */
const [WIDTH, HEIGHT, MARGIN] = [841.89, 595.28, 36];
const ROW = 16;
const SIZE = 8.5;
const MUTED = '#6b7280';
const LINE = '#d1d5db';
const JPEG = { quality: 80 } as const;

export type PdfFile = {
  title: string;
  /** Who made it, of what and when. */
  subtitle: string;
  workspace: Workspace;
  numbers: WrittenForm;
  /** Whose turn it is when documents are drawn: a person's id, or the business's. */
  asker: string;
  withDocuments: boolean;
  /** Told of each page of a document, and whether it is the last of its item. */
  onPage: (isLast: boolean) => Promise<void>;
};

export type Pdf = InstanceType<typeof PDFDocument>;
type Cell = { text: string; width: number; isNumber?: boolean };

/**
 * A PDF of items, part by part: a table of them with what they come to in each currency and, when asked, a picture of each
 * page of their documents. Pages are drawn by lib/documents, so that no file from outside is read here.
 */
export async function* pdfParts(pages: () => AsyncIterable<ExportedPage>, file: PdfFile): AsyncGenerator<Uint8Array> {
  const pdf = new PDFDocument({
    size: [WIDTH, HEIGHT],
    margin: MARGIN,
    autoFirstPage: false,
    font: fontPath('regular'),
    info: { Title: file.title, Creator: 'Intray' },
  });
  registerFonts(pdf);
  for await (const _ of drawn(pdf, pages, file)) yield* ready(pdf);
  pdf.end();
  for await (const part of pdf) yield part;
}

/** Those that `writeLine` chooses among. */
export function registerFonts(pdf: Pdf): void {
  for (const font of ['regular', 'bold', 'japanese', 'chinese', 'korean'] as const)
    pdf.registerFont(font, fontPath(font));
}

/** What is drawn so far is not kept here. */
export function* ready(pdf: Pdf): Generator<Uint8Array> {
  for (let part = pdf.read(); part !== null; part = pdf.read()) yield part as Buffer;
}

/** Stops after each page, so that what is drawn can be taken away. */
async function* drawn(pdf: Pdf, pages: () => AsyncIterable<ExportedPage>, file: PdfFile): AsyncGenerator<void> {
  let number = 0;
  let y = 0;
  const begin = () => {
    pdf.addPage();
    writeLine(pdf, `${file.title}, page ${++number}`, MARGIN, HEIGHT - MARGIN - 8, { size: 7, colour: MUTED });
    y = MARGIN;
  };
  const row = (cells: readonly Cell[], weight: 'regular' | 'bold' = 'regular') => {
    let x = MARGIN;
    for (const { text, width, isNumber } of cells) {
      writeLine(pdf, text, x, y + 4, { width: width - 8, align: isNumber ? 'right' : 'left', weight });
      x += width;
    }
    pdf
      .moveTo(MARGIN, y + ROW)
      .lineTo(WIDTH - MARGIN, y + ROW)
      .lineWidth(0.5)
      .stroke(LINE);
    y += ROW;
  };
  begin();
  writeLine(pdf, file.title, MARGIN, y, { size: 16, weight: 'bold' });
  writeLine(pdf, file.subtitle, MARGIN, y + 22, { size: 9, colour: MUTED });
  y += 46;
  const headings = columns(file.workspace);
  row(headings, 'bold');
  const totals = new Map<string, { count: number; tax: string; total: string }>();
  let shown: Shown | null = null;
  for await (const { rows, lists } of pages()) {
    shown = { lists, numbers: file.numbers };
    for (const { item, contactName } of rows) {
      if (y + ROW > HEIGHT - MARGIN - 20) {
        yield;
        begin();
        row(headings, 'bold');
      }
      const { coding, currency } = item;
      const total = shownAmount(coding.type, coding.total);
      const taxes = coding.lines.length > 0 ? coding.lines.map(({ taxAmount }) => taxAmount) : [coding.taxAmount];
      const known = taxes.filter((tax) => tax !== null);
      const tax =
        known.length === 0
          ? null
          : shownAmount(
              coding.type,
              known.reduce((sum, each) => decimal(sum).plus(each).toFixed(), '0'),
            );
      const amount = (value: string | null) => (value === null || !shown ? '' : amountText(value, shown));
      const texts = [
        ...[String(item.number), coding.issuedOn ? formatDate(coding.issuedOn) : '', itemTypeNames[coding.type]],
        ...[contactName ?? '', coding.reference ?? '', categoryText(coding, lists) ?? ''],
        ...[amount(tax), amount(total), currency],
      ];
      row(headings.map((heading, place) => ({ ...heading, text: texts[place] ?? '' })));
      const before = totals.get(currency) ?? { count: 0, tax: '0', total: '0' };
      totals.set(currency, {
        count: before.count + 1,
        tax: decimal(before.tax)
          .plus(tax ?? '0')
          .toFixed(),
        total: decimal(before.total)
          .plus(total ?? '0')
          .toFixed(),
      });
    }
  }
  for (const [currency, { count, tax, total }] of shown ? totals : []) {
    if (y + ROW > HEIGHT - MARGIN - 20) begin();
    const amount = (value: string) => (shown ? amountText(value, shown) : value);
    const texts = [
      '',
      '',
      '',
      `${count} ${count === 1 ? 'item' : 'items'}`,
      '',
      '',
      amount(tax),
      amount(total),
      currency,
    ];
    row(
      headings.map((heading, place) => ({ ...heading, text: texts[place] ?? '' })),
      'bold',
    );
  }
  yield;
  if (!file.withDocuments) return;
  for await (const { rows } of pages()) {
    for (const { item, contactName, documents } of rows) {
      for (const document of documents) {
        const shown = shownPages(document.pages, document.pageCount);
        for (const [index, page] of shown.entries()) {
          const label = [`Item ${item.number}`, contactName, item.coding.reference, document.fileName]
            .filter(Boolean)
            .join(' · ');
          const of = shown.length > 1 ? `, page ${index + 1} of ${shown.length}` : '';
          await drawDocument(pdf, document, page, `${label}${of}`, file.asker);
          await file.onPage(false);
          yield;
        }
      }
      await file.onPage(true);
    }
  }
}

/** The page of a document on a page of its own, upright or across as it is. */
async function drawDocument(pdf: Pdf, document: ExportedDocument, shown: ItemPage, label: string, asker: string) {
  const image = await pageImage(document, shown.page - 1, FIRST_WIDTH_PX, { for: asker });
  if (!image.ok) {
    pdf.addPage({ size: 'A4', margin: MARGIN });
    writeLine(pdf, label, MARGIN, MARGIN, { weight: 'bold' });
    writeLine(pdf, `This page is not shown here. ${image.error.message}`, MARGIN, MARGIN + 20, { width: 500 });
    return;
  }
  const { data, info } = await sharp(image.value)
    .rotate(shown.turn)
    .flatten({ background: '#ffffff' })
    .jpeg(JPEG)
    .toBuffer({ resolveWithObject: true });
  const isAcross = info.width > info.height;
  pdf.addPage({ size: 'A4', layout: isAcross ? 'landscape' : 'portrait', margin: MARGIN });
  const { width, height } = pdf.page;
  writeLine(pdf, label, MARGIN, 16, { size: 8, colour: MUTED, width: width - 2 * MARGIN });
  pdf.image(data, MARGIN, MARGIN, {
    fit: [width - 2 * MARGIN, height - 2 * MARGIN],
    align: 'center',
    valign: 'top',
  } as never);
}

/** One line of text; what is too long for it ends in an ellipsis. */
export function writeLine(
  pdf: Pdf,
  text: string,
  x: number,
  y: number,
  {
    width = WIDTH - 2 * MARGIN,
    align = 'left',
    weight = 'regular',
    size = SIZE,
    colour = '#111827',
  }: { width?: number; align?: 'left' | 'right'; weight?: 'regular' | 'bold'; size?: number; colour?: string } = {},
) {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line === '') return;
  pdf
    .font(fontFor(line, weight), size)
    .fillColor(colour)
    .text(line, x, y, { width, align, height: size * 1.2, ellipsis: true, lineBreak: true });
}

function columns(workspace: Workspace): Cell[] {
  return [
    { text: 'Item', width: 42 },
    { text: 'Date', width: 66 },
    { text: 'Type', width: 62 },
    { text: capitalised(contactWords[workspace].one), width: 170 },
    { text: 'Reference', width: 100 },
    { text: 'Category', width: 140 },
    { text: 'Tax', width: 70, isNumber: true },
    { text: 'Total', width: 80, isNumber: true },
    { text: '', width: 40 },
  ];
}
