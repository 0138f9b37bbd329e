import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { MAX_PAGES } from '../document-kind.ts';
import { fontFor, fontPath } from '../pdf-fonts.ts';
import { type Block, type Cell, type OfficeText, type Paragraph, type Table, UnreadableOffice } from './office-text.ts';

/** A4, in points. */
const [SHORT, LONG, MARGIN] = [595.28, 841.89, 48];
const SIZE = 10;
const TABLE_SIZE = 9;
const CELL_GAP = 6;
const LINE = '#d1d5db';
/** Of a picture: what a page shows is no finer. */
const PICTURE_PX = 1_200;
const MAX_PICTURE_PIXELS = 40_000_000;

type Pdf = InstanceType<typeof PDFDocument>;

/** What an office file says, as pages that people can read and a ledger can keep. Equal files give equal bytes. */
export async function officePdf({ blocks, isWide }: OfficeText): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    layout: isWide ? 'landscape' : 'portrait',
    margin: MARGIN,
    autoFirstPage: false,
    font: fontPath('regular'),
    // The time of its making would make it another file each time.
    info: { Creator: 'Intray', CreationDate: new Date(0) },
  });
  for (const font of ['regular', 'bold', 'japanese', 'chinese', 'korean'] as const)
    pdf.registerFont(font, fontPath(font));
  const parts: Uint8Array[] = [];
  pdf.on('data', (part: Uint8Array) => parts.push(part));
  const page = new Page(pdf, isWide ? [LONG, SHORT] : [SHORT, LONG]);
  for (const [place, block] of blocks.entries()) await page.put(block, blocks[place + 1]);
  const ended = new Promise<void>((resolve) => pdf.on('end', resolve));
  pdf.end();
  await ended;
  return Buffer.concat(parts);
}

class Page {
  private y = MARGIN;
  private pages = 0;
  private readonly pdf: Pdf;
  private readonly width: number;
  private readonly bottom: number;

  constructor(pdf: Pdf, [width, height]: readonly [number, number]) {
    this.pdf = pdf;
    this.width = width - 2 * MARGIN;
    this.bottom = height - MARGIN;
    this.turn();
  }

  async put(block: Block, next: Block | undefined): Promise<void> {
    if (block.kind === 'pageBreak') {
      if (next) this.turn();
    } else if (block.kind === 'table') this.table(block);
    else if (block.kind === 'paragraph') this.paragraph(block);
    else await this.picture(block.bytes);
  }

  private turn(): void {
    this.pages += 1;
    if (this.pages > MAX_PAGES) throw new UnreadableOffice('tooManyPages');
    this.pdf.addPage();
    this.y = MARGIN;
  }

  private paragraph({ text, isBold, size, align }: Paragraph): void {
    const points = Math.min(Math.max(size ?? SIZE, 6), 28);
    if (text.trim() === '') {
      this.y += Math.min(points, SIZE) * 0.9;
      return;
    }
    for (const line of this.lines(text, this.width, isBold, points))
      this.line(line, MARGIN, this.width, { isBold, points, align });
    this.y += 3;
  }

  private line(
    text: string,
    x: number,
    width: number,
    { isBold, points, align }: { isBold: boolean; points: number; align: Cell['align'] },
  ): void {
    const height = points * 1.3;
    if (this.y + height > this.bottom) this.turn();
    this.write(text, x, this.y, width, { isBold, points, align });
    this.y += height;
  }

  private write(
    text: string,
    x: number,
    y: number,
    width: number,
    { isBold, points, align }: { isBold: boolean; points: number; align: Cell['align'] },
  ): void {
    if (text.trim() === '') return;
    this.pdf.font(fontFor(text, isBold ? 'bold' : 'regular'), points).fillColor('#111827');
    const own = this.pdf.widthOfString(text);
    const indent = align === 'right' ? width - own : align === 'center' ? (width - own) / 2 : 0;
    this.pdf.text(text, x + Math.max(0, indent), y, { lineBreak: false });
  }

