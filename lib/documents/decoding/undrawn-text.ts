import { charactersOf } from './font-characters.ts';
import { type Pdf, withPage } from './pdf.ts';
import { allocate, type Pdfium } from './pdfium.ts';

/** Characters of a page that are looked at: a full page of small print has 10,000. */
const MAX_CHARACTERS = 20_000;
/** Looking takes no longer, so that a long document is not refused for it. */
const MAX_LOOK_MS = 2_000;

/** Whether all text of a page can be drawn. */
type PageText = 'drawn' | 'undrawn' | 'unchecked';

/** Pages from 1. */
export type TextPages = {
  /** Text on them can't be drawn: its font is not in the file, and the one that stands in lacks its characters or does not know which they are. */
  undrawnTextPages: number[];
  /** Of these it is not known: there was more text than is looked at. */
  uncheckedTextPages: number[];
};

export function lookAtText(pdf: Pdf, maxLookMs: number = MAX_LOOK_MS): TextPages {
  const until = performance.now() + maxLookMs;
  const texts = pdf.pages.map((_, page) => (performance.now() < until ? textOf(pdf, page) : 'unchecked'));
  const pagesWith = (wanted: PageText) => texts.flatMap((text, page) => (text === wanted ? [page + 1] : []));
  return { undrawnTextPages: pagesWith('undrawn'), uncheckedTextPages: pagesWith('unchecked') };
}

function textOf(pdf: Pdf, page: number): PageText {
  const { library } = pdf;
  return withPage(pdf, page, (handle) => {
    const text = library.FPDFText_LoadPage(handle);
    if (!text) return 'unchecked';
    const drawn = new Map<number, (character: number) => boolean>();
    const seen = new Set<string>();
    const count = library.FPDFText_CountChars(text);
    let isUndrawn = false;
    for (let index = 0; index < Math.min(count, MAX_CHARACTERS) && !isUndrawn; index++) {
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
    if (isUndrawn) return 'undrawn';
    return count > MAX_CHARACTERS ? 'unchecked' : 'drawn';
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
