/**
 * `npm run extraction:samples -- <folder> [--count 300] [--seed 1]`: makes receipts and invoices of seven countries as
 * they look when they are photographed: tilted, in perspective, blurred, in a shadow, faded, compressed; each with its
 * truth beside it. The same seed makes the same pictures. None is of a real business.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { continueOnProjectNode } from './lib/install.mjs';
import { photographed } from './lib/photographed.mjs';
import { random } from './lib/random.mjs';
import { sampleDocument } from './lib/sample-documents.mjs';

await continueOnProjectNode();
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } },
});
const [folder] = positionals;
if (!folder) {
  console.error('Say where to: npm run extraction:samples -- <folder> [--count 300] [--seed 1]');
  process.exit(1);
}
const { draw } = await import('../lib/documents/decoding/draw.ts');
mkdirSync(folder, { recursive: true });
for (let index = 0; index < Number(values.count); index++) {
  const chance = random(Number(values.seed) * 100_003 + index);
  const { kind, country, rows, label } = sampleDocument(chance, index);
  const page = await draw({
    bytes: await pdfOf(rows, kind),
    mimeType: 'application/pdf',
    page: 0,
    widthPx: kind === 'receipt' ? chance.between(700, 1_000) : chance.between(1_400, 1_800),
  });
  const name = `${kind}-${country}-${String(index).padStart(3, '0')}.jpg`;
  writeFileSync(join(folder, name), await photographed(sharp(page), chance));
  writeFileSync(join(folder, `${name}.label.json`), `${JSON.stringify(label, null, 1)}\n`);
}
console.log(`${values.count} documents in ${folder}`);

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
