import type { CsvEncoding } from '#lib/domain/export/export-form.ts';

/** From text to bytes. What Windows-1252 has no byte for is a question mark. */
export function csvEncoder(encoding: CsvEncoding): (text: string) => Uint8Array {
  if (encoding === 'windows') return (text) => Uint8Array.from(text.normalize('NFC'), windowsByte);
  return encoding === 'utf16' ? (text) => Buffer.from(text, 'utf16le') : (text) => Buffer.from(text, 'utf8');
}

const windows = new TextDecoder('windows-1252');
const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [windows.decode(Uint8Array.of(byte)), byte]));

const windowsByte = (letter: string) => bytes.get(letter) ?? 0x3f;
