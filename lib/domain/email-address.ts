/** Where mail goes, as people write and paste it. */

/** As zod has it: what mail servers take in practice, which is less than RFC 5321 allows. */
export const EMAIL_ADDRESS =
  /^(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;
export const LONGEST_ADDRESS = 254;

/** `email` is as it was written, if perhaps none; `name` is empty where none was written. */
export type WrittenAddress = { name: string; email: string };

export const isEmailAddress = (text: string) => text.length <= LONGEST_ADDRESS && EMAIL_ADDRESS.test(text);

/**
 * The addresses in a text that was typed or pasted: parted by commas, semicolons and line breaks, each alone or as
 * `Name <address>`, the name perhaps in quotation marks (RFC 5322, 3.4). Several with nothing but spaces between are
 * several too. What is no address is given back all the same, to be shown as wrong.
 */
export function readAddresses(text: string): WrittenAddress[] {
  return parts(text).flatMap(addressesIn);
}

/** What stands after the last separator is still being typed. */
export function readFinished(text: string): { finished: WrittenAddress[]; rest: string } {
  const all = parts(text);
  const rest = all.pop() ?? '';
  return { finished: all.flatMap(addressesIn), rest: rest.trimStart() };
}

/** Cut at separators, but not within a quoted name: `"Vine, Robin" <robin@example.com>`. */
function parts(text: string): string[] {
  const found = [''];
  let isQuoted = false;
  for (const sign of text) {
    if (sign === '"') isQuoted = !isQuoted;
    if (/[\n\r]/.test(sign)) isQuoted = false;
    if (/[\n\r]/.test(sign) || (!isQuoted && /[,;]/.test(sign))) found.push('');
    else found[found.length - 1] += sign;
  }
  return found;
}

function addressesIn(part: string): WrittenAddress[] {
  const named = /^(.*)<([^<>]*)>[\s.]*$/.exec(part.trim());
  if (named) return [{ name: plainName(named[1] ?? ''), email: (named[2] ?? '').trim() }];
  const words = part.split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const areAddresses = words.every((word) => word.includes('@'));
  return (areAddresses ? words : [words.join(' ')]).map((word) => ({ name: '', email: word.replace(/^mailto:/i, '') }));
}

const plainName = (name: string) =>
  name
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replaceAll('\\"', '"')
    .trim();