  /** A text in lines that fit. Words that are longer than a line are broken. */
  private lines(text: string, width: number, isBold: boolean, points: number): string[] {
    return text.split('\n').flatMap((paragraph) => {
      const clean = paragraph.replaceAll('\t', '    ').replace(/[\p{Cc}\p{Cs}]/gu, '');
      this.pdf.font(fontFor(clean, isBold ? 'bold' : 'regular'), points);
      if (this.pdf.widthOfString(clean) <= width) return [clean];
      const lines: string[] = [];
      let line = '';
      for (const word of clean.split(/(?<= )/)) {
        if (this.pdf.widthOfString((line + word).trimEnd()) <= width) {
          line += word;
          continue;
        }
        if (line) lines.push(line);
        line = word;
        while (this.pdf.widthOfString(line.trimEnd()) > width && line.length > 1) {
          let end = Math.max(1, Math.floor((line.length * width) / this.pdf.widthOfString(line)));
          while (end > 1 && this.pdf.widthOfString(line.slice(0, end)) > width) end -= 1;
          lines.push(line.slice(0, end));
          line = line.slice(end);
        }
      }
      if (line) lines.push(line);
      return lines;
    });
  }

  private table({ rows }: Table): void {
    const widths = this.columnWidths(rows);
    const starts = widths.map((_, column) => widths.slice(0, column).reduce((sum, width) => sum + width, MARGIN));
    const height = TABLE_SIZE * 1.3;
    for (const row of rows) {
      const cells = row.map(({ text, isBold }, column) =>
        this.lines(text, Math.max(8, (widths[column] ?? 0) - CELL_GAP), isBold, TABLE_SIZE),
      );
      const count = Math.max(1, ...cells.map((lines) => lines.length));
      if (this.y + Math.min(count, 4) * height > this.bottom) this.turn();
      for (let line = 0; line < count; line++) {
        if (this.y + height > this.bottom) this.turn();
        for (const [column, { isBold, align }] of row.entries()) {
          const text = cells[column]?.[line] ?? '';
          const width = (widths[column] ?? 0) - CELL_GAP;
          this.write(text, starts[column] ?? MARGIN, this.y, width, { isBold, points: TABLE_SIZE, align });
        }
        this.y += height;
      }
      this.pdf
        .moveTo(MARGIN, this.y + 1)
        .lineTo(MARGIN + this.width, this.y + 1)
        .lineWidth(0.4)
        .stroke(LINE);
      this.y += 4;
    }
    this.y += 4;
  }

  /** By what the columns hold: each as wide as its longest line, shrunk in proportion where that is too wide. */
  private columnWidths(rows: readonly Cell[][]): number[] {
    const count = Math.max(...rows.map((row) => row.length));
    this.pdf.font('regular', TABLE_SIZE);
    const wanted = Array.from({ length: count }, (_, column) => {
      const longest = rows.slice(0, 300).reduce((most, row) => {
        const lengths = (row[column]?.text ?? '').split('\n').map((line) => line.length);
        return Math.max(most, ...lengths);
      }, 0);
      return Math.min(longest, 60) * TABLE_SIZE * 0.56 + CELL_GAP + 2;
    });
    const all = wanted.reduce((sum, width) => sum + width, 0);
    if (all <= this.width) {
      // What is left goes to the widest, so that amounts stand at the edge.
      const widest = wanted.indexOf(Math.max(...wanted));
      return wanted.map((width, column) => (column === widest ? width + this.width - all : width));
    }
    const least = Math.min(40, this.width / count);
    const flexible = wanted.map((width) => Math.max(0, width - least));
    const share = (this.width - least * count) / flexible.reduce((sum, width) => sum + width, 0);
    return flexible.map((width) => least + width * share);
  }

  /** As it is in JPEG, whatever it came in; one that can't be read is left out. */
  private async picture(bytes: Uint8Array): Promise<void> {
    const read = await sharp(bytes, { limitInputPixels: MAX_PICTURE_PIXELS, failOn: 'error' })
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .resize({ width: PICTURE_PX, height: PICTURE_PX * 2, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .jpeg({ quality: 84 })
      .toBuffer({ resolveWithObject: true })
      .catch(() => null);
    if (!read) return;
    const shrink = Math.min(0.6, this.width / read.info.width, (this.bottom - MARGIN) / read.info.height);
    const [width, height] = [read.info.width * shrink, read.info.height * shrink];
    if (this.y + height > this.bottom) this.turn();
    this.pdf.image(read.data, MARGIN, this.y, { width, height });
    this.y += height + 6;
  }
}
