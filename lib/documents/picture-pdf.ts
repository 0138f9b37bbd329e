/** One page of a PDF: a JPEG that fills it. */
export type PicturePage = { jpeg: Buffer; widthPx: number; heightPx: number };

/** The width that a page is given, in points: A4's. */
const PAGE_WIDTH_PT = 595.28;

/**
 * A PDF whose pages are pictures, each as high as its picture asks. Written by hand, since nothing of PDF is needed but five
 * kinds of objects (ISO 32000-1, 7.5 and 8.9). Equal pages give equal bytes.
 */
export function pdfOfPictures(pages: readonly PicturePage[]): Buffer {
  const objects: Buffer[] = [];
  const add = (...parts: (string | Buffer)[]) => {
    objects.push(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))));
  };
  // The catalogue and the tree of pages come first; each page has three objects of its own.
  const numberOf = (page: number) => 3 + page * 3;
  const kids = pages.map((_, page) => `${numberOf(page)} 0 R`).join(' ');
  add('<</Type/Catalog/Pages 2 0 R>>');
  add(`<</Type/Pages/Count ${pages.length}/Kids[${kids}]>>`);
  for (const [page, { jpeg, widthPx, heightPx }] of pages.entries()) {
    const [own, width] = [numberOf(page), PAGE_WIDTH_PT.toFixed(2)];
    const height = ((PAGE_WIDTH_PT * heightPx) / widthPx).toFixed(2);
    const content = `q ${width} 0 0 ${height} 0 0 cm /P Do Q`;
    const resources = `/Resources<</XObject<</P ${own + 2} 0 R>>>>`;
    add(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]${resources}/Contents ${own + 1} 0 R>>`);
    add(`<</Length ${content.length}>>stream\n${content}\nendstream`);
    const picture = `/Width ${widthPx}/Height ${heightPx}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode`;
    add(`<</Type/XObject/Subtype/Image${picture}/Length ${jpeg.length}>>stream\n`, jpeg, '\nendstream');
  }
  return withTable(objects);
}

/** The objects, numbered from 1, and the table of where each begins. */
function withTable(objects: readonly Buffer[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n', 'latin1')];
  let length = parts[0]?.length ?? 0;
  const starts: number[] = [];
  for (const [index, object] of objects.entries()) {
    const whole = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    starts.push(length);
    parts.push(whole);
    length += whole.length;
  }
  const entries = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${entries}trailer<</Size ${count}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(table, 'latin1')]);
}
