export type ParsedDecimal =
  | { decimal: string }
  | { problem: 'notANumber' | 'tooManyDecimals' | 'tooLong' | 'negativeNotAllowed' };

const maxDigits = 15;

/**
 * Reads an amount as people write it and gives it as a plain decimal: `1,234.50`, `1.234,50`, `1 234,5`, `£12`,
 * `(12.00)` and `12-` all work. Never through a float. Empty text is an empty decimal.
 *
 * A single mark is the decimal point unless exactly three digits follow a comma: `1,234` is a thousand, `1,23` is not,
 * and a point is always a decimal point.
 */
export function parseDecimal(
  text: string,
  { decimals = 2, allowsNegative = true }: { decimals?: number; allowsNegative?: boolean } = {},
): ParsedDecimal {
  const bare = text.replace(/[\s\u00a0\u202f'’]/g, '').replace(/\p{Sc}|^[A-Za-z]{3}|[A-Za-z]{3}$/gu, '');
  if (bare === '') return text.trim() === '' ? { decimal: '' } : { problem: 'notANumber' };

  const sign = /^\((.+)\)$|^[-−](.+)$|^(.+)[-−]$/.exec(bare);
  const isNegative = sign !== null;
  const unsigned = sign ? (sign[1] ?? sign[2] ?? sign[3] ?? '') : bare.replace(/^\+/, '');
  const plain = withPointOnly(unsigned);
  if (plain === null) return { problem: 'notANumber' };

  const [whole = '', fraction = ''] = plain.split('.');
  const units = whole.replace(/^0+(?=\d)/, '') || '0';
  const cents = fraction.replace(/0+$/, '');
  if (cents.length > decimals) return { problem: 'tooManyDecimals' };
  if (units.length > maxDigits - decimals) return { problem: 'tooLong' };

  const isZero = units === '0' && cents === '';
  if (isNegative && !isZero && !allowsNegative) return { problem: 'negativeNotAllowed' };
  const body = decimals === 0 ? units : `${units}.${fraction.slice(0, decimals).padEnd(Math.min(decimals, 2), '0')}`;
  return { decimal: isNegative && !isZero ? `-${body}` : body };
}

/** The number with one point or none and no thousands marks, or null when it is not a number. */
function withPointOnly(text: string): string | null {
  if (!/^[\d.,]+$/.test(text) || !/\d/.test(text)) return null;
  const lastPoint = text.lastIndexOf('.');
  const lastComma = text.lastIndexOf(',');
  if (lastPoint >= 0 && lastComma >= 0) {
    return lastPoint > lastComma ? grouped(text, ',', '.') : grouped(text, '.', ',');
  }
  const commas = text.split(',').length - 1;
  if (commas === 0) return text.split('.').length > 2 ? grouped(text, '.', ',') : text;
  if (commas === 1 && !/,\d{3}$/.test(text)) return text.replace(',', '.');
  return grouped(text, ',', '.');
}

/** Takes the thousands marks out, when they stand where thousands are. */
function grouped(text: string, mark: ',' | '.', point: ',' | '.'): string | null {
  const [whole = '', fraction, ...rest] = text.split(point);
  const groups = whole.split(mark);
  const isGrouped = groups.every((group, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group));
  if (rest.length > 0 || !isGrouped || (fraction !== undefined && !/^\d*$/.test(fraction))) return null;
  return fraction === undefined ? groups.join('') : `${groups.join('')}.${fraction}`;
}

/** A plain decimal as it is read: thousands marked by commas. What is not a plain decimal stays as it is. */
export function formatDecimal(decimal: string): string {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(decimal);
  if (!match) return decimal;
  const [, sign = '', whole = '', fraction = ''] = match;
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction}`;
}
