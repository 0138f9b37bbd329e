import { addDays, type CalendarDate, formatDate } from './calendar-date.ts';
import type { Coding, PublishAs } from './coding/coding.ts';
import { withNote } from './coding/with-note.ts';
import { isolated } from './isolated.ts';
import type { LedgerRules } from './ledger-rules.ts';
import type { Lists, Organisation } from './lists.ts';

/** What becomes of an item whose date lies in a locked period. */
export const lockPolicies = ['ASK', 'STOP', 'DRAFT', 'MOVE'] as const;
export type LockPolicy = (typeof lockPolicies)[number];

export const lockPolicyNames: Record<LockPolicy, string> = {
  ASK: 'Ask about each',
  STOP: 'Stop it',
  DRAFT: 'Publish it as a draft',
  MOVE: 'Move it to the first open day',
};

/** The two lock dates of the books, and the business's own. */
const lockKinds = ['PERIOD', 'YEAR_END', 'HOUSE'] as const;
export type LockKind = (typeof lockKinds)[number];

export const lockKindNames: Record<LockKind, string> = {
  PERIOD: 'Period lock date',
  YEAR_END: 'End of year lock date',
  HOUSE: 'Own lock date',
};

/** The last day that is locked, and whose word that is: the organisation's name, or null for the business's own. */
export type Lock = { on: CalendarDate; organisation: string | null };

type Books = Pick<Organisation, 'name' | 'periodLockOn' | 'endOfYearLockOn'>;

/**
 * The lock that counts: the latest date decides. An adviser could still post in the books before the period's, but we don't
 * know who is.
 */
export function lockOf(houseLockOn: CalendarDate | null, organisation: Books | null): Lock | null {
  const inBooks = latest([organisation?.periodLockOn ?? null, organisation?.endOfYearLockOn ?? null]);
  if (houseLockOn !== null && (inBooks === null || houseLockOn > inBooks))
    return { on: houseLockOn, organisation: null };
  return inBooks === null || !organisation ? null : { on: inBooks, organisation: organisation.name };
}

const latest = (dates: readonly (CalendarDate | null)[]) =>
  dates
    .filter((date) => date !== null)
    .sort()
    .at(-1) ?? null;

export type MetLock = {
  lock: Lock;
  firstOpenDay: CalendarDate;
  /** `asked` and `stopped` hold the item; the others say how it is published. */
  outcome: 'asked' | 'stopped' | 'draft' | 'moved';
};

/** The day that an item has in the books: its own or, on a bank account, that on which the money moved. */
export function postedOn({
  issuedOn,
  publishTo,
  payments,
}: Pick<Coding, 'issuedOn' | 'publishTo' | 'payments'>): CalendarDate | null {
  return publishTo === 'BANK_ACCOUNT' ? (payments[0]?.paidOn ?? issuedOn) : issuedOn;
}

/** The lock that an item's date lies behind, and what the business lets become of it; null where none is in its way. */
export function metLock(
  coding: Pick<Coding, 'issuedOn' | 'publishAs' | 'publishTo' | 'payments'>,
  { lists, organisation }: { lists: Pick<Lists, 'house' | 'rules'>; organisation: Books | null },
): MetLock | null {
  const { house, rules } = lists;
  const { publishAs } = coding;
  const day = postedOn(coding);
  const lock = lockOf(house.lockOn, organisation);
  const open = statusesInLock(coding, rules);
  if (!lock || day === null || day > lock.on || open.includes(publishAs)) return null;
  const mayBeDraft = open.includes('DRAFT');
  const outcome = house.lockPolicy === 'DRAFT' && !mayBeDraft ? 'asked' : outcomes[house.lockPolicy];
  return { lock, firstOpenDay: addDays(lock.on, 1), outcome };
}

/** The statuses that may lie in a locked period; what is paid, or goes through a bank account, has none of them. */
export function statusesInLock(
  { publishTo, payments }: Pick<Coding, 'publishTo' | 'payments'>,
  { statuses }: LedgerRules,
): PublishAs[] {
  if (publishTo === 'BANK_ACCOUNT' || payments.length > 0) return [];
  return (Object.keys(statuses) as PublishAs[]).filter((status) => statuses[status]?.mayLieInLockedPeriod);
}

const outcomes = { ASK: 'asked', STOP: 'stopped', DRAFT: 'draft', MOVE: 'moved' } as const;

/** As a sentence begins; whoever says it goes on. */
export function lockSentence({ on, organisation }: Lock): string {
  return organisation === null
    ? `This business has locked everything up to ${formatDate(on)}`
    : `${isolated(organisation)} is locked up to ${formatDate(on)}`;
}

/**
 * A coding at another date. The description keeps the document's own, never its number, by which the supplier knows it;
 * what would be due before it was made is due that day.
 */
export function movedTo(day: CalendarDate, coding: Coding, rules: LedgerRules): Partial<Coding> {
  const { issuedOn, dueOn, payments } = coding;
  if (coding.publishTo === 'BANK_ACCOUNT') {
    const moved = postedOn(coding);
    if (moved === null || moved === day) return {};
    const dated = payments.map((payment) => ({ ...payment, paidOn: day }));
    return { payments: dated, ...withNote(coding, `paid ${formatDate(moved)}`, rules) };
  }
  if (issuedOn === null || issuedOn === day) return {};
  const isDueBefore = dueOn !== null && dueOn < day;
  const due = isDueBefore ? `, due ${formatDate(dueOn)}` : '';
  return {
    issuedOn: day,
    ...(isDueBefore && { dueOn: day }),
    ...withNote(coding, `dated ${formatDate(issuedOn)}${due}`, rules),
  };
}

/** Payments whose own date lies in a locked period, by their places, and the lock; null where none does. */
export function lockedPayments(
  { payments, publishTo }: Pick<Coding, 'payments' | 'publishTo'>,
  { lists, organisation }: { lists: Pick<Lists, 'house'>; organisation: Books | null },
): { lock: Lock; firstOpenDay: CalendarDate; places: number[] } | null {
  const lock = lockOf(lists.house.lockOn, organisation);
  if (!lock || publishTo === 'BANK_ACCOUNT') return null;
  const places = payments.flatMap(({ paidOn }, index) => (paidOn !== null && paidOn <= lock.on ? [index] : []));
  return places.length > 0 ? { lock, firstOpenDay: addDays(lock.on, 1), places } : null;
}

/** The payments at these places, at another date. */
export function paymentsMovedTo(day: CalendarDate, { payments }: Pick<Coding, 'payments'>, places: readonly number[]) {
  return payments.map((payment, index) => (places.includes(index) ? { ...payment, paidOn: day } : payment));
}

/** What each choice does, told by an item of the business; dates are in the reader's words. */
export function lockPolicyExample(
  policy: LockPolicy,
  { item, date, firstOpenDay, draft }: Record<'item' | 'date' | 'firstOpenDay' | 'draft', string>,
): string {
  switch (policy) {
    case 'ASK':
      return `${item} waits under To review until somebody makes it a ${draft}, dates it ${firstOpenDay}, or the period is opened.`;
    case 'STOP':
      return `${item} waits under To review, with neither offered, until the period is opened or somebody dates it otherwise.`;
    case 'DRAFT':
      return `${item} goes to the books with its date of ${date}, as a ${draft}, whatever it was to be published as.`;
    case 'MOVE':
      return `${item} goes to the books on ${firstOpenDay}, and its description ends in “(dated ${date})”. Its number stays the supplier’s.`;
  }
}
