/** A document that is nobody's, as it looks when it is photographed, with what is true of it. */
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { photographed } from './photographed.mjs';
import { random } from './random.mjs';
import { sampleDocument } from './sample-documents.mjs';

/** The same seed and index make the same picture: its name, its bytes, and its truth. */
export async function samplePicture(seed, index) {
  const { draw } = await import('../../lib/documents/decoding/draw.ts');
  const chance = random(seed * 100_003 + index);
  const { kind, country, rows, label } = sampleDocument(chance, index);
  const page = await draw({
    bytes: await pdfOf(rows, kind),
    mimeType: 'application/pdf',
    page: 0,
    widthPx: kind === 'receipt' ? chance.between(700, 1_000) : chance.between(1_400, 1_800),
  });
  const name = `${kind}-${country}-${String(index).padStart(3, '0')}.jpg`;
  return { name, kind, bytes: await photographed(sharp(page), chance), label };
}

/** Rows of cells, each with its text and where it begins, or ends, in parts of the width. */
async function pdfOf(rows, kind) {
  const width = kind === 'receipt' ? 260 : 595;
  const step = kind === 'receipt' ? 15 : 17;
  const height = kind === 'receipt' ? 60 + rows.length * step : 842;
  const pdf = new PDFDocument({ size: [width, height], margin: 0 });
  const chunks = [];
  pdf.on('data', (chunk) => chunks.push(chunk));
  rows.forEach((cells, row) => {
    for (const { text, at, right, size = 10, bold = false } of cells) {
      pdf.font(fontOf(kind, bold)).fontSize(size);
      const left = right ? at * width - pdf.widthOfString(text) : at * width;
      pdf.text(text, left, 28 + row * step, { lineBreak: false });
    }
  });
  pdf.end();
  await new Promise((resolve) => pdf.on('end', resolve));
  return Buffer.concat(chunks);
}

function fontOf(kind, bold) {
  if (kind === 'receipt') return bold ? 'Courier-Bold' : 'Courier';
  return bold ? 'Helvetica-Bold' : 'Helvetica';
}
