import type { Decimal } from 'decimal.js';
import { decimal } from '../money.ts';
import { type MeantAmount, rateOf } from './money-rows.ts';
import { isNear } from './printed-amounts.ts';
import type { PrintedText } from './printed-text.ts';

/** One row of a table of taxes: what was taxed, by what rate, with what tax. All three agree with each other. */
export type TaxRow = {
  row: number;
  rate: string;
  net: Decimal;
  amount: Decimal;
  amounts: MeantAmount[];
};

/** Rates in use in the countries whose documents are read, for tables that print none. */
const knownRates = [
  '19',
  '7',
  '20',
  '5.5',
  '10',
  '2.1',
  '21',
  '9',
  '6',
  '12',
  '22',
  '4',
  '5',
  '23',
  '13.5',
  '9.5',
  '4.8',
  '15',
  '13',
  '8',
  '25',
  '8.1',
  '2.6',
  '7.7',
  '16',
  '18',
  '17',
  '3',
  '14',
  '24',
];

/**
 * Rows in which net, tax and gross, or two of them, agree with a rate: `19 % 20,36 3,87 24,23`. Arithmetic alone finds
 * them, however their columns are called.
 */
export function taxRows(printed: PrintedText, amounts: MeantAmount[]): TaxRow[] {
  const byRow = new Map<number, MeantAmount[]>();
  for (const amount of amounts) byRow.set(amount.row, [...(byRow.get(amount.row) ?? []), amount]);
  const found: TaxRow[] = [];
  for (const [index, own] of byRow) {
    const row = printed.rows[index];
    if (!row || own.length < 2 || own.length > 6) continue;
    const rate = rateOf(row.plain) ?? bareRate(row.plain, own[0]?.start ?? 0);
    const tax = rate === null ? tableRow(own, knownRates) : (tableRow(own, [rate]) ?? pairOf(own, rate));
    if (tax && !found.some((other) => isSame(other, tax))) found.push({ row: index, ...tax });
  }
  // The sum of a table agrees too, and has no rate of its own.
  return found.filter((row) => !isSumOf(row, found));
}

type Table = Omit<TaxRow, 'row'>;

const isSame = (one: Table, other: Table) =>
  one.rate === other.rate && one.net.eq(other.net) && one.amount.eq(other.amount);

function isSumOf(row: TaxRow, all: TaxRow[]): boolean {
  const others = all.filter((other) => other !== row && other.row < row.row);
  if (others.length < 2) return false;
  return isNear(
    others.reduce((sum, { amount }) => sum.plus(amount), decimal('0')),
    row.amount,
  );
}

/** Net, tax and gross in one row. */
function tableRow(amounts: MeantAmount[], rates: readonly string[]): Table | null {
  for (const net of amounts) {
    for (const tax of amounts) {
      if (tax === net || tax.value.isZero() || net.value.isZero() || tax.value.isNeg() !== net.value.isNeg()) continue;
      const gross = amounts.find(({ value }) => value.eq(net.value.plus(tax.value)));
      if (!gross || gross === net || gross === tax) continue;
      const rate = rates.find((each) => agrees(net.value, tax.value, each));
      if (rate !== undefined) return { rate, net: net.value, amount: tax.value, amounts: [net, tax, gross] };
    }
  }
  return null;
}

/** Two of net, tax and gross beside a rate that is printed. */
function pairOf(amounts: MeantAmount[], rate: string): Table | null {
  for (const one of amounts) {
    for (const tax of amounts) {
      if (tax === one || tax.value.isZero() || tax.value.abs().gte(one.value.abs())) continue;
      if (agrees(one.value, tax.value, rate)) return { rate, net: one.value, amount: tax.value, amounts: [one, tax] };
      const net = one.value.minus(tax.value);
      if (agrees(net, tax.value, rate)) return { rate, net, amount: tax.value, amounts: [one, tax] };
    }
  }
  return null;
}

/** Rounded line by line a tax may be some cents off. */
function agrees(net: Decimal, tax: Decimal, rate: string): boolean {
  const exact = net.times(decimal(rate)).div(100);
  const within = net.abs().gt(200) ? '0.06' : '0.02';
  return tax.abs().gte('0.02') && isNear(exact, tax, within);
}

/** `A 19.0 20,36 3,87`: a rate without its sign, at the head of a row of a table. */
function bareRate(plain: string, before: number): string | null {
  const match = /(?:^|\s)(\d{1,2})(?:[.,](\d))?\s*$/.exec(plain.slice(0, before).trimEnd());
  const rate = match && (match[2] && match[2] !== '0' ? `${match[1]}.${match[2]}` : (match[1] ?? null));
  return rate && knownRates.includes(rate) ? rate : null;
}
