import { comparable } from './text.ts';

/**
 * A contact's name without case, accents and punctuation: `Café Müller & Co. Ltd` becomes `cafe muller and co ltd`.
 * Stored beside the name; searches run on it, so every word of the name stays. A name of signs alone, such as `+++`,
 * keeps them.
 */
export function normaliseContactName(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('&', ' and ')
    .replace(/['’.]/g, '')
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
  return isOfSigns(name) ? comparable(name) : words;
}

/** Whether there is neither a letter nor a digit in the name. */
export function isOfSigns(name: string): boolean {
  return !/[\p{Letter}\p{Number}]/u.test(name);
}

/** What stands in names without telling one from another: also dashes, quotation marks and what is not seen. */
const PUNCTUATION = /[\p{Letter}\p{Number}\p{Mark}\p{Pd}\p{Pi}\p{Pf}\p{Cf}\s.,:;'"&()/]/gu;

const tellingSigns = (name: string) => name.normalize('NFC').replace(PUNCTUATION, '');

/** Equal for names that are one but for accents and punctuation. `100% Soap` is not `100 Soap`, nor `C++ Ltd` `C Ltd`. */
export function nameKeyOf(name: string): string {
  return [normaliseContactName(name), tellingSigns(name)].filter(Boolean).join(' ');
}

export function isOneName(one: string, other: string): boolean {
  return nameKeyOf(one) === nameKeyOf(other);
}

/** Whether there are signs in a name that tell it from another: `C++`, `100%`. */
export function hasTellingSigns(name: string): boolean {
  return tellingSigns(name) !== '';
}

/** Whether a search has to look in names as they are written: it is for signs that are left out of normalised ones. */
export function isSoughtAsWritten(search: string): boolean {
  return isOfSigns(search) || hasTellingSigns(search);
}

/** How companies of one name are written apart: these words don't tell two of them from each other. */
export const legalForms: readonly string[] =
  'ltd limited plc llp llc inc incorporated corp corporation co company gmbh ag kg ug mbh bv nv sa sas sarl srl spa ab as oy aps pty pte pvt the'.split(
    ' ',
  );

/** What is left of a normalised name without its legal form; equal for names that most likely mean one company. */
export function contactNameKey(normalisedName: string): string {
  const words = normalisedName.split(' ').filter((word) => !legalForms.includes(word));
  return words.length > 0 ? words.join(' ') : normalisedName;
}
