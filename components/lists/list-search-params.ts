import { debounce, parseAsBoolean, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { parseAsSearch } from '#components/ui/parse-as-search.ts';

/** Typing changes the address, and asks the server, when it pauses. */
const TYPING_PAUSE_MS = 200;

/** What the address of a list page says: shareable, and kept by Back and Reload. */
export const listSearchParams = {
  search: parseAsSearch.withDefault('').withOptions({ limitUrlUpdates: debounce(TYPING_PAUSE_MS) }),
  kind: parseAsString.withDefault(''),
  show: parseAsString.withDefault(''),
  archived: parseAsBoolean.withDefault(false),
  sort: parseAsString.withDefault(''),
  direction: parseAsStringLiteral(['ascending', 'descending']).withDefault('ascending'),
};

export const listUrlKeys = { search: 'q', direction: 'dir' } as const;
