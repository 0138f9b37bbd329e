import { MAX_COUNTED, MAX_INBOX_COUNT } from '#lib/domain/inbox-choices.ts';
import { type NumberForm, writeCount } from '#lib/domain/number-form.ts';

/** `12 items`, or of a search `12 matches`; null is more matches than are counted. */
export function countWords(count: number | null, isSearch: boolean, numbers: NumberForm): string {
  if (count === null) return `More than ${writeCount(MAX_COUNTED, numbers)} matches`;
  if (count > MAX_INBOX_COUNT) return `More than ${writeCount(MAX_INBOX_COUNT, numbers)} items`;
  const [one, many] = isSearch ? ['match', 'matches'] : ['item', 'items'];
  return `${writeCount(count, numbers)} ${count === 1 ? one : many}`;
}
