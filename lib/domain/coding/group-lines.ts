import { decimal, sum, toAmount } from '../money.ts';
import { comparable } from '../text.ts';
import type { CodingLine } from './coding.ts';
import { isMultiplied, type Pricing, pricedAmount, sumLines } from './line-items.ts';

/** What lines are put together by. */
export type Grouping = 'description' | 'taxRateId';

/** Of a group's own description, where its lines have several. */
const LONGEST_JOINED = 250;

/** What has to be the same of lines that become one, or something that was decided of them would be lost. */
const kept = ['accountId', 'taxRateId', 'tracking1OptionId', 'tracking2OptionId', 'rebillableContactId'] as const;

/**
 * The lines with those alike put together, each group where its first line was and with that one's id. Lines of another
 * category, tax rate, tracking or customer stay apart, and so do those without an amount. Net, tax and total stay the same
 * to the smallest unit: of a group they are the sums of its lines', whatever its rate would give of the whole.
 */
export function groupLines(
  lines: readonly CodingLine[],
  by: Grouping,
  { taxMode, digits }: Pick<Pricing, 'taxMode' | 'digits'>,
): CodingLine[] {
  const groups = Map.groupBy(lines, (line) => groupOf(line, by));
  return [...groups.values()].map((alike) => {
    const [first, ...others] = alike as [CodingLine, ...CodingLine[]];
    if (others.length === 0) return first;
    const whole: CodingLine = {
      ...first,
      ...sumLines(alike, digits),
      taxAmount: alike.every(({ taxAmount }) => taxAmount === null) ? null : sumLines(alike, digits).taxAmount,
      secondTaxAmount: first.secondTaxAmount === null ? null : toAmount(sum(alike.map(second)), digits),
      description: joined(alike),
      productId: alike.every(({ productId }) => productId === first.productId) ? first.productId : null,
      quantity: sum(alike.map(({ quantity }) => quantity)).toFixed(),
    };
    const isOnePrice = alike.every(({ unitAmount }) => unitAmount !== null && isSame(unitAmount, first.unitAmount));
    if (isOnePrice && isMultiplied(whole, taxMode, digits)) return whole;
    return { ...whole, quantity: '1', unitAmount: pricedAmount(whole, taxMode, digits) };
  });
}

function groupOf(line: CodingLine, by: Grouping): string {
  // One without an amount is a group of its own.
  if (line.total === null) return line.id;
  const name = by === 'description' ? comparable(line.description ?? '') : '';
  return JSON.stringify([name, ...kept.map((field) => line[field]), line.secondTaxAmount === null]);
}

const second = ({ secondTaxAmount }: CodingLine) => secondTaxAmount ?? '0';

const isSame = (one: string, other: string | null) => other !== null && decimal(one).equals(other);

/** Each description once, as many as there is room for; how many are left out is said. */
function joined(lines: readonly CodingLine[]): string | null {
  const texts = lines.flatMap(({ description }) => description ?? []);
  const [first, ...others] = [...Map.groupBy(texts, comparable).values()].flatMap(([text]) => text ?? []);
  if (first === undefined) return null;
  let text = first;
  for (const [index, other] of others.entries()) {
    const longer = `${text}; ${other}`;
    if (longer.length > LONGEST_JOINED) return `${text}; and ${others.length - index} more`;
    text = longer;
  }
  return text;
}
