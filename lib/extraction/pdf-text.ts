import { type Pdf, withPage } from '#lib/documents/decoding/pdf.ts';
import { allocate, type Pdfium } from '#lib/documents/decoding/pdfium.ts';
import { placeOf, rowsOf, type TextPage, type Word } from '#lib/domain/extraction/text-page.ts';

/** Characters of a page that are read: a full page of small print has 10,000. */
const MAX_CHARACTERS = 30_000;
/** A page with less text than this was scanned, whatever a scanner or a stamp wrote on it. */
const MIN_CHARACTERS = 40;
const MIN_WORDS = 8;
/** A page of whose characters so many have no known letter was made to be seen, not read. */
const MAX_UNKNOWN_SHARE = 0.2;
/** Beyond this part of its height a gap parts words, although the file has no space there. */
const WORD_GAP = 0.35;

type Box = { left: number; right: number; top: number; bottom: number };
type Character = Box & { text: string };

/**
 * The text that a PDF carries of a page, from 0, or null where a person would have to look at its picture; of one that we laid
 * out ourselves, whatever it has.
 */
export function pdfText(pdf: Pdf, page: number, { isOurs = false } = {}): TextPage | null {
  const { library } = pdf;
  return withPage(pdf, page, (handle) => {
    const [width, height] = [library.FPDF_GetPageWidthF(handle), library.FPDF_GetPageHeightF(handle)];
    const text = library.FPDFText_LoadPage(handle);
    if (!text) return null;
    const toShown = shownPlace(library, handle, width, height);
    const characters = charactersOf(library, text, toShown);
    library.FPDFText_ClosePage(text);
    if (!characters) return null;
    const words = wordsOf(characters, page, height / width);
    const letters = words.reduce((count, word) => count + word.text.length, 0);
    const isLittle = isOurs ? words.length === 0 : letters < MIN_CHARACTERS || words.length < MIN_WORDS;
    if (isLittle) return null;
    return { source: 'pdf', rows: rowsOf(words), height: height / width };
  });
}

type Point = [x: number, y: number];

/** From a place on the page as the file counts to one on the page as it is shown, both sides in its widths. */
function shownPlace(library: Pdfium, page: number, width: number, height: number): (point: Point) => Point {
  const scale = 1_000_000;
  const out = allocate(library, 8);
  const convert = (x: number, y: number): Point => {
    library.FPDF_PageToDevice(page, 0, 0, scale, Math.round((scale * height) / width), 0, x, y, out, out + 4);
    return [(library.pdfium.HEAP32[out / 4] ?? 0) / scale, (library.pdfium.HEAP32[out / 4 + 1] ?? 0) / scale];
  };
  // It is linear, whatever the page's turn and box: three points tell it.
  const [zero, right, up] = [convert(0, 0), convert(100, 0), convert(0, 100)];
  library.pdfium.wasmExports.free(out);
  return ([x, y]) => [
    zero[0] + ((right[0] - zero[0]) * x + (up[0] - zero[0]) * y) / 100,
    zero[1] + ((right[1] - zero[1]) * x + (up[1] - zero[1]) * y) / 100,
  ];
}

/** The characters that stand upright, in the file's order; null when most have no known letter. */
function charactersOf(library: Pdfium, text: number, toShown: (point: Point) => Point): (Character | null)[] | null {
  const count = Math.min(library.FPDFText_CountChars(text), MAX_CHARACTERS);
  const rectangle = allocate(library, 16);
  const characters: (Character | null)[] = [];
  let [unknown, known] = [0, 0];
  for (let index = 0; index < count; index++) {
    const code = library.FPDFText_GetUnicode(text, index);
    const letter = letterOf(code);
    if (letter === null) {
      characters.push(null);
      continue;
    }
    if (letter === '\ufffd' || library.FPDFText_HasUnicodeMapError(text, index) === 1) {
      unknown++;
      continue;
    }
    known++;
    if (!library.FPDFText_GetLooseCharBox(text, index, rectangle)) continue;
    const floats = new Float32Array(library.pdfium.HEAPU8.buffer, rectangle, 4);
    // FS_RECTF: left, top, right, bottom, counted from the bottom of the page.
    const [one, other] = [toShown([floats[0] ?? 0, floats[1] ?? 0]), toShown([floats[2] ?? 0, floats[3] ?? 0])];
    const [left, right] = [Math.min(one[0], other[0]), Math.max(one[0], other[0])];
    const [top, bottom] = [Math.min(one[1], other[1]), Math.max(one[1], other[1])];
    characters.push({ text: letter, left, right, top, bottom });
  }
  library.pdfium.wasmExports.free(rectangle);
  return unknown > MAX_UNKNOWN_SHARE * (unknown + known) ? null : characters;
}

/** A character as text; null for what parts words, and for what nobody sees. */
function letterOf(code: number): string | null {
  if (code === 0 || code === 0xfffe || code === 0xffff) return null;
  // A hyphen at the end of a row.
  if (code === 0x02 || code === 0xad || code === 0x2010 || code === 0x2011) return '-';
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd';
  const text = String.fromCodePoint(code);
  if (/^[\s\p{Z}\p{Cc}\p{Cf}]$/u.test(text)) return null;
  if (/^\p{Co}$/u.test(text)) return '\ufffd';
  return /^[\ufb00-\ufb06\uff01-\uff5e]$/.test(text) ? text.normalize('NFKC') : text;
}

function wordsOf(characters: (Character | null)[], page: number, height: number): Word[] {
  const words: Word[] = [];
  const seen = new Set<string>();
  let current: Character | null = null;
  for (const character of [...characters, null]) {
    if (current && character && continues(current, character)) {
      current = {
        text: current.text + character.text,
        left: Math.min(current.left, character.left),
        right: Math.max(current.right, character.right),
        top: Math.min(current.top, character.top),
        bottom: Math.max(current.bottom, character.bottom),
      };
      continue;
    }
    if (current) add(current);
    current = character;
  }
  return words;

  function add(word: Character): void {
    // Bold print may be the same text drawn twice; and what is taller than wide by far runs along the side.
    const key = `${word.text} ${Math.round(word.left * 300)} ${Math.round(word.top * 300)}`;
    const isOnItsSide = word.text.length > 2 && word.bottom - word.top > 2 * (word.right - word.left);
    if (seen.has(key) || isOnItsSide || word.right <= 0 || word.left >= 1) return;
    seen.add(key);
    const sides = { ...word, top: word.top / height, bottom: word.bottom / height };
    words.push({ ...word, confidence: 1, place: placeOf(page, sides) });
  }
}

function continues(word: Character, next: Character): boolean {
  const height = Math.max(1e-4, Math.min(word.bottom - word.top, next.bottom - next.top));
  const shared = Math.min(word.bottom, next.bottom) - Math.max(word.top, next.top);
  const gap = next.left - word.right;
  return shared > 0.5 * height && gap < WORD_GAP * height && gap > -0.6 * height;
}
