import type { ApiCall } from '../api/context.ts';
import { ElementRefused } from '../api/failures.ts';
import { round } from '../documents/amounts.ts';
import type { TaxRate } from './record.ts';
import { withComponents } from './write.ts';

export interface TaxRateChanges {
  name?: string | undefined;
  status?: 'ACTIVE' | 'DELETED' | undefined;
  percentage?: number | undefined;
}

/** What somebody does to a rate inside Xero, who may change more than the API. Documents keep the tax that they have. */
export function changeByHand({ books, now }: ApiCall, rate: TaxRate, changes: TaxRateChanges): TaxRate {
  const { status = rate.status } = changes;
  const name = changes.name?.trim() || rate.name;
  // Xero keeps four decimals.
  const percentage = changes.percentage === undefined ? undefined : round(changes.percentage, 4);
  if (percentage !== undefined && !hasOneFigure(rate)) {
    throw new ElementRefused(['A rate of several parts, or one that is not charged, has no percentage to set.']);
  }
  if (percentage !== undefined && !(percentage >= 0 && percentage <= 100)) {
    throw new ElementRefused(['A rate is between 0 and 100 per cent.']);
  }
  const isTaken = books.taxRates
    .all()
    .some(
      (other) => other.id !== rate.id && other.status === 'ACTIVE' && other.name.toLowerCase() === name.toLowerCase(),
    );
  if (isTaken && status === 'ACTIVE') throw new ElementRefused(['Please enter a unique Name.']);
  const components = rate.components.map((part) => ({ ...part, Rate: percentage ?? part.Rate }));
  const changed = percentage === undefined ? rate : withComponents(rate, components);
  return books.taxRates.put({ ...changed, name, status, updatedAt: now });
}

/** Whether its percentage can be set as one figure: a rate of one part, which is charged as it is shown. */
export function hasOneFigure(rate: TaxRate): boolean {
  return rate.components.length === 1 && rate.effectiveRate === rate.displayRate;
}
