import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tableOf } from './font-characters.ts';
import type { Pdfium } from './pdfium.ts';

/** As pdfium asks for a font that a PDF names but does not carry (FPDF_SYSFONTINFO's MapFont). */
export type AskedFont = {
  /** 400 is regular, 700 bold. */
  weight: number;
  isItalic: boolean;
  /** One of Windows' character sets. */
  charset: number;
  /** Bits: 1 of fixed pitch, 16 with serifs. */
  pitchAndFamily: number;
};

const SYMBOLS = 2;

/** Noto Sans by the character set that the PDF's encoding is of: one ideograph looks different in each. */
const ideographic = new Map<number, readonly [string, string]>([
  [128, ['@embedpdf/fonts-jp', 'NotoSansJP']],
  [129, ['@embedpdf/fonts-kr', 'NotoSansKR']],
  [134, ['@embedpdf/fonts-sc', 'NotoSansHans']],
  [136, ['@embedpdf/fonts-tc', 'NotoSansHant']],
]);

/**
 * The file of the font to draw with instead; null where pdfium's own is the one (symbols). Letters are as wide as those
 * of Courier, Times and Helvetica or Arial, which is what PDFs without fonts are laid out for: Latin, Greek, Cyrillic
 * and Hebrew.
 */
function substituteFont({ weight, isItalic, charset, pitchAndFamily }: AskedFont): URL | null {
  if (charset === SYMBOLS) return null;
  const isBold = weight > 550;
  const [from, name] = ideographic.get(charset) ?? [];
  if (from) return new URL(`../fonts/${name}-${isBold ? 'Bold' : 'Regular'}.otf`, import.meta.resolve(from));
  const family = pitchAndFamily & 1 ? 'Cousine' : pitchAndFamily & 16 ? 'Tinos' : 'Arimo';
  const style = `${isBold ? '700Bold' : '400Regular'}${isItalic ? '_Italic' : ''}`;
  const folder = import.meta.resolve(`@expo-google-fonts/${family.toLowerCase()}`);
  return new URL(`./${style}/${family}_${style}.ttf`, folder);
}

/**
 * Makes pdfium ask here for fonts that PDFs name but do not carry. It has only Latin ones of its own, and leaves out in
 * silence what they lack. Fonts are read when they are asked for, and kept.
 */
export function provideFonts(library: Pdfium): void {
  const { pdfium: memory } = library;
  const given: { charset: number; bytes: Buffer }[] = [];
  const numbers = new Map<string, number>();

  function map(asked: AskedFont): number {
    const file = substituteFont(asked);
    if (!file) return 0;
    const path = fileURLToPath(file);
    const number = numbers.get(path) ?? given.push({ charset: asked.charset, bytes: readFileSync(path) });
    numbers.set(path, number);
    return number;
  }

  /** The whole font, or one of its tables; the size alone where there is no room for it. */
  function copy(number: number, table: number, address: number, room: number): number {
    const font = given[number - 1]?.bytes;
    const bytes = font && (table === 0 ? font : tableOf(font, lettersOf(table)));
    if (!bytes) return 0;
    if (address !== 0 && room >= bytes.length) memory.HEAPU8.set(bytes, address);
    return bytes.length;
  }

  function name(address: number, room: number): number {
    const bytes = Buffer.from('Substitute\0');
    if (address !== 0 && room >= bytes.length) memory.HEAPU8.set(bytes, address);
    return bytes.length;
  }

  // In the order of the structure, each with the structure itself as its first value. One function is added once only,
  // whatever its signature, so those that do nothing are each their own.
  const functions = [
    memory.addFunction(() => undefined, 'vi'), // Release
    memory.addFunction(() => undefined, 'vii'), // EnumFonts
    memory.addFunction(
      (_, weight = 400, italic, charset = 0, pitchAndFamily = 0) =>
        map({ weight, isItalic: Boolean(italic), charset, pitchAndFamily }),
      'iiiiiiii',
    ), // MapFont
    memory.addFunction(() => 0, 'iii'), // GetFont
    memory.addFunction((_, font = 0, table = 0, address = 0, room = 0) => copy(font, table, address, room), 'iiiiii'), // GetFontData
    memory.addFunction((_, _font, address = 0, room = 0) => name(address, room), 'iiiii'), // GetFaceName
    memory.addFunction((_, font = 0) => given[font - 1]?.charset ?? 1, 'iii'), // GetFontCharset
    memory.addFunction(() => undefined, 'vii'), // DeleteFont
  ];
  const VERSION = 1;
  // Kept for as long as pdfium lives.
  const structure = memory.wasmExports.malloc((1 + functions.length) * 4);
  memory.HEAP32.set([VERSION, ...functions], structure / 4);
  library.FPDF_SetSystemFontInfo(structure);
}

/** A number of four bytes as the letters that it is. */
function lettersOf(table: number): string {
  return String.fromCharCode(table >>> 24, (table >>> 16) & 255, (table >>> 8) & 255, table & 255);
}
