import { type WrittenForm, writeCount } from './number-form.ts';

export const listNames = [
  'ORGANISATION',
  'CURRENCIES',
  'TAX_RATES',
  'ACCOUNTS',
  'TRACKING',
  'CONTACTS',
  'PRODUCTS',
] as const;

/** A list of the connected organisation, in the order of a refresh: what others refer to comes first. */
export type ListName = (typeof listNames)[number];

/** As users know them. */
export const listTitles: Record<ListName, string> = {
  ORGANISATION: 'Organisation',
  CURRENCIES: 'Currencies',
  TAX_RATES: 'Tax rates',
  ACCOUNTS: 'Chart of accounts',
  TRACKING: 'Tracking categories',
  CONTACTS: 'Suppliers and customers',
  PRODUCTS: 'Products and services',
};

export type SyncStatus = 'QUEUED' | 'RUNNING' | 'COMPLETE' | 'PARTIAL' | 'FAILED';

/** Why a refresh or one of its lists failed or waits, ready to be shown. */
export type SyncProblem = { code: string; message: string };

/** What a refresh did to one list so far. */
export type ListChanges = {
  list: ListName;
  status: SyncStatus;
  added: number;
  changed: number;
  archived: number;
  unchanged: number;
  /** Entries to come in all, when the ledger told. */
  expected: number | null;
  problem: SyncProblem | null;
};

export type RunChanges = { status: SyncStatus; problem: SyncProblem | null; lists: ListChanges[] };

export type SyncSummary = {
  tone: 'info' | 'success' | 'warning' | 'danger';
  isLive: boolean;
  title: string;
  /** The reason when the whole refresh waits or failed. */
  detail: string | null;
  /** Share done from 0 to 1, null when it has ended or can't be told yet. */
  progress: number | null;
  /** A problem with a list that is refreshed is one with some of its entries. */
  lines: { list: ListName; title: string; text: string; isProblem: boolean; isRefreshed: boolean }[];
};

/** A refresh in words a bookkeeper understands, at any moment of it. Lines in the order of the refresh. */
export function summariseRun(run: RunChanges, numbers: WrittenForm): SyncSummary {
  const lists = listNames.flatMap((name) => run.lists.filter(({ list }) => list === name));
  const isLive = run.status === 'QUEUED' || run.status === 'RUNNING';
  const total = lists.reduce((sum, list) => sum + list.added + list.changed + list.archived, 0);
  const current = lists.find(({ status }) => status === 'RUNNING');
  return {
    ...headline(run, lists, { total, current, numbers }),
    isLive,
    progress: isLive && lists.length > 0 ? lists.reduce((sum, list) => sum + shareDone(list), 0) / lists.length : null,
    lines: lists.map((list) => ({
      list: list.list,
      title: listTitles[list.list],
      text: describeChanges(list, numbers),
      isProblem: isProblem(list),
      isRefreshed: list.status === 'COMPLETE',
    })),
  };
}

function headline(
  run: RunChanges,
  lists: ListChanges[],
  { total, current, numbers }: { total: number; current: ListChanges | undefined; numbers: WrittenForm },
): Pick<SyncSummary, 'tone' | 'title' | 'detail'> {
  const detail = run.problem?.message ?? null;
  if (run.status === 'QUEUED') {
    return detail
      ? { tone: 'info', title: 'Refresh is waiting', detail }
      : { tone: 'success', title: 'Refresh in progress', detail: 'About to start' };
  }
  if (run.status === 'RUNNING') {
    return {
      tone: 'success',
      title: 'Refresh in progress',
      detail: current ? `Reading ${inSentence(current.list)}` : null,
    };
  }
  if (run.status === 'FAILED') return { tone: 'danger', title: 'Refresh failed', detail };
  if (run.status === 'PARTIAL') {
    const failed = lists.filter(({ status }) => status === 'FAILED').map(({ list }) => inSentence(list));
    return { tone: 'warning', title: `Refreshed, except ${join(failed)}`, detail };
  }
  if (lists.some(isProblem)) {
    const some = lists.filter(isProblem).map(({ list }) => inSentence(list));
    return { tone: 'warning', title: `Refreshed, except entries of ${join(some)}`, detail };
  }
  return {
    tone: 'success',
    title:
      total === 0
        ? 'Refreshed: no changes'
        : `Refreshed: ${writeCount(total, numbers)} ${total === 1 ? 'change' : 'changes'}`,
    detail,
  };
}

/** `2 added, 1 archived`, `No changes`, with what could not be read; or how far it is, or why it failed. */
export function describeChanges(list: ListChanges, numbers: WrittenForm): string {
  if (list.status === 'FAILED') return list.problem?.message ?? 'Not refreshed';
  if (list.status === 'QUEUED') return list.problem?.message ?? 'Waiting';
  const changes = changesInWords(list, numbers);
  if (list.status !== 'RUNNING') {
    const told = changes ?? 'No changes';
    return list.problem ? `${told}. ${list.problem.message}` : told;
  }
  const read = list.added + list.changed + list.archived + list.unchanged;
  const progress = list.expected
    ? `${writeCount(Math.min(read, list.expected), numbers)} of ${writeCount(list.expected, numbers)} read`
    : 'Reading';
  return changes ? `${progress}: ${changes}` : progress;
}

/** Failed, or refreshed but for some of its entries. */
function isProblem({ status, problem }: ListChanges): boolean {
  return status === 'FAILED' || (status === 'COMPLETE' && problem !== null);
}

function changesInWords({ list, added, changed, archived }: ListChanges, numbers: WrittenForm): string | null {
  if (list === 'ORGANISATION') return changed > 0 ? 'Details changed' : null;
  const parts = [
    added > 0 && `${writeCount(added, numbers)} added`,
    changed > 0 && `${writeCount(changed, numbers)} changed`,
    archived > 0 && `${writeCount(archived, numbers)} archived`,
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join(', ') : null;
}

function shareDone(list: ListChanges): number {
  if (list.status === 'QUEUED') return 0;
  if (list.status !== 'RUNNING') return 1;
  const read = list.added + list.changed + list.archived + list.unchanged;
  return list.expected ? Math.min(read / list.expected, 1) : 0;
}

const inSentence = (list: ListName) => {
  const title = listTitles[list];
  return title.charAt(0).toLowerCase() + title.slice(1);
};
const join = (words: string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
