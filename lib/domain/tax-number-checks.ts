/**
 * Whether the digits of a tax number agree with each other, by the arithmetic that its office publishes. Each is asked of a
 * number that has its office's form already, without the letters of a country.
 */

const digitsOf = (text: string): number[] => [...text].map(Number);

/** The digits times their weights, added up. */
const weighted = (digits: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0);

/** ISO/IEC 7812: from the right every other digit is doubled, and its own digits added. */
function isLuhn(number: string): boolean {
  const sum = digitsOf(number)
    .reverse()
    .reduce(
      (all, digit, index) => all + (index % 2 === 1 ? Math.floor((digit * 2) / 10) + ((digit * 2) % 10) : digit),
      0,
    );
  return sum % 10 === 0;
}

/** The Australian Business Register's: weighted digits, the first one less one, are a multiple of 89. */
export function isAbn(number: string): boolean {
  const [first = 0, ...others] = digitsOf(number);
  return weighted([first - 1, ...others], [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89 === 0;
}

/** The Australian Securities and Investments Commission's: the last digit completes the weighted others to a ten. */
export function isAcn(number: string): boolean {
  const digits = digitsOf(number);
  return (10 - (weighted(digits, [8, 7, 6, 5, 4, 3, 2, 1]) % 10)) % 10 === digits[8];
}

/** GS1's, of which the New Zealand Business Number is one: every other digit three times. */
export function isGs1(number: string): boolean {
  return weighted(digitsOf(number), [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0;
}

/** New Zealand's Inland Revenue: by eleven, and where that gives ten by a second set of weights. */
export function isIrd(number: string): boolean {
  const digits = digitsOf(number.padStart(9, '0'));
  const checkBy = (weights: readonly number[]) => (11 - (weighted(digits, weights) % 11)) % 11;
  const first = checkBy([3, 2, 7, 6, 5, 4, 3, 2]);
  const check = first === 10 ? checkBy([7, 4, 3, 2, 5, 2, 7, 6]) : first;
  return check === digits[8];
}

/** Canada's business number is its first nine digits. */
export const isBusinessNumber = (number: string): boolean => isLuhn(number.slice(0, 9));

const BASE_36 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** India's GSTIN: every other sign twice, in base 36. */
export function isGstin(number: string): boolean {
  const [check = '', ...signs] = [...number].reverse();
  const sum = signs.reduce((all, sign, index) => {
    const product = BASE_36.indexOf(sign) * (index % 2 === 0 ? 2 : 1);
    return all + Math.floor(product / 36) + (product % 36);
  }, 0);
  return BASE_36[(36 - (sum % 36)) % 36] === check;
}

/** A check digit by eleven; ten is written as `ten`, where it is written at all. */
const byEleven = (digits: readonly number[], weights: readonly number[], ten: number | null = null): boolean => {
  const check = (11 - (weighted(digits, weights) % 11)) % 11;
  return (check === 10 ? ten : check) === digits[weights.length];
};

/** ISO 7064, mod 11, 10. */
function isIso7064(number: string): boolean {
  const digits = digitsOf(number);
  const product = digits.slice(0, -1).reduce((carried, digit) => (((digit + carried) % 10 || 10) * 2) % 11, 10);
  return (11 - product) % 10 === digits.at(-1);
}

const remainder = (text: string, by: number): number =>
  digitsOf(text).reduce((rest, digit) => (rest * 10 + digit) % by, 0);

/** His Majesty's Revenue and Customs: weighted by 8 to 2 and the last two digits, a multiple of 97; or 55 more, since 2010. */
function isBritish(number: string): boolean {
  if (!/^\d{9}/.test(number)) return true;
  const sum = weighted(digitsOf(number), [8, 7, 6, 5, 4, 3, 2]) + Number(number.slice(7, 9));
  return sum % 97 === 0 || (sum + 55) % 97 === 0;
}

/** Ireland's letter: of the seven digits weighted by 8 to 2, and nine times the second letter where there is one. */
function isIrish(number: string): boolean {
  const form = /^(\d{7})([A-W])([A-IW]?)$/.exec(number);
  if (!form) return true;
  const [, digits = '', letter, second = ''] = form;
  const letters = 'WABCDEFGHIJKLMNOPQRSTUV';
  const sum = weighted(digitsOf(digits), [8, 7, 6, 5, 4, 3, 2]) + 9 * Math.max(0, letters.indexOf(second || 'W'));
  return letters[sum % 23] === letter;
}

/** The Netherlands: of a company by eleven; of a person, since 2020, with its letters as numbers, by 97. */
function isDutch(number: string): boolean {
  const sum = weighted(digitsOf(number.slice(0, 8)), [9, 8, 7, 6, 5, 4, 3, 2]);
  if (sum % 11 === Number(number[8])) return true;
  return remainder([...`NL${number}`].map((sign) => BASE_36.indexOf(sign)).join(''), 97) === 1;
}

/** VAT numbers by country. Those of Spain have too many forms, and those of South Africa no arithmetic that is known. */
export const vatChecks: Readonly<Record<string, (number: string) => boolean>> = {
  AT: (number) => {
    const digits = digitsOf(number.slice(1));
    const sum = digits
      .slice(0, 7)
      .reduce((all, digit, index) => all + (index % 2 === 0 ? digit : Math.floor(digit / 5) + ((digit * 2) % 10)), 0);
    return (96 - sum) % 10 === digits[7];
  },
  BE: (number) => 97 - remainder(number.slice(0, 8), 97) === Number(number.slice(8)),
  CH: (number) => byEleven(digitsOf(number.replace(/\D/g, '')), [5, 4, 3, 2, 7, 6, 5, 4]),
  DE: isIso7064,
  DK: (number) => weighted(digitsOf(number), [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  FI: (number) => byEleven(digitsOf(number), [7, 9, 10, 5, 8, 4, 2]),
  FR: (number) => !/^\d{11}$/.test(number) || remainder(`${number.slice(2)}12`, 97) === Number(number.slice(0, 2)),
  GB: isBritish,
  IE: isIrish,
  IT: isLuhn,
  LU: (number) => remainder(number.slice(0, 6), 89) === Number(number.slice(6)),
  NL: isDutch,
  NO: (number) => byEleven(digitsOf(number.replace(/\D/g, '')), [3, 2, 7, 6, 5, 4, 3, 2]),
  PL: (number) => weighted(digitsOf(number), [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === digitsOf(number)[9],
  PT: (number) => byEleven(digitsOf(number), [9, 8, 7, 6, 5, 4, 3, 2], 0),
  SE: (number) => isLuhn(number.slice(0, 10)),
};
