import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { charactersOf } from './decoding/font-characters.ts';

/** By what they have letters for: Latin, Greek, Cyrillic and Hebrew; then ideographs and kana, then Hangul. */
const files = {
  regular: ['@expo-google-fonts/arimo', './400Regular/Arimo_400Regular.ttf'],
  bold: ['@expo-google-fonts/arimo', './700Bold/Arimo_700Bold.ttf'],
  japanese: ['@embedpdf/fonts-jp', '../fonts/NotoSansJP-Regular.otf'],
  chinese: ['@embedpdf/fonts-sc', '../fonts/NotoSansHans-Regular.otf'],
  korean: ['@embedpdf/fonts-kr', '../fonts/NotoSansKR-Regular.otf'],
} as const;
export type PdfFont = keyof typeof files;

const fallbacks = ['japanese', 'chinese', 'korean'] as const;

const held = new Map<PdfFont, (character: number) => boolean>();

/** Where a font lies. */
export function fontPath(font: PdfFont): string {
  const [from, path] = files[font];
  return fileURLToPath(new URL(path, import.meta.resolve(from)));
}

/** The font that has shapes for all of a text; the wanted one where none has. */
export function fontFor(text: string, wanted: 'regular' | 'bold'): PdfFont {
  const characters = [...text].map((letter) => letter.codePointAt(0) ?? 0).filter((code) => code > 0x1f);
  const hasAll = (font: PdfFont) => characters.every((code) => shapesOf(font)(code));
  return hasAll(wanted) ? wanted : (fallbacks.find(hasAll) ?? wanted);
}

function shapesOf(font: PdfFont): (character: number) => boolean {
  let has = held.get(font);
  if (!has) {
    has = charactersOf(readFileSync(fontPath(font))) ?? (() => false);
    held.set(font, has);
  }
  return has;
}
