import PDFDocument from 'pdfkit';
import { formatDate, toCalendarDate } from '#lib/domain/calendar-date.ts';
import { fontFor, fontPath } from '../pdf-fonts.ts';
import type { EInvoice, Party } from './e-invoice.ts';

/** A4 upright, in points. */
const [WIDTH, HEIGHT, MARGIN] = [595.28, 841.89, 42];
const INNER = WIDTH - 2 * MARGIN;
const MUTED = '#6b7280';
const LINE = '#d1d5db';
/** Of lines that are drawn of one invoice; the file itself has all of them. */
const MAX_DRAWN_LINES = 1_000;

type Pdf = InstanceType<typeof PDFDocument>;
type Style = { weight?: 'regular' | 'bold'; size?: number; colour?: string; align?: 'left' | 'right' };

/**
 * Invoices that came as data, as pages that people can read and a ledger can keep: all that bookkeeping needs of them, each
 * invoice from a page of its own. Equal data gives equal bytes.
 */
export async function eInvoicePdf(invoices: readonly EInvoice[]): Promise<Buffer> {
  const [first] = invoices;
  const pdf = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    autoFirstPage: false,
    font: fontPath('regular'),
    // The time of its making would make it another file each time.
    info: { Title: `${titleOf(first)}`, Creator: 'Intray', CreationDate: new Date(first?.issuedOn ?? 0) },
  });
  for (const font of ['regular', 'bold', 'japanese', 'chinese', 'korean'] as const)
    pdf.registerFont(font, fontPath(font));
  for (const invoice of invoices) draw(pdf, invoice);
  pdf.end();
  const parts: Uint8Array[] = [];
  for await (const part of pdf) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const titleOf = (invoice: EInvoice | undefined) =>
  `${invoice?.kind === 'creditNote' ? 'Credit note' : 'Invoice'} ${invoice?.number ?? ''}`.trim();

function draw(pdf: Pdf, invoice: EInvoice): void {
  const pen = new Pen(pdf, `${titleOf(invoice)}, drawn from the data of the e-invoice`);
  pen.write(titleOf(invoice), MARGIN, INNER, { size: 18, weight: 'bold' });
  pen.down(8);
  const top = pen.y;
  drawParty(pen, 'From', invoice.seller, MARGIN);
  const left = pen.y;
  pen.y = top;
  drawParty(pen, 'To', invoice.buyer, MARGIN + INNER / 2);
  pen.y = Math.max(pen.y, left);
  pen.down(10);
  const { payment } = invoice;
  pen.facts([
    ['Date', dateText(invoice.issuedOn)],
    ['Due', dateText(invoice.dueOn)],
    ['Order', invoice.purchaseOrder],
    ['Currency', invoice.currency],
    ['Terms', invoice.terms],
    ['Account', payment.accounts.join(', ') || null],
    ['Payment reference', payment.reference],
  ]);
  pen.down(10);
  drawLines(pen, invoice);
  drawTotals(pen, invoice);
  if (invoice.notes.length > 0) pen.down(10);
  for (const note of invoice.notes.slice(0, 10)) pen.paragraph(note.slice(0, 2_000));
}

function drawParty(pen: Pen, label: string, party: Party, x: number): void {
  const width = INNER / 2 - 12;
  pen.write(label, x, width, { size: 8, colour: MUTED });
  pen.write(party.name ?? 'Not named', x, width, { weight: 'bold', size: 10.5 });
  const rest = [...party.address, party.country, ...party.taxNumbers.map((number) => `Tax number ${number}`)];
  for (const text of [...rest, party.phone, party.email]) if (text) pen.write(text, x, width);
}

const columns = [
  { title: 'Description', width: 231 },
  { title: 'Quantity', width: 60 },
  { title: 'Price', width: 75 },
  { title: 'Tax %', width: 45 },
  { title: 'Amount', width: 100 },
] as const;

function drawLines(pen: Pen, { lines, adjustments }: EInvoice): void {
  if (lines.length + adjustments.length === 0) return;
  pen.row(
    columns.map(({ title }) => title),
    'bold',
  );
  for (const line of lines.slice(0, MAX_DRAWN_LINES)) {
    const discount = line.discount === null ? '' : ` (discount ${line.discount})`;
    const code = line.code === null ? '' : `${line.code} `;
    pen.row([
      `${code}${line.description}${discount}`,
      ...[line.quantity ?? '', line.unitPrice ?? '', line.taxRate ?? '', line.total ?? ''],
    ]);
  }
  const undrawn = lines.length - MAX_DRAWN_LINES;
  if (undrawn > 0) pen.row([`${undrawn} more lines in the file`, '', '', '', '']);
  for (const { reason, taxRate, amount } of adjustments) pen.row([reason, '', '', taxRate ?? '', amount]);
  pen.down(8);
}

