import { sumOf } from '#lib/domain/amount.ts';
import { writeMoney } from '#lib/domain/currency-units.ts';
import type { NumberForm } from '#lib/domain/number-form.ts';
import type { PublicationView } from '#lib/publishing/publication-view.ts';

/** What of a selected row says whether it can be published, and for how much. */
export type Publishable = {
  problems: readonly unknown[];
  publication: Pick<PublicationView, 'locksItem' | 'isPublished'> | null;
  currency: string;
  /** As it is shown: of a credit note below zero. */
  total: string | null;
};

/** Sums in more currencies are counted, or the button would be a paragraph. */
const MAX_SUMS = 2;

/** `Publish 4 of 6 · GBP 812.40`: how many of a selection are ready, and what they come to in each currency. */
export function publishWords(selected: readonly Publishable[], numbers: NumberForm): string {
  const ready = selected.filter(
    ({ problems, publication }) => problems.length === 0 && !publication?.locksItem && !publication?.isPublished,
  );
  const count = ready.length === selected.length ? `${ready.length}` : `${ready.length} of ${selected.length}`;
  const byCurrency = Map.groupBy(ready, ({ currency }) => currency);
  const sums = [...byCurrency].map(
    ([currency, rows]) => `${currency} ${writeMoney(sumOf(rows.map(({ total }) => total ?? '0')), currency, numbers)}`,
  );
  const more = sums.length - MAX_SUMS;
  const told = [
    ...sums.slice(0, MAX_SUMS),
    ...(more > 0 ? [`${more} more ${more === 1 ? 'currency' : 'currencies'}`] : []),
  ];
  return ['Publish', count, ...(told.length > 0 ? ['·', told.join(' + ')] : [])].join(' ');
}
