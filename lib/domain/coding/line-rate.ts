import type { CodingLine } from './line-fields.ts';

/** What is known of a category that a line may be coded to. */
type Category = { id: string; suggested: { rateId: string } | null };

/**
 * A change of a line with the tax rate that its new category brings, unless another was chosen by hand, or the change
 * names one: as the item's own category does.
 */
export function withSuggestedRate<Change extends Partial<Pick<CodingLine, 'accountId' | 'taxRateId'>>>(
  line: Pick<CodingLine, 'accountId' | 'taxRateId'>,
  change: Change,
  categories: readonly Category[],
): Change {
  if (!change.accountId || change.taxRateId !== undefined) return change;
  const suggestedOf = (accountId: string | null) => categories.find(({ id }) => id === accountId)?.suggested?.rateId;
  const isChosenByHand = line.taxRateId !== null && line.taxRateId !== suggestedOf(line.accountId);
  const taxRateId = suggestedOf(change.accountId);
  return isChosenByHand || !taxRateId || taxRateId === line.taxRateId ? change : { ...change, taxRateId };
}
