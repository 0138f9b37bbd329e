import { decimal } from '../money.ts';
import type { DocumentCode } from './document-codes.ts';
import type { ReadHints } from './read-document.ts';
import type { ReadField, Reading } from './reading.ts';
import { nameLetters } from './supplier.ts';

/** A code is read as a whole or not at all: it has check digits. */
const CODE_IS_SURE = 0.97;
/** Agreement of two readers is the best sign of truth. */
const AGREED = 0.99;
/** Print that was read so surely is not put aside for a code, which may be of something else. */
const SURE_PRINT = 0.9;

/**
 * The reading with what codes on the document say: it fills what is missing, replaces what is less sure, and where both are
 * sure and differ, a person is told.
 */
export function withCodes(
  reading: Reading,
  codes: readonly DocumentCode[],
  hints: Pick<ReadHints, 'ownNames'>,
): Reading {
  return codes.slice(0, 4).reduce((read, code) => withCode(read, code, hints), reading);
}

function withCode(reading: Reading, code: DocumentCode, { ownNames }: Pick<ReadHints, 'ownNames'>): Reading {
  const fields = { ...reading.fields };
  const warnings = [...reading.warnings];
  const take = (field: ReadField, value: string | null, isEqual: (one: string, other: string) => boolean) => {
    if (value === null) return;
    const found = fields[field];
    if (found && isEqual(found.value, value)) {
      Object.assign(fields, { [field]: { ...found, confidence: Math.max(found.confidence, AGREED) } });
      return;
    }
    if (found && found.confidence >= SURE_PRINT) {
      if (warnings.length < 20)
        warnings.push({ code: 'differsFromCode', field, detail: `${value}, printed ${found.value}`.slice(0, 300) });
      return;
    }
    const alternatives = found ? [withoutOthers(found), ...found.alternatives].slice(0, 3) : [];
    const place = [found, ...(found?.alternatives ?? [])].find((each) => each && isEqual(each.value, value))?.place;
    const taken = { value, confidence: CODE_IS_SURE, source: 'code' as const, place: place ?? null };
    Object.assign(fields, {
      [field]: { ...taken, alternatives: alternatives.filter((each) => !isEqual(each.value, value)) },
    });
  };
  // A bill asks for what is still to be paid.
  const isDue = code.of === 'bill' && fields.due !== undefined && sameMoney(fields.due.value, code.amount ?? '');
  const isOurs = ownNames.some((own) => nameLetters(own) === nameLetters(code.name ?? ''));
  take('supplierIban', code.iban, (one, other) => one === other);
  take('currency', code.currency, (one, other) => one === other);
  if (!isDue) take('total', code.amount, sameMoney);
  take('tax', code.tax, sameMoney);
  take('date', code.date, (one, other) => one === other);
  take('supplierTaxNumber', code.taxNumber, (one, other) => bare(one).endsWith(bare(other).replace(/^pt/, '')));
  if (!isOurs) take('supplierName', code.name, sameName);
  const number = fields.number;
  const reference = code.reference;
  if (number && reference !== null && bare(number.value).length >= 3 && bare(reference).includes(bare(number.value))) {
    Object.assign(fields, { number: { ...number, confidence: Math.max(number.confidence, AGREED) } });
  } else if (!number && code.of === 'till') take('number', reference, (one, other) => bare(one) === bare(other));
  const isAgreed = fields.date !== reading.fields.date && code.date !== null;
  return {
    ...reading,
    fields,
    warnings: warnings.filter(
      (each) =>
        !(each.code === 'ambiguousDate' && isAgreed) &&
        !(each.code === 'unclearTotal' && (fields.total?.confidence ?? 0) > SURE_PRINT),
    ),
  };
}

const withoutOthers = <V extends { alternatives: unknown }>({ alternatives, ...found }: V) => found;

const bare = (text: string) => text.toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, '');

const sameMoney = (one: string, other: string) =>
  /^-?\d+(\.\d+)?$/.test(other) && decimal(one).abs().equals(decimal(other).abs());

/** `Harbour Print Ltd` on the page, `HARBOUR PRINT` in the code. */
function sameName(one: string, other: string): boolean {
  const [a, b] = [nameLetters(one), nameLetters(other)];
  return a === b || (Math.min(a.length, b.length) >= 5 && (a.includes(b) || b.includes(a)));
}
