import type { CodingLine } from '../coding/coding.ts';
import { emptyLine, MAX_LINES } from '../coding/line-items.ts';
import { decimal, sum, toAmount } from '../money.ts';
import type { TaxMode } from '../tax.ts';
import type { Reading, ReadLine } from './reading.ts';

/** When lines of a document become lines of its item. */
export const readLinesChoices = ['NEVER', 'RATES_DIFFER', 'ALWAYS'] as const;
export type ReadLinesChoice = (typeof readLinesChoices)[number];

/** What lines are made with: ids, the rate of the books for a percentage, and the category of all of them. */
export type LineMaking = {
  digits: number;
  isTaxRegistered: boolean;
  newId: () => string;
  rateFor: (percent: string | null) => string | null;
  accountId: string | null;
};

/** Lines, and what their prices mean. */
export type MadeLines = { lines: CodingLine[]; taxMode: TaxMode };

/**
 * The lines of a document as lines of its item, or null where they do not add up to its total to the cent: then the item is
 * better coded whole than by lines that somebody has to look through. Tax is each line's own, or follows from its rate; a
 * cent that rounding leaves goes to the largest line of its rate.
 */
export function linesOfReading(reading: Reading, total: string, making: LineMaking): MadeLines | null {
  const { lines, linesOff, linesWithTax } = reading;
  const { digits, isTaxRegistered } = making;
  if (lines.length === 0 || lines.length > MAX_LINES || linesWithTax === null) return null;
  if (linesOff === null || !decimal(linesOff).isZero() || lines.some((line) => line.total === null)) return null;
  const rates = lines.map((line) => line.taxRate ?? onlyRate(reading));
  const taxes = linesWithTax ? taxesIn(lines, rates, digits) : taxesOn(lines, rates, reading, digits);
  if (taxes === null) return null;
  const rounding = reading.fields.rounding?.value ?? null;
  const made = lines.map((line, index): CodingLine => {
    const [own, tax] = [line.total ?? '0', taxes[index] ?? '0'];
    const gross = toAmount(linesWithTax ? own : decimal(own).plus(tax), digits);
    const quantity = line.quantity !== null && decimal(line.quantity).greaterThan(0) ? line.quantity : '1';
    const priced =
      line.unitPrice !== null && decimal(line.unitPrice).times(quantity).toDecimalPlaces(digits).equals(own);
    return {
      ...emptyLine(making.newId()),
      description: line.description || null,
      quantity: priced ? quantity : '1',
      unitAmount: isTaxRegistered || linesWithTax ? (priced ? line.unitPrice : own) : gross,
      accountId: making.accountId,
      taxRateId: isTaxRegistered ? making.rateFor(rates[index] ?? null) : null,
      taxAmount: isTaxRegistered ? toAmount(tax, digits) : null,
      total: gross,
    };
  });
  if (rounding !== null && !decimal(rounding).isZero()) {
    const amount = toAmount(rounding, digits);
    const zero = isTaxRegistered ? { taxRateId: making.rateFor('0'), taxAmount: toAmount('0', digits) } : {};
    made.push({
      ...emptyLine(making.newId()),
      ...{ description: 'Rounding', unitAmount: amount, total: amount, accountId: making.accountId, ...zero },
    });
  }
  // Some put the rounding into the total, others beside it.
  const off = sum(made.map((line) => line.total ?? '0')).minus(total);
  if (!off.isZero()) return null;
  return { lines: made, taxMode: !isTaxRegistered ? 'NONE' : linesWithTax ? 'INCLUSIVE' : 'EXCLUSIVE' };
}

/** The percentage of a document that has one; null for one with several, or with none that is known. */
export function onlyRate({ taxes }: Pick<Reading, 'taxes'>): string | null {
  const rates = new Set(taxes.flatMap(({ rate }) => rate ?? []));
  return rates.size === 1 && taxes.every(({ rate }) => rate !== null) ? ([...rates][0] ?? null) : null;
}

/** Whether the document is taxed at several rates. */
export function ratesDiffer({ taxes, lines }: Pick<Reading, 'taxes' | 'lines'>): boolean {
  return (
    new Set([...taxes.map(({ rate }) => rate), ...lines.map(({ taxRate }) => taxRate)].flatMap((rate) => rate ?? []))
      .size > 1
  );
}

const rateKey = (rate: string | null) => (rate === null ? 'none' : decimal(rate).toFixed());

/** On net amounts: by rate to the cent of what the document says, where it says it. Null where that can't be. */
function taxesOn(
  lines: readonly ReadLine[],
  rates: readonly (string | null)[],
  { taxes, fields }: Reading,
  digits: number,
): string[] | null {
  if (rates.some((rate) => rate === null) && fields.tax && !decimal(fields.tax.value).isZero()) return null;
  const own = lines.map(({ total }, index) =>
    toAmount(
      decimal(total ?? '0')
        .times(rates[index] ?? '0')
        .div(100),
      digits,
    ),
  );
  for (const key of new Set(rates.map(rateKey))) {
    const said = taxes.filter(({ rate, amount }) => rateKey(rate) === key && amount !== null);
    if (said.length === 0) continue;
    const members = own.flatMap((_, index) => (rateKey(rates[index] ?? null) === key ? index : []));
    const left = sum(said.map(({ amount }) => amount ?? '0')).minus(sum(members.map((index) => own[index] ?? '0')));
    // More than half a cent a line is no rounding.
    if (left.abs().greaterThan(decimal(String(members.length)).times('0.01'))) return null;
    const largest = members.toSorted((a, b) => compareSize(lines[b], lines[a]))[0];
    if (largest !== undefined) own[largest] = toAmount(decimal(own[largest] ?? '0').plus(left), digits);
  }
  return own;
}

const compareSize = (one: ReadLine | undefined, other: ReadLine | undefined) =>
  decimal(one?.total ?? '0')
    .abs()
    .comparedTo(decimal(other?.total ?? '0').abs());

/** In amounts that hold it. */
function taxesIn(lines: readonly ReadLine[], rates: readonly (string | null)[], digits: number): string[] {
  return lines.map(({ total, tax }, index) => {
    if (tax !== null) return tax;
    const rate = decimal(rates[index] ?? '0');
    return toAmount(
      decimal(total ?? '0')
        .times(rate)
        .div(rate.plus(100)),
      digits,
    );
  });
}
