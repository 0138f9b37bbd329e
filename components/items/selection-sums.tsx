import { cx } from '#components/ui/cx.ts';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { sumOf } from '#lib/domain/amount.ts';
import { inUnits } from '#lib/domain/currency-units.ts';

/** So many currencies fit beside the number of what is selected; the others stand in its title. */
const SHOWN = 3;

/** What a selection comes to, in each currency; of a credit note below zero. */
export function SelectionSums({ selected }: { selected: readonly { currency: string; total: string | null }[] }) {
  const known = selected.filter(({ total }) => total !== null);
  const sums = [...Map.groupBy(known, ({ currency }) => currency)].map(([currency, items]) => ({
    currency,
    sum: sumOf(items.map(({ total }) => total ?? '0')),
  }));
  const without = selected.length - known.length;
  const more = sums.slice(SHOWN);
  return (
    <span className="font-normal text-muted">
      {sums.slice(0, SHOWN).map(({ currency, sum }, index) => (
        <span key={currency} className="whitespace-nowrap">
          {/* On a phone they have a line of their own, which nothing stands before. */}
          <span className={cx(index === 0 && '@max-2xl:hidden')}>{' · '}</span>
          <span className="text-xs">{currency}</span> <ShownNumber value={sum} currency={currency} />
        </span>
      ))}
      {more.length > 0 && (
        <span title={more.map(({ currency, sum }) => `${currency} ${inUnits(sum, currency)}`).join(', ')}>
          {` · ${more.length} more ${more.length === 1 ? 'currency' : 'currencies'}`}
        </span>
      )}
      {without > 0 && ` · ${without} without a total`}
    </span>
  );
}
