import { charactersOf } from './font-characters.ts';
import { type Pdf, withPage } from './pdf.ts';
import { allocate, type Pdfium } from './pdfium.ts';

/** Characters of a page that are looked at: a full page of small print has 10,000. */
const MAX_CHARACTERS = 20_000;
/** Looking takes no longer, so that a long document is not refused for it; the pages after that are taken for whole. */
const MAX_LOOK_MS = 2_000;

/**
 * The pages, from 1, on which text can't be drawn: its font is not in the file, and the one that stands in lacks its
 * characters or does not know which they are.
 */
export function pagesWithUndrawnText(pdf: Pdf): number[] {
  const until = performance.now() + MAX_LOOK_MS;
  return pdf.pages.flatMap((_, page) => (performance.now() < until && hasUndrawnText(pdf, page) ? [page + 1] : []));
}

function hasUndrawnText(pdf: Pdf, page: number): boolean {
  const { library } = pdf;
  return withPage(pdf, page, (handle) => {
    const text = library.FPDFText_LoadPage(handle);
    if (!text) return false;
    const drawn = new Map<number, (character: number) => boolean>();
    const seen = new Set<string>();
    const count = Math.min(library.FPDFText_CountChars(text), MAX_CHARACTERS);
    let isUndrawn = false;
    for (let index = 0; index < count && !isUndrawn; index++) {
      const object = library.FPDFText_GetTextObject(text, index);
      const font = object && library.FPDFTextObj_GetFont(object);
      if (!font) continue;
      const character = library.FPDFText_GetUnicode(text, index);
      const key = `${font} ${character}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const draws = drawn.get(font) ?? drawnBy(library, font);
      drawn.set(font, draws);
      isUndrawn = library.FPDFText_HasUnicodeMapError(text, index) === 1 ? !draws(-1) : !draws(character);
    }
    library.FPDFText_ClosePage(text);
    return isUndrawn;
  });
}

/** Tells whether a font draws a character; -1 is one that nobody knows. A font in the file itself knows its own. */
function drawnBy(library: Pdfium, font: number): (character: number) => boolean {
  if (library.FPDFFont_GetIsEmbedded(font) !== 0) return () => true;
  const has = charactersOf(bytesOf(library, font)) ?? (() => true);
  return (character) => {
    if (character < 0) return false;
    if (!isVisible(character)) return true;
    // A character that the font lacks may be drawn as a box, so that the path alone does not tell.
    return has(character) && library.FPDFFont_GetGlyphPath(font, character, 12) !== 0;
  };
}

function bytesOf(library: Pdfium, font: number): Buffer {
  const length = allocate(library, 4);
  library.FPDFFont_GetFontData(font, 0, 0, length);
  const size = library.pdfium.HEAP32[length / 4] ?? 0;
  const bytes = allocate(library, Math.max(1, size));
  library.FPDFFont_GetFontData(font, bytes, size, length);
  const copy = Buffer.from(library.pdfium.HEAPU8.slice(bytes, bytes + size));
  library.pdfium.wasmExports.free(bytes);
  library.pdfium.wasmExports.free(length);
  return copy;
}

/** Neither a space nor a control character, which have no shape to draw. */
function isVisible(character: number): boolean {
  return /[^\p{Z}\p{C}]/u.test(String.fromCodePoint(character));
}
