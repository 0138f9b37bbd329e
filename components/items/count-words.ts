import { MAX_COUNTED } from '#lib/domain/inbox-choices.ts';

/** `12 items`, or of a search `12 matches`; null is more than is counted. */
export function countWords(count: number | null, isSearch: boolean): string {
  if (count === null) return `More than ${MAX_COUNTED.toLocaleString('en-GB')} matches`;
  const [one, many] = isSearch ? ['match', 'matches'] : ['item', 'items'];
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}
