/** A document that is nobody's, as it looks when it is photographed or as its maker sent it, with what is true of it. */
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { photographed } from './photographed.mjs';
import { random } from './random.mjs';
import { sampleDocument } from './sample-documents.mjs';
import { variedInvoice } from './varied-invoices.mjs';
import { euroPlaces, places } from './varied-places.mjs';
import { variedReceipt } from './varied-receipts.mjs';

/** The same seed and index make the same picture: its name, its bytes, and its truth. */
export async function samplePicture(seed, index) {
  const chance = random(seed * 100_003 + index);
  const { kind, country, rows, label } = sampleDocument(chance, index);
  const pdf = await pdfOf(rows, { kind });
  return { name: nameOf(kind, country, index, 'jpg'), kind, bytes: await picture(pdf, kind, chance), label };
}

/**
 * The same in many forms, of three kinds: receipts and invoices that are photographed, and invoices as PDFs with their text.
 * Of ten, six are receipts, one is a photographed invoice, and three are PDFs; `asPdf` makes PDFs of all, which shows what
 * rules make of them where every letter is read right.
 */
export async function variedSample(seed, index, { asPdf = false } = {}) {
  const chance = random(seed * 700_001 + index * 17);
  const turn = index % 10;
  const group = turn < 6 ? 'receipts' : turn === 6 ? 'photographed-invoices' : 'digital-invoices';
  const all = group === 'digital-invoices' ? [...places, ...euroPlaces] : places;
  const place = chance.of(all);
  const { kind, form, rows, headAgain, label } =
    group === 'receipts' ? variedReceipt(chance, place) : variedInvoice(chance, place);
  const font =
    kind === 'receipt'
      ? chance.of(['Courier', 'Courier', 'Courier', 'Helvetica'])
      : chance.of(['Helvetica', 'Helvetica', 'Times']);
  const pdf = await pdfOf(rows, { kind, font, headAgain });
  if (asPdf || group === 'digital-invoices')
    return { group, name: nameOf(form, place.code, index, 'pdf'), kind, bytes: pdf, label };
  const bytes = await picture(pdf, kind, chance, { isWorn: true });
  return { group, name: nameOf(form, place.code, index, 'jpg'), kind, bytes, label };
}

const nameOf = (form, country, index, ending) => `${form}-${country}-${String(index).padStart(3, '0')}.${ending}`;

async function picture(pdf, kind, chance, options) {
  const { draw } = await import('../../lib/documents/decoding/draw.ts');
  const page = await draw({
    bytes: pdf,
    mimeType: 'application/pdf',
    page: 0,
    widthPx: kind === 'receipt' ? chance.between(700, 1_000) : chance.between(1_400, 1_800),
  });
  return photographed(sharp(page), chance, options);
}

/**
 * Rows of cells, each with its text and where it begins, ends or has its middle, in parts of the width. A row may be a line, a
 * name drawn as a picture, a mark, bars, or what stands at the foot of a page.
 */
async function pdfOf(given, { kind, font, headAgain }) {
  const width = kind === 'receipt' ? 260 : 595;
  const step = kind === 'receipt' ? 15 : 17;
  const rows = given.map((row) => (Array.isArray(row) ? { cells: row } : row));
  const used = rows.reduce((sum, row) => sum + (row.foot ? 0 : (row.height ?? step)), 0);
  const height = kind === 'receipt' ? 60 + used : 842;
  const pdf = new PDFDocument({ size: [width, height], margin: 0 });
  const chunks = [];
  pdf.on('data', (chunk) => chunks.push(chunk));
  let y = 28;
  const feet = rows.filter(({ foot }) => foot);
  const write = ({ text, at = 0, right, centred, size = 10, bold = false }, style) => {
    pdf
      .font(style ?? fontOf(kind, bold, font))
      .fontSize(size)
      .fillColor('#000');
    // Letters that are too wide for the paper are set closer, as tills cut them.
    const wide = pdf.widthOfString(text);
    if (centred && wide > width * 0.94) pdf.fontSize((size * width * 0.94) / wide);
    const own = pdf.widthOfString(text);
    pdf.text(text, centred ? (width - own) / 2 : right ? at * width - own : at * width, y, { lineBreak: false });
  };
  const endPage = () => {
    const at = y;
    y = height - 30;
    for (const { foot } of feet) write({ text: foot, centred: true, size: 7 });
    y = at;
  };
  for (const row of rows) {
    if (row.foot) continue;
    if (kind === 'invoice' && y > height - 70) {
      endPage();
      pdf.addPage({ size: [width, height], margin: 0 });
      y = 40;
      if (headAgain) {
        for (const cell of headAgain.cells) write(cell);
        y += step;
      }
    }
    if (row.line)
      pdf
        .moveTo(width * 0.06, y + 4)
        .lineTo(width * 0.94, y + 4)
        .lineWidth(0.8)
        .stroke('#000');
    if (row.logo) drawName(pdf, row, { width, y, kind });
    if (row.mark) {
      pdf.circle(width / 2, y + 16, 15).fill('#222');
      pdf
        .font('Times-Bold')
        .fontSize(20)
        .fillColor('#fff')
        .text(row.mark, width / 2 - 7, y + 7, { lineBreak: false });
    }
    if (row.bars) drawBars(pdf, row.bars, width, y);
    for (const cell of row.cells ?? []) write(cell, row.font);
    y += row.height ?? step;
  }
  endPage();
  pdf.end();
  await new Promise((resolve) => pdf.on('end', resolve));
  return Buffer.concat(chunks);
}

/** White letters on a dark ground, wider and heavier than print: what is seen and is no text. On invoices it is drawn as paths would be. */
function drawName(pdf, { logo, side }, { width, y, kind }) {
  const size = kind === 'receipt' ? 15 : 20;
  pdf.font('Helvetica-BoldOblique').fontSize(size);
  const own = Math.min(width * 0.8, pdf.widthOfString(logo) + 20);
  const x = side === 'right' ? width * 0.92 - own : side === 'left' ? width * 0.08 : (width - own) / 2;
  pdf.rect(x, y, own, size * 1.7).fill(kind === 'receipt' ? '#111' : '#1d4d4f');
  pdf.fillColor('#fff').text(logo, x + 10, y + size * 0.4, { lineBreak: false });
}

function drawBars(pdf, digits, width, y) {
  let x = width * 0.2;
  for (const digit of digits) {
    const thick = 1 + (Number(digit) % 3);
    pdf.rect(x, y, thick, 24).fill('#000');
    x += thick + 1 + (Number(digit) % 4);
    pdf.rect(x, y, 1, 24).fill('#000');
    x += 3;
  }
}

function fontOf(kind, bold, font = kind === 'receipt' ? 'Courier' : 'Helvetica') {
  if (font === 'Times') return bold ? 'Times-Bold' : 'Times-Roman';
  return bold ? `${font}-Bold` : font;
}
