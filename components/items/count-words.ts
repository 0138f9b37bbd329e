import { MAX_COUNTED, MAX_INBOX_COUNT } from '#lib/domain/inbox-choices.ts';

/** `12 items`, or of a search `12 matches`; null is more matches than are counted. */
export function countWords(count: number | null, isSearch: boolean): string {
  if (count === null) return `More than ${MAX_COUNTED.toLocaleString('en-GB')} matches`;
  if (count > MAX_INBOX_COUNT) return `More than ${MAX_INBOX_COUNT.toLocaleString('en-GB')} items`;
  const [one, many] = isSearch ? ['match', 'matches'] : ['item', 'items'];
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}
