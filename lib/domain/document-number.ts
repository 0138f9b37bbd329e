/**
 * A document's number in the form in which numbers are compared: letters and digits alone, in one case and width, and
 * without zeros in front of a group of digits. "INV-0042", "inv 42" and "ＩＮＶ４２" are one number. Empty for a text
 * without any. That "1-23" and "12-3" are one is meant: with the same contact, date and total beside it, a question too
 * many costs a key, and one too few a bill that is paid twice since somebody left the hyphen out.
 */
export function normaliseDocumentNumber(text: string | null): string {
  const plain = (text ?? '').normalize('NFKC').toLowerCase();
  const groups = plain.match(/\p{L}+|\p{N}+/gu) ?? [];
  return groups.map((group) => group.replace(/^0+(?=\p{N})/u, '')).join('');
}
