/** The characters of WinAnsi, which a PDF reader knows without a font of its own, at the byte that stands for each. */
const WIN_ANSI = new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));

/** A text as the bytes of WinAnsi. Of a letter that it lacks the bare one is left, else a question mark. */
function winAnsi(text: string): string {
  const byteOf = (character: string) => WIN_ANSI.indexOf(character);
  return Array.from(text.normalize('NFC'), (character) => {
    const bare = character.normalize('NFD')[0] ?? '?';
    const byte = [character, bare, '?'].map(byteOf).find((one) => one >= 32) ?? 32;
    return String.fromCharCode(byte);
  }).join('');
}

/** A valid one-page PDF that shows lines of text in the characters of Western Europe. */
export function plainPdf(lines: readonly string[]): Buffer {
  const text = lines.map(
    (line, row) => `1 0 0 1 60 ${780 - row * 24} Tm (${winAnsi(line).replaceAll(/[\\()]/g, '\\$&')}) Tj`,
  );
  const content = `BT /F1 14 Tf ${text.join(' ')} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let pdf = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = pdf.length;
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const xref = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  return Buffer.from(
    `${pdf}${xref}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`,
    'latin1',
  );
}
