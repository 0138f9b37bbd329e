import { rowsOf, type TextPage, type Word } from '#lib/domain/extraction/text-page.ts';
import type { Picture } from './ocr/picture.ts';
import { readPicture } from './ocr/read-picture.ts';
import { pdfPagePicture } from './page-pictures.ts';

/** What is taken of a logo; less sure letters are of drawings and ornaments. */
const SURE_WORD = 0.8;
/** Around a word, so that no rest of its letters is read: in pixels. */
const MARGIN_PX = 2;
/** Pages whose text leaves less than this share of ink show nothing else. */
const LEAST_INK = 0.0005;
const INK = 60;

/**
 * A page of a PDF, from 0, with what it shows beside its text: logos and headings come as pictures or as drawings. Null where
 * there is nothing that can be read.
 */
export async function readBesideText(bytes: Uint8Array, text: TextPage, page: number): Promise<TextPage | null> {
  const known = text.rows.flatMap(({ words }) => words);
  const picture = withoutWords(await pdfPagePicture(bytes, page), known);
  if (inkOf(picture) < LEAST_INK) return null;
  const { rows } = await readPicture(picture, page);
  const seen = rows.flatMap(({ words }) => words).filter((word) => word.confidence >= SURE_WORD);
  return seen.length === 0 ? null : { ...text, rows: rowsOf([...known, ...seen]) };
}

/** With the words painted over in the colour that they stand on. */
function withoutWords({ data, width, height }: Picture, words: Word[]): Picture {
  const painted = Uint8Array.from(data);
  for (const word of words) {
    const left = Math.max(0, Math.floor(word.left * width) - MARGIN_PX);
    const right = Math.min(width, Math.ceil(word.right * width) + MARGIN_PX);
    const top = Math.max(0, Math.floor(word.top * width) - MARGIN_PX);
    const bottom = Math.min(height, Math.ceil(word.bottom * width) + MARGIN_PX);
    const ground = (top * width + left) * 3;
    const colour = data.subarray(ground, ground + 3);
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) painted.set(colour, (y * width + x) * 3);
    }
  }
  return { data: painted, width, height };
}

/** The share of pixels that are much darker than paper. */
function inkOf({ data, width, height }: Picture): number {
  let dark = 0;
  for (let at = 1; at < data.length; at += 3) if ((data[at] ?? 255) < 255 - INK) dark++;
  return dark / Math.max(1, width * height);
}
