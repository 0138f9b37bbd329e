/** Where mail goes, as people write and paste it. */

/** As zod has it: what mail servers take in practice, which is less than RFC 5321 allows. */
const EMAIL_ADDRESS =
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

/** An angle bracket ends an address, whatever follows it: `Robin <robin@example.com> Sam <sam@example.com>`. */
function addressesIn(part: string): WrittenAddress[] {
  return part.split(/(?<=>)/).flatMap(addressesOf);
}

function addressesOf(piece: string): WrittenAddress[] {
  const named = /^([^<>]*)<([^<>]*)>$/.exec(piece.trim());
  if (named) {
    const email = (named[2] ?? '').trim();
    const { before, name } = apartFrom(named[1] ?? '', email);
    return [...before.map(alone), { name: plainName(name), email }];
  }
  const words = wordsOf(piece);
  if (words.every((word) => word === '.')) return [];
  return (words.every((word) => word.includes('@')) ? words : [words.join(' ')]).map(alone);
}

/** What stands before a name and is an address is one of its own, unless it is the same once more. */
function apartFrom(text: string, email: string): { before: string[]; name: string } {
  const words = wordsOf(text);
  const start = words.findIndex((word) => !isEmailAddress(word) || word.toLowerCase() === email.toLowerCase());
  const begins = start === -1 ? words.length : start;
  return { before: words.slice(0, begins), name: words.slice(begins).join(' ') };
}

const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean);

const alone = (word: string): WrittenAddress => ({ name: '', email: word.replace(/^mailto:/i, '') });

const plainName = (name: string) =>
  name
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replaceAll('\\"', '"')
    .trim();
