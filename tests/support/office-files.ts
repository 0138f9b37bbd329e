import { type WriteSheet, writeXlsx } from 'hucre/xlsx';
import sharp from 'sharp';
import { zipped } from '#lib/inbox/export/zip.ts';

/** Office files, archives and old pictures, made small as their programs make them. */

export async function aZip(files: Record<string, string | Buffer>): Promise<Buffer> {
  async function* entries() {
    for (const [name, content] of Object.entries(files)) {
      async function* parts() {
        yield Buffer.from(content);
      }
      yield { name, parts: parts(), isDeflated: name !== 'mimetype' };
    }
  }
  const parts: Buffer[] = [];
  for await (const part of zipped(entries(), new Date('2026-01-01'))) parts.push(part);
  return Buffer.concat(parts);
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const run = (text: string, look = '') =>
  `<w:r>${look && `<w:rPr>${look}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
export const wordParagraph = (text: string, look = '', side = '') =>
  `<w:p>${side && `<w:pPr><w:jc w:val="${side}"/></w:pPr>`}${run(text, look)}</w:p>`;
export const wordTable = (...rows: string[][]) =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map((cell) => `<w:tc>${wordParagraph(cell)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;

/** A letter in Word, of what is in its body, under a letterhead. */
export async function aDocx(
  body = wordParagraph('Invoice 2041', '<w:b/><w:sz w:val="32"/>') +
    wordParagraph('Date: 3 March 2026') +
    wordTable(['Description', 'Amount'], ['Timber, 12 boards', '100.00'], ['VAT 20%', '20.00'], ['Total', '120.00']) +
    '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' +
    wordParagraph('Terms of delivery'),
  more: Record<string, string | Buffer> = {},
): Promise<Buffer> {
  return aZip({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${WORD}.document.main+xml"/></Types>`,
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document ${W}><w:body>${body}<w:sectPr/></w:body></w:document>`,
    'word/header1.xml': `<?xml version="1.0"?><w:hdr ${W}>${wordParagraph('Harbour Timber &amp; Co', '', 'right')}</w:hdr>`,
    ...more,
  });
}

const ODF = 'urn:oasis:names:tc:opendocument:xmlns';

export async function anOdt(
  body = '<text:h>Invoice 2041</text:h><text:p>Date:<text:s text:c="2"/>3 March 2026</text:p><table:table><table:table-row><table:table-cell><text:p>Total</text:p></table:table-cell><table:table-cell><text:p>£120.00</text:p></table:table-cell></table:table-row></table:table><text:p text:style-name="P1">Terms of delivery</text:p>',
): Promise<Buffer> {
  const names = `xmlns:office="${ODF}:office:1.0" xmlns:text="${ODF}:text:1.0" xmlns:table="${ODF}:table:1.0" xmlns:style="${ODF}:style:1.0" xmlns:fo="${ODF}:xsl-fo-compatible:1.0"`;
  return aZip({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<?xml version="1.0"?><office:document-content ${names}><office:automatic-styles><style:style style:name="P1" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style></office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    'styles.xml': `<?xml version="1.0"?><office:document-styles ${names}><office:master-styles><style:master-page style:name="Standard"><style:header><text:p>Harbour Timber &#38; Co</text:p></style:header></style:master-page></office:master-styles></office:document-styles>`,
  });
}

export const anRtf = (
  body = String.raw`{\b\fs32 Invoice 2041\par}Date: 3 March 2026\par\trowd\cellx4000\cellx8000\intbl Total\cell\'a3120.00 \u8364?\cell\row\pard\page Terms of delivery\par`,
): Buffer =>
  Buffer.from(
    String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator Riched20;}{\info{\author Sam}}Harbour Timber & Co\par ${body}}`,
    'latin1',
  );

export async function anXlsx(
  sheets: WriteSheet[] = [
    {
      name: 'Invoice',
      rows: [
        ['Harbour Timber & Co', null, null],
        ['Invoice 2041', null, new Date('2026-03-03')],
        ['Timber', 12, 1234.5],
        ['Total', null, 1234.5],
      ],
      columns: [{ key: 'a' }, { key: 'b' }, { key: 'c', numFmt: '#,##0.00' }],
    },
    { name: 'Terms', rows: [['Terms of delivery']] },
  ],
): Promise<Buffer> {
  return Buffer.from(await writeXlsx({ sheets }));
}

/** The start of a file of the old office formats. */
export function anOldOfficeFile(name = 'WordDocument'): Buffer {
  return Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1_016),
    Buffer.from(name, 'utf16le'),
    Buffer.alloc(900),
  ]);
}

/** A TIFF of several pages, each of one colour. */
export async function aTiff(...colours: string[]): Promise<Buffer> {
  const pages = await Promise.all(
    colours.map((background) =>
      sharp({ create: { width: 200, height: 280, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  return sharp(pages, { join: { animated: true } })
    .tiff({ compression: 'lzw' })
    .toBuffer();
}

/** A moving picture. */
export async function aGif(...colours: string[]): Promise<Buffer> {
  const frames = await Promise.all(
    colours.map((background) =>
      sharp({ create: { width: 40, height: 30, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  return sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
}

type Bmp = { width: number; height: number; bits: number; packing?: number; palette?: number[][]; data: Buffer };

export function aBmpOf({ width, height, bits, packing = 0, palette = [], data }: Bmp): Buffer {
  const head = Buffer.alloc(54 + palette.length * 4);
  head.write('BM', 0, 'latin1');
  head.writeUInt32LE(head.length + data.length, 2);
  head.writeUInt32LE(head.length, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(width, 18);
  head.writeInt32LE(height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(bits, 28);
  head.writeUInt32LE(packing, 30);
  head.writeUInt32LE(palette.length, 46);
  for (const [place, [red = 0, green = 0, blue = 0]] of palette.entries()) {
    head.set([blue, green, red, 0], 54 + place * 4);
  }
  return Buffer.concat([head, data]);
}

/** Red above green, 24 bits a pixel. */
export function aBmp(width = 40, height = 30): Buffer {
  const step = Math.ceil((width * 3) / 4) * 4;
  const data = Buffer.alloc(step * height);
  for (let line = 0; line < height; line++) {
    for (let x = 0; x < width; x++) data.set(line < height / 2 ? [0, 255, 0] : [0, 0, 255], line * step + x * 3);
  }
  return aBmpOf({ width, height, bits: 24, data });
}
