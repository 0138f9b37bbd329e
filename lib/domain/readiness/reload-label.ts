import { type ListName, listTitles } from '../sync-summary.ts';

/** What a button says that reads a list anew and then publishes what waited for that. */
export const reloadLabel = (list: ListName) =>
  list === 'ORGANISATION'
    ? 'Reload the lock dates, publish again'
    : `Reload ${listTitles[list].toLowerCase()}, publish again`;
