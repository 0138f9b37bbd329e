import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

/** Real files of each kind that can be added, and of those that can't, made small. */

/** A PDF with a page for each text. */
export function aPdf(...texts: string[]): Buffer {
  const pages = texts.length > 0 ? texts : ['Invoice'];
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ')}]>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ...pages.flatMap((text, index) => {
      const content = `BT /F1 24 Tf 72 760 Td (${text}) Tj ET`;
      return [
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents ${5 + index * 2} 0 R>>`,
        `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  return pdfOf(objects);
}

/** A PDF whose only page has this content, with what it uses: the objects from number 5 on. */
export function onePage(
  content: string,
  resources: string,
  objects: readonly string[],
  { boxes = '/MediaBox[0 0 300 200]', kids = '3 0 R', count = '1' } = {},
): Buffer {
  return pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${count}/Kids[${kids}]>>`,
    `<</Type/Page/Parent 2 0 R${boxes}/Resources<<${resources}>>/Contents 4 0 R>>`,
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    ...objects,
  ]);
}

/** A PDF at which pdfium crashes: a colour space in a colour space, and so on, until its stack is full. */
export function aCrashingPdf(): Buffer {
  const depth = 1_000;
  const spaces = Array.from({ length: depth }, (_, index) => `[/Indexed ${index + 6} 0 R 1 <0001>]`);
  return onePage('/C cs 1 sc 0 0 9 9 re f', '/ColorSpace<</C 5 0 R>>', [...spaces, '/DeviceGray']);
}

/** A PDF that keeps pdfium busy for minutes: a fax of more lines than any machine sends, twenty times. */
export function aSlowPdf(): Buffer {
  const fax =
    '<</Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB' +
    '/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 60000/Rows 60000>>/Length 4>>\nstream\nabcd\nendstream';
  const names = Array.from({ length: 20 }, (_, index) => `/I${index}`);
  const resources = `/XObject<<${names.map((name, index) => `${name} ${index + 5} 0 R`).join('')}>>`;
  return onePage(
    names.map((name) => `${name} Do`).join(' '),
    resources,
    names.map(() => fax),
  );
}

/** A PDF of 3 KB that takes all memory there is: each of its forms shows the next eight times. */
export function aHungryPdf(): Buffer {
  const depth = 12;
  const forms = Array.from({ length: depth }, (_, index) => {
    const content = index < depth - 1 ? '/X Do '.repeat(8) : '0 0 9 9 re f';
    const resources = `/Resources<</XObject<</X ${index + 6} 0 R>>>>`;
    return `<</Type/XObject/Subtype/Form/BBox[0 0 300 200]${resources}/Length ${content.length}>>\nstream\n${content}\nendstream`;
  });
  return onePage('/X Do', '/XObject<</X 5 0 R>>', [...forms, 'null']);
}

function pdfOf(objects: readonly string[], trailer = ''): Buffer {
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

const PADDING = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex');

/** A PDF that opens only with a password (the standard handler of PDF 1.4, 40-bit RC4). */
export function aLockedPdf(password = 'secret'): Buffer {
  const md5 = (...parts: Buffer[]) => createHash('md5').update(Buffer.concat(parts)).digest();
  const padded = Buffer.concat([Buffer.from(password), PADDING]).subarray(0, 32);
  const id = randomBytes(16);
  const owner = rc4(md5(padded).subarray(0, 5), padded);
  const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff]);
  const key = md5(padded, owner, permissions, id).subarray(0, 5);
  const user = rc4(key, PADDING);
  return pdfOf(
    [
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Count 1/Kids[3 0 R]>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
      `<</Filter/Standard/V 1/R 2/O<${owner.toString('hex')}>/U<${user.toString('hex')}>/P -4>>`,
    ],
    `/Encrypt 4 0 R/ID[<${id.toString('hex')}><${id.toString('hex')}>]`,
  );
}

/** RC4 by hand: OpenSSL 3 no longer offers it, and files of this age still come in. */
function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const at = (index: number) => state[index & 255] as number;
  const swap = (a: number, b: number) => {
    [state[a & 255], state[b & 255]] = [at(b), at(a)];
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + at(i) + (key[i % key.length] as number)) & 255;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return Buffer.from(
    data.map((byte) => {
      i = (i + 1) & 255;
      j = (j + at(i)) & 255;
      swap(i, j);
      return byte ^ at(at(i) + at(j));
    }),
  );
}

/** A picture of the size, as a phone or a scanner makes it. */
export function aPicture(kind: 'jpeg' | 'png' | 'webp', { width = 320, height = 200, orientation = 1 } = {}) {
  return sharp({ create: { width, height, channels: 3, background: '#3366cc' } })
    .toFormat(kind)
    .withMetadata({ orientation })
    .toBuffer();
}

/** A HEIC picture of 64 by 48 pixels, as libheif's own encoder made it. */
export const aHeic = () => Buffer.from(HEIC, 'base64');

const HEIC =
  'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAvxtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAACAAAAGGlkYXQAAAAAAEAAMAAAAAAAQAAwAAAAYGlsb2MBAAAAREAABAABAAAAAAAAAyAAAQAAAAAAAABQAAIAAQAAAAAAAAABAAAAAAAAAAgAAwAAAAAAAANwAAEAAAAAAAAAEwAEAAEAAAAAAAAAAQAAAAgAAAAIAAAAYmlpbmYAAAAAAAQAAAAVaW5mZQIAAAEAAQAAaHZjMQAAAAAVaW5mZQIAAAAAAgAAZ3JpZAAAAAAVaW5mZQIAAAEAAwAAaHZjMQAAAAAVaW5mZQIAAAAABAAAZ3JpZAAAAAGxaXBycAAAAYRpcGNvAAAAdmh2Y0MBA3AAAAAAAAAAAAAe8AD8/fj4AAAPAyAAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAIQABACpCAQEDcAAAAwCQAAADAAADAB6gIIEFlurkprm4EBAwIAAAAwAgAAADACEiAAEABkQBwXPAiQAAABRpc3BlAAAAAAAAAEAAAABAAAAAFGlzcGUAAAAAAAAAQAAAADAAAAAQcGl4aQAAAAADCAgIAAAAcWh2Y0MBBAgAAAAAAAAAAAAe8AD8/Pj4AAAPAyAAAQAXQAEMAf//BAgAAAMAn/gAAAMAAB66AkAhAAEAJkIBAQQIAAADAJ/4AAADAAAewIIEFlurkprmwIAAAAMAgAAAAwCEIgABAAZEAcFzwIkAAAAUaXNwZQAAAAAAAABAAAAAQAAAABRpc3BlAAAAAAAAAEAAAAAwAAAADnBpeGkAAAAAAQgAAAAnYXV4QwAAAAB1cm46bXBlZzpoZXZjOjIwMTU6YXV4aWQ6MQAAAAAlaXBtYQAAAAAAAAAEAAECgQIAAgIDhAADAoUGAAQDB4iJAAAANmlyZWYAAAAAAAAADmRpbWcAAgABAAEAAAAOZGltZwAEAAEAAwAAAA5hdXhsAAQAAQACAAAAa21kYXQAAABMKAGvE4DlXP/5gevz0AOu1q/uQ34qobYWZyRnBjujMbkO4Oz6qLBjAE4VYjQxs8LOhp6aAV3NG1/UAG2F04KwPAIe7RGKhulOAjqV7gAAAA8oAa4n59y33/+aL3nAK+A=';

type GivenFile = { name: string; bytes: () => Buffer };

/** The PDFs of a folder that lies beside the repository, where it is at hand. */
function givenPdfs(folder: string): readonly GivenFile[] {
  const directory = join(import.meta.dirname, '../../../shared', folder);
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => name.endsWith('.pdf'))
    .map((name) => ({ name, bytes: () => readFileSync(join(directory, name)) }));
}

/** Real suppliers' invoices. */
export const realInvoices = givenPdfs('data/invoices');

/** Files made to take a decoder's time, its memory or its life. */
export const hostileFiles = givenPdfs('cases/hostile');
