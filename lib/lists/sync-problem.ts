import { type ListName, listTitles, type SyncProblem } from '#lib/domain/sync-summary.ts';
import type { LedgerError } from '#lib/ledger/ledger-error.ts';

const kept = 'What is shown is from the last refresh; nothing is lost.';

/** What went wrong with a list, or the whole refresh, in words for the Connections page. */
export function problemOf(error: LedgerError): SyncProblem {
  switch (error.kind) {
    case 'authorisationLost':
      return {
        code: error.reason === 'scope' ? 'scopeMissing' : 'authorisationLost',
        message: `${error.message} ${kept} Reconnect under Business settings > Connections, then refresh again.`,
      };
    case 'rateLimited':
    case 'unavailable':
      return { code: error.kind, message: `${error.message} ${kept} The next refresh within the hour tries again.` };
    default:
      return {
        code: error.kind,
        message: `${error.message} ${kept} Refresh again; if it stays so, tell your administrator.`,
      };
  }
}

/** Our own fault, or the database's: the reference finds the log entry. */
export function unexpectedProblem(list: ListName, reference: string): SyncProblem {
  return {
    code: 'unexpected',
    message: `${listTitles[list]} could not be saved, through a fault of ours. ${kept} Refresh again; if it stays so, pass on the reference ${reference}.`,
  };
}

const MAX_NAMED = 5;

/** All of a list but some entries: they are named, as far as a line has room. */
export function unreadProblem(names: readonly string[]): SyncProblem {
  const named = names.slice(0, MAX_NAMED).map((name) => `"${name.slice(0, 80)}"`);
  const more = names.length - named.length;
  const which = more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
  return {
    code: 'entriesUnread',
    message: `${names.length === 1 ? 'One entry' : `${names.length} entries`} could not be read and kept what was known before: ${which}. All others are refreshed. Look at it in the accounting software; if it is right there, tell your administrator.`,
  };
}

/** While the call limit is used up. */
export function waitingProblem(error: Extract<LedgerError, { kind: 'rateLimited' | 'unavailable' }>): SyncProblem {
  return { code: error.kind, message: `${error.message} The refresh goes on by itself.` };
}

export const gaveUp: SyncProblem = {
  code: 'gaveUp',
  message: `The refresh did not come to its end within a day and was given up. ${kept} Refresh again.`,
};

export const disconnected: SyncProblem = {
  code: 'disconnected',
  message: `The connection has ended, so the lists could not be refreshed. ${kept} Connect again under Business settings > Connections.`,
};
