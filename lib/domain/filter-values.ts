import type { Amount } from './amount.ts';
import { addDays, type CalendarDate, calendarDate, compareDates, toCalendarDate } from './calendar-date.ts';
import { type ItemFilterName, type ItemFilters, itemFilterNames } from './inbox-choices.ts';
import { type FilterSpec, itemFilters } from './item-filters.ts';
import { decimal } from './money.ts';
import { LONGEST_SEARCH, normalText } from './normal-text.ts';

/** Periods that move on with the calendar, so that a list that was kept asks for the right days later too. */
export const periodNames = {
  today: 'Today',
  yesterday: 'Yesterday',
  last7Days: 'Last 7 days',
  last30Days: 'Last 30 days',
  thisMonth: 'This month',
  lastMonth: 'Last month',
  thisQuarter: 'This quarter',
  lastQuarter: 'Last quarter',
  thisYear: 'This year',
  lastYear: 'Last year',
} as const;
export type Period = keyof typeof periodNames;

/** What a filter asks for. Of a range, at least one end is there; both belong to it. */
export type FilterValue =
  | { kind: 'entries'; ids: string[]; words: string[] }
  | { kind: 'choices'; words: string[] }
  | { kind: 'amounts'; from: Amount | null; to: Amount | null }
  | { kind: 'dates'; from: CalendarDate | null; to: CalendarDate | null }
  | { kind: 'period'; period: Period }
  | { kind: 'noDate' }
  | { kind: 'text'; text: string };

/** Entries that one filter asks for at most. */
export const MAX_ENTRIES = 20;

const ID = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/;
const AMOUNT = /^-?\d{1,15}(\.\d{1,4})?$/;

/** How entries of lists without ids of ours are called in addresses. */
const idForms: Partial<Record<string, RegExp>> = {
  currencies: /^[A-Z]{3}$/,
  statuses: /^(DRAFT|SUBMITTED|AUTHORISED)$/,
  // A `causeKey`, which has no comma.
  causes: /^[\w~:-]{1,300}$/,
};

/** What the text of an address asks for; null where it makes no sense, in whole or in part. */
export function readFilter(name: ItemFilterName, text: string): FilterValue | null {
  const spec = itemFilters[name];
  switch (spec.kind) {
    case 'entries':
      return readEntries(spec, text);
    case 'choices':
      return readChoices(spec, text);
    case 'amounts':
      return readAmounts(text);
    case 'dates':
      return readDates(spec, text);
    case 'text':
      return readText(text);
  }
}

/** The same as an address says it: a value has one text. */
export function writeFilter(value: FilterValue): string {
  switch (value.kind) {
    case 'entries':
      return [...value.words, ...value.ids].join(',');
    case 'choices':
      return value.words.join(',');
    case 'amounts':
    case 'dates':
      return value.from === value.to && value.from !== null ? value.from : `${value.from ?? ''}..${value.to ?? ''}`;
    case 'period':
      return value.period;
    case 'noDate':
      return 'none';
    case 'text':
      return value.text;
  }
}

/** What of an address can be filtered by, and the names of the filters that say nothing that can be understood. */
export function cleanFilters(asked: Readonly<Record<string, unknown>>): {
  filters: ItemFilters;
  dropped: ItemFilterName[];
} {
  const filters: ItemFilters = {};
  const dropped: ItemFilterName[] = [];
  for (const name of itemFilterNames) {
    const text = asked[name];
    if (text === null || text === undefined || text === '') continue;
    const value = typeof text === 'string' ? readFilter(name, text) : null;
    if (value) filters[name] = writeFilter(value);
    else dropped.push(name);
  }
  return { filters, dropped };
}

/** The days of a period, as of a day; both belong to it. */
export function daysOf(period: Period, today: CalendarDate): { from: CalendarDate; to: CalendarDate } {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  const quarter = month - ((month - 1) % 3);
  switch (period) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case 'last7Days':
      return { from: addDays(today, -6), to: today };
    case 'last30Days':
      return { from: addDays(today, -29), to: today };
    case 'thisMonth':
      return months(year, month, 1);
    case 'lastMonth':
      return months(year, month - 1, 1);
    case 'thisQuarter':
      return months(year, quarter, 3);
    case 'lastQuarter':
      return months(year, quarter - 3, 3);
    case 'thisYear':
      return months(year, 1, 12);
    case 'lastYear':
      return months(year - 1, 1, 12);
  }
}

/** So many months from the first; one before January is of the year before. */
function months(year: number, first: number, count: number): { from: CalendarDate; to: CalendarDate } {
  return { from: firstOf(year, first), to: addDays(firstOf(year, first + count), -1) };
}

function firstOf(year: number, month: number): CalendarDate {
  const months = year * 12 + month - 1;
  return calendarDate(`${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`);
}

function readEntries(spec: Extract<FilterSpec, { kind: 'entries' }>, text: string): FilterValue | null {
  const parts = unique(text.split(','));
  const words = Object.keys(spec.words).filter((word) => parts.includes(word));
  const isId = idForms[spec.list] ?? ID;
  const ids = parts.filter((part) => isId.test(part));
  if (parts.length > MAX_ENTRIES || words.length + ids.length < parts.length) return null;
  return { kind: 'entries', ids, words };
}

function readChoices(spec: Extract<FilterSpec, { kind: 'choices' }>, text: string): FilterValue | null {
  // As addresses said it that were kept from before.
  const parts = unique(text === 'true' ? ['yes'] : text.split(','));
  const words = Object.keys(spec.words).filter((word) => parts.includes(word));
  return words.length === parts.length ? { kind: 'choices', words } : null;
}

function readAmounts(text: string): FilterValue | null {
  const [from, to] = endsOf(text);
  if (from === undefined || to === undefined) return null;
  if ([from, to].some((end) => end !== null && !AMOUNT.test(end))) return null;
  if (from !== null && to !== null && decimal(from).greaterThan(to)) return null;
  return { kind: 'amounts', from, to };
}

function readDates(spec: Extract<FilterSpec, { kind: 'dates' }>, text: string): FilterValue | null {
  if (text === 'none') return spec.mayBeNone ? { kind: 'noDate' } : null;
  if (Object.hasOwn(periodNames, text)) return { kind: 'period', period: text as Period };
  const [first, last] = endsOf(text);
  if (first === undefined || last === undefined) return null;
  const from = first === null ? null : toCalendarDate(first);
  const to = last === null ? null : toCalendarDate(last);
  if ((first !== null && !from) || (last !== null && !to)) return null;
  if (from && to && compareDates(from, to) > 0) return null;
  return { kind: 'dates', from, to };
}

function readText(text: string): FilterValue | null {
  if (text.includes('\0')) return null;
  const plain = normalText(text).trim();
  return plain === '' || plain.length > LONGEST_SEARCH ? null : { kind: 'text', text: plain };
}

/** `10..20`, one of whose ends may be open, or one value that is both ends. */
function endsOf(text: string): [string | null, string | null] | [] {
  const parts = text.split('..');
  if (parts.length > 2) return [];
  const [from = '', to = from] = parts;
  return from === '' && to === '' ? [] : [from || null, to || null];
}

const unique = (parts: readonly string[]) => [...new Set(parts.filter(Boolean))];