function drawTotals(pen: Pen, { taxes, totals, currency }: EInvoice): void {
  pen.total('Net', totals.net);
  for (const { name, rate, net, amount } of taxes) {
    pen.total(`${name ?? 'Tax'}${rate === null ? '' : ` ${rate}%`}${net === null ? '' : ` of ${net}`}`, amount);
  }
  if (taxes.length !== 1) pen.total('Tax', totals.tax);
  pen.total(`Total ${currency ?? ''}`.trim(), totals.total, 'bold');
  pen.total('Rounding', totals.rounding);
  pen.total('Paid already', totals.paid);
  if (totals.due !== totals.total) pen.total('To pay', totals.due, 'bold');
}

function dateText(date: string | null): string | null {
  const known = date && toCalendarDate(date);
  return known ? formatDate(known) : null;
}

/** Writes from the top down, and goes on on a new page where one is full. */
class Pen {
  y = MARGIN;
  private readonly pdf: Pdf;
  private readonly footer: string;

  constructor(pdf: Pdf, footer: string) {
    this.pdf = pdf;
    this.footer = footer;
    this.turn();
  }

  down(points: number): void {
    this.y += points;
  }

  /** One line; what is too long for it ends in an ellipsis. */
  write(text: string, x: number, width: number, style: Style = {}): void {
    const size = style.size ?? 9;
    this.room(size * 1.35);
    this.put(text, x, this.y, width, { ...style, size });
    this.y += size * 1.35;
  }

  facts(facts: readonly (readonly [string, string | null])[]): void {
    for (const [label, value] of facts) {
      if (value === null) continue;
      this.room(13);
      this.put(label, MARGIN, this.y, 100, { colour: MUTED, size: 9 });
      this.put(value, MARGIN + 104, this.y, INNER - 104, { size: 9 });
      this.y += 13;
    }
  }

  row(cells: readonly string[], weight: 'regular' | 'bold' = 'regular'): void {
    this.room(16);
    let x = MARGIN;
    for (const [place, { width }] of columns.entries()) {
      const align = place === 0 ? 'left' : 'right';
      this.put(cells[place] ?? '', x, this.y, width - 8, { align, weight, size: 8.5 });
      x += width;
    }
    this.pdf
      .moveTo(MARGIN, this.y + 13)
      .lineTo(WIDTH - MARGIN, this.y + 13)
      .lineWidth(0.5)
      .stroke(LINE);
    this.y += 16;
  }

  total(label: string, amount: string | null, weight: 'regular' | 'bold' = 'regular'): void {
    if (amount === null) return;
    this.room(14);
    this.put(label, MARGIN + 180, this.y, 220, { align: 'right', weight, size: 9.5 });
    this.put(amount, MARGIN + 411, this.y, 92, { align: 'right', weight, size: 9.5 });
    this.y += 14;
  }

  /** Several lines, as many as it takes. */
  paragraph(text: string): void {
    const font = fontFor(text, 'regular');
    const height = this.pdf.font(font, 8.5).heightOfString(text, { width: INNER });
    this.room(Math.min(height, HEIGHT - 3 * MARGIN) + 4);
    this.pdf.fillColor(MUTED).text(text, MARGIN, this.y, { width: INNER, height: HEIGHT - MARGIN - this.y });
    this.y += height + 4;
  }

  private room(height: number): void {
    if (this.y + height > HEIGHT - MARGIN - 12) this.turn();
  }

  private turn(): void {
    this.pdf.addPage({ size: 'A4', margin: MARGIN });
    this.y = MARGIN;
    this.put(this.footer, MARGIN, HEIGHT - MARGIN - 8, INNER, { size: 7, colour: MUTED });
  }

  private put(text: string, x: number, y: number, width: number, style: Style): void {
    const line = text.replace(/\s+/gu, ' ').trim().slice(0, 400);
    if (line === '') return;
    const { weight = 'regular', size = 9, colour = '#111827', align = 'left' } = style;
    this.pdf
      .font(fontFor(line, weight), size)
      .fillColor(colour)
      .text(line, x, y, { width, align, height: size * 1.2, ellipsis: true, lineBreak: true });
  }
}
