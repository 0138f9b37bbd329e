import { currencyCodes } from '#lib/domain/countries.ts';
import { marksOf, type NumberForm, writeNumber } from '#lib/domain/number-form.ts';

export type ParsedDecimal =
  | { decimal: string }
  | { problem: 'notANumber' | 'otherCurrency' | 'tooManyDecimals' | 'tooLong' | 'negativeNotAllowed' }
  /** What it may mean, each written so that it means nothing else. */
  | { problem: 'ambiguous'; readings: [string, string] };

export type NumberKind = {
  /** Digits that may stand after the point. */
  decimals?: number;
  allowsNegative?: boolean;
  /** ISO 4217, for an amount of money: its code and its sign may stand beside the number, and no other's. */
  currency?: string;
};

/** The form of whoever types. */
export type TypingForm = {
  numbers: NumberForm;
  /** They chose it: what is left to doubt is read in it. */
  areNumbersChosen: boolean;
};

const unchosen: TypingForm = { numbers: 'commaPoint', areNumbersChosen: false };
const maxDigits = 15;

/**
 * Reads a number as people write it and gives it as a plain decimal: `1,234.50`, `1.234,50`, `1 234,5`, `1'234`, `£12`,
 * `(12.00)` and `12-` all work. Never through a float, never rounded. Empty text is an empty decimal.
 *
 * Thousands stand in groups of three after one to three digits that begin with none of zero, so `0,125` is an eighth.
 * What is left to doubt is one mark before three digits. Whoever has chosen a form of numbers means that: its decimal
 * mark, or that of its thousands.
 *
 * Another mark than the decimal one of a form that is only their browser's, or one that a chosen form has not, such as
 * the point of a French keypad, stands for thousands where at most two digits may follow the decimal mark, and is
 * ambiguous where more may. A browser's decimal mark is one, unless the digits after it say nothing as decimals: by a
 * comma and a point `1.000` and, in an amount, `12.500` are ambiguous too. What is ambiguous is never guessed.
 */
export function parseDecimal(
  text: string,
  { decimals = 2, allowsNegative = true, currency }: NumberKind = {},
  form: TypingForm = unchosen,
): ParsedDecimal {
  const typed = text.replace(/\s+/gu, ' ').replace(/’/g, "'").trim();
  if (typed === '') return { decimal: '' };
  const { body, isNegative, mark } = withoutMarks(typed);
  if (mark !== null && !(currency && isMarkOf(currency, mark))) {
    return { problem: currency && isAnyCurrency(mark) ? 'otherCurrency' : 'notANumber' };
  }
  const read = body === null ? null : readings(body, decimals, form);
  if (!read) return { problem: 'notANumber' };
  if (read.length > 1)
    return { problem: 'ambiguous', readings: read.map((each) => plain(shortest(each), form)) as [string, string] };

  const [units = '0', fraction = ''] = shortest(read[0]).split('.');
  if (fraction.length > decimals) return { problem: 'tooManyDecimals' };
  if (units.length > maxDigits - decimals) return { problem: 'tooLong' };
  const isZero = units === '0' && fraction === '';
  if (isNegative && !isZero && !allowsNegative) return { problem: 'negativeNotAllowed' };
  const number = decimals === 0 ? units : `${units}.${fraction.padEnd(Math.min(decimals, 2), '0')}`;
  return { decimal: isNegative && !isZero ? `-${number}` : number };
}

/** The number without its sign and its currency, each of which may stand once, before or after it. */
function withoutMarks(typed: string): { body: string | null; isNegative: boolean; mark: string | null } {
  let body = typed;
  let sign: string | null = null;
  let mark: string | null = null;
  for (;;) {
    const bracketed = /^\((.+)\)$/.exec(body);
    const signed = /^([-−–+]) ?(.+)$/.exec(body) ?? reversed(/^(.+?) ?([-−–])$/.exec(body));
    const marked =
      /^([\p{L}\p{Sc}]+\.?) ?(.+)$/u.exec(body) ?? reversed(/^(.*?[^\p{L}\p{Sc}]) ?([\p{L}\p{Sc}]+\.?)$/u.exec(body));
    const [found, rest] = bracketed ? ['-', bracketed[1]] : [signed?.[1], signed?.[2]];
    if (found !== undefined) {
      if (sign !== null) return { body: null, isNegative: false, mark };
      [sign, body] = [found, rest?.trim() ?? ''];
    } else if (marked) {
      if (mark !== null) return { body: null, isNegative: false, mark };
      [mark, body] = [marked[1] ?? '', marked[2]?.trim() ?? ''];
    } else {
      return { body, isNegative: sign !== null && sign !== '+', mark };
    }
  }
}

