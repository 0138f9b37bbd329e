/**
 * Text of XML with its references resolved: the five names that XML itself knows, and characters by number. There are no
 * others, since a document type is refused.
 */
export function resolved(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name) return names[String(name).toLowerCase()] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    // Half a character, or none, is text that no database takes.
    const isHalf = code >= 0xd800 && code <= 0xdfff;
    return code > 0x10ffff || code === 0 || isHalf ? '' : String.fromCodePoint(code);
  });
}

const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
