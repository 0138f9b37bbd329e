/*
 * What can be done with an amount as it stands. Whoever counts with it needs `money.ts`, and the library under that, which
 * is more than a page that only shows amounts should load.
 */

/** An amount as text, e.g. `"1234.50"`: how money crosses wires and forms. The currency is told beside it. */
export type Amount = string;

const fractionOf = (amount: Amount) => amount.split('.')[1] ?? '';

/** The exact sum of amounts, with the digits of the finest of them. Throws on text that is no amount. */
export function sumOf(amounts: readonly Amount[]): Amount {
  const digits = Math.max(0, ...amounts.map((amount) => fractionOf(amount).length));
  // In whole units of the finest digit.
  const total = amounts.reduce((sum, amount) => {
    const [whole = '', fraction = ''] = amount.split('.');
    return sum + BigInt(whole + fraction.padEnd(digits, '0'));
  }, 0n);
  const unsigned = String(total < 0n ? -total : total).padStart(digits + 1, '0');
  const point = unsigned.length - digits;
  return `${total < 0n ? '-' : ''}${unsigned.slice(0, point)}${digits > 0 ? `.${unsigned.slice(point)}` : ''}`;
}

/** Whether it is nothing, with however many digits and whichever sign. */
export const isZero = (amount: Amount) => !/[1-9]/.test(amount);