const reversed = (found: RegExpExecArray | null) => found && [found[0], found[2], found[1]];

function isMarkOf(currency: string, mark: string): boolean {
  const signs = (['code', 'symbol', 'narrowSymbol'] as const).flatMap((currencyDisplay) =>
    new Intl.NumberFormat('en-GB', { style: 'currency', currency, currencyDisplay })
      .formatToParts(0)
      .flatMap(({ type, value }) => (type === 'currency' ? value.toLowerCase() : [])),
  );
  return signs.includes(mark.toLowerCase().replace(/\.$/, ''));
}

const isAnyCurrency = (mark: string) => /\p{Sc}/u.test(mark) || currencyCodes.includes(mark.toUpperCase());

/** What the digits and their marks can mean, as decimals with one point or none; null when they are no number. */
function readings(
  body: string,
  decimals: number,
  { numbers, areNumbersChosen }: TypingForm,
): [string] | [string, string] | null {
  if (!/^[\d., ']+$/.test(body) || !/\d/.test(body)) return null;
  const marks = new Set(body.replace(/\d/g, ''));
  const one = (whole: string | null, fraction = ''): [string] | null =>
    whole === null || !/^\d*$/.test(fraction) ? null : [`${whole}.${fraction}`];
  // A space and an apostrophe mark thousands, and so does the first of a comma and a point.
  const point = body[Math.max(body.lastIndexOf('.'), body.lastIndexOf(','))];
  const thousands = [...marks].filter((mark) => mark !== point);
  if (thousands.length > 1) return null;
  const [whole = '', ...rest] = point === undefined ? [body] : body.split(point);
  if (thousands[0] !== undefined) return rest.length > 1 ? null : one(grouped(whole, thousands[0]), rest[0]);
  if (rest.length === 0) return one(whole);
  if (rest.length > 1) return one(grouped(body, point ?? ''));

  const [fraction = ''] = rest;
  const asThousands = grouped(body, point ?? '');
  if (asThousands === null) return one(whole, fraction);
  const own = marksOf(numbers);
  const isOwnPoint = point === own.point;
  if (areNumbersChosen && isOwnPoint) return one(whole, fraction);
  if (areNumbersChosen && point === own.thousands) return [asThousands];
  if (!isOwnPoint) return decimals < 3 ? [asThousands] : [asThousands, `${whole}.${fraction}`];
  const saysNothing = decimals < 3 ? fraction.endsWith('0') : fraction === '000';
  return saysNothing ? [asThousands, `${whole}.${fraction}`] : one(whole, fraction);
}

/** The digits alone, when the marks stand where thousands are; null otherwise. */
function grouped(text: string, mark: string): string | null {
  const groups = text.split(mark);
  const areThousands = groups.every((group, index) => (index === 0 ? /^[1-9]\d{0,2}$/ : /^\d{3}$/).test(group));
  return areThousands ? groups.join('') : null;
}

/** Without the zeros that say nothing: `007.50` is `7.5`. */
function shortest(decimal: string): string {
  const [whole = '', fraction = ''] = decimal.split('.');
  const digits = fraction.replace(/0+$/, '');
  return `${whole.replace(/^0+/, '') || '0'}${digits && `.${digits}`}`;
}

/** With the decimal mark of the form, and no thousands marked. */
const plain = (decimal: string, { numbers }: TypingForm) => decimal.replace('.', marksOf(numbers).point);

/**
 * A plain decimal as a field shows it: with its thousands marked, unless that would be asked about in a field of so many
 * decimals. What is not a plain decimal stays as it is.
 */
export function formatDecimal(decimal: string, decimals = 2, form: TypingForm = unchosen): string {
  const [, whole, fraction] = /^-?(\d+)(\.\d+)?$/.exec(decimal) ?? [];
  if (whole === undefined) return decimal;
  const mayBeDecimals = /[.,]/.test(marksOf(form.numbers).thousands) && !form.areNumbersChosen;
  const isAmbiguous = mayBeDecimals && decimals >= 3 && fraction === undefined && whole.length <= 6;
  return isAmbiguous ? decimal : writeNumber(decimal, form.numbers);
}
