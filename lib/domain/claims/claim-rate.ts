import type { Amount } from '../amount.ts';
import { type CalendarDate, compareDates } from '../calendar-date.ts';
import { decimal, sum, toAmount } from '../money.ts';
import { type WrittenForm, writeNumber } from '../number-form.ts';

export const claimUnits = ['MILE', 'KILOMETRE', 'DAY'] as const;
export type ClaimUnit = (typeof claimUnits)[number];

/** What one and several of a unit are called. */
export const unitWords: Record<ClaimUnit, { one: string; many: string }> = {
  MILE: { one: 'mile', many: 'miles' },
  KILOMETRE: { one: 'km', many: 'km' },
  DAY: { one: 'day', many: 'days' },
};

/** What a unit is paid back with from a day on. */
export type RateVersion = { fromOn: CalendarDate; amount: Amount };

/** The version that holds on a day: the newest that began by then; null before the first. */
export function versionOn(versions: readonly RateVersion[], day: CalendarDate): RateVersion | null {
  return (
    versions
      .filter(({ fromOn }) => compareDates(fromOn, day) <= 0)
      .sort((one, other) => compareDates(other.fromOn, one.fromOn))[0] ?? null
  );
}

/** Quantity times rate, rounded once, to the digits that the books keep. */
export const paidBack = (quantity: Amount, { amount }: Pick<RateVersion, 'amount'>, digits: number): Amount =>
  toAmount(decimal(quantity).times(amount), digits);

/** `120 miles at 0.45`. */
export function quantityText(quantity: Amount, unit: ClaimUnit, form: WrittenForm): string {
  const words = unitWords[unit];
  return `${writeNumber(quantity, form)} ${decimal(quantity).equals(1) ? words.one : words.many}`;
}

/** What of one kind a claim holds. */
export type Counted = { rate: { id: string; name: string; unit: ClaimUnit; most: Amount | null }; quantity: Amount };

/** A sentence for each kind of which a claim holds more than its limit. */
export function overLimit(counted: readonly Counted[], form: WrittenForm): string[] {
  return [...Map.groupBy(counted, ({ rate }) => rate.id).values()].flatMap((of) => {
    const [first] = of;
    if (!first?.rate.most) return [];
    const { name, unit, most } = first.rate;
    const total = sum(of.map(({ quantity }) => quantity));
    if (total.lessThanOrEqualTo(most)) return [];
    return `${name}: ${quantityText(total.toFixed(), unit, form)} are more than the ${quantityText(most, unit, form)} that a claim may hold. Look at them before you publish it.`;
  });
}
