import { createParser } from 'nuqs/server';
import { LONGEST_SEARCH, normalText } from '#lib/domain/normal-text.ts';

/** What an address searches for, cut where it is too long. One that nobody can have typed is as good as none. */
export const parseAsSearch = createParser({
  parse: (text) => (text.includes('\0') ? null : normalText(text).slice(0, LONGEST_SEARCH)),
  serialize: (search: string) => search,
});
