import type { Amount } from '../amount.ts';
import { type CalendarDate, daysBetween, formatDate } from '../calendar-date.ts';
import type { Coding } from '../coding/coding.ts';
import { normaliseDocumentNumber } from '../document-number.ts';
import { isolated } from '../isolated.ts';
import { decimal } from '../money.ts';
import { writeNumber } from '../number-form.ts';
import type { Workspace } from '../paths.ts';
import { contactWords } from '../words.ts';
import type { AutoPublishSettings, UsualReach } from './auto-publish-settings.ts';
import type { Guard } from './guard-names.ts';
import { isUsual, usualAmount } from './usual-amount.ts';

/** A guard that holds, and why in a sentence; numbers are kept for whoever reads it. */
export type Held = { guard: Guard; text: string };

/** Another item of the same supplier or customer, the newest first. */
export type PastItem = {
  id: string;
  number: number;
  issuedOn: CalendarDate | null;
  /** As lists show it: of a credit note too. */
  total: Amount | null;
  currency: string;
  reference: string | null;
  type: Coding['type'];
  accountId: string | null;
  isPublished: boolean;
  /** A person asked for it. */
  isByPerson: boolean;
};

/** An item as guards see it. */
export type GuardedItem = {
  workspace: Workspace;
  coding: Pick<Coding, 'type' | 'contactId' | 'issuedOn' | 'total' | 'reference' | 'accountId' | 'lines'>;
  /** Its own, or the base currency. */
  currency: string;
  /** In the base currency; null where no rate is known. */
  baseTotal: Amount | null;
  contactName: string;
  accountName: string | null;
  past: readonly PastItem[];
  /** Another item has the very same file. */
  isSameFile: boolean;
  /** The books may have it already. */
  mayBeInBooks: boolean;
  /** What its document asks to be paid to, as printed, where nobody has published or confirmed that for this contact. */
  strangeAccount: string | null;
  /** A contact that something printed on the document belongs to, and that is another than the item's. */
  marksOf: string | null;
  /** What was read and is not sure: names of fields. */
  unsure: readonly string[];
};

/** Items that tell what is usual: the newest published ones. */
const USUAL_OF = 12;
/** Fewer references, or fewer of one form among them, tell nothing. */
const LEAST_FORMS = 4;
const MOST_FORM = 0.75;
/** Days between two items of one amount that may be one document: further with no number to tell them apart by. */
const SAME_DAYS = 5;
const SAME_DAYS_UNNUMBERED = 14;
/** Pairs of one amount within those days that make it a custom. */
const CUSTOM_PAIRS = 3;

/** Every guard that holds an item back; empty for one that may go. Pure, so a dry run says what will be done. */
export function heldBy(
  item: GuardedItem,
  settings: Pick<AutoPublishSettings, 'most' | 'leastPublished' | 'amounts'>,
): Held[] {
  const one = contactWords[item.workspace].one;
  const published = item.past.filter(({ isPublished }) => isPublished);
  const usual = published
    .filter((past) => isCredit(past.type) === isCredit(item.coding.type) && past.currency === item.currency)
    .slice(0, USUAL_OF);
  const name = isolated(item.contactName);
  const held: Held[] = [];
  const hold = (guard: Guard, text: string | null | false) => text && held.push({ guard, text });

  const byPeople = published.filter(({ isByPerson }) => isByPerson).length;
  hold('newContact', byPeople === 0 && `Nobody has published anything of the ${one} ${name} yet.`);
  hold(
    'newContact',
    byPeople > 0 &&
      byPeople < settings.leastPublished &&
      `People have published ${byPeople} of ${name} until now, and ${settings.leastPublished} are wanted.`,
  );
  hold(
    'bankDetails',
    item.strangeAccount !== null &&
      `The document asks to pay to ${isolated(item.strangeAccount)}, which is not known to be of ${name}.`,
  );
  hold('duplicate', duplicateOf(item));
  hold(
    'unlike',
    item.marksOf !== null && `Something on the document is known to be of ${isolated(item.marksOf)}, not of ${name}.`,
  );
  hold('unlike', unlikeForm(item, published));
  hold('unlike', unlikeCategory(item, published));
  hold(
    'unlike',
    published.length > 0 &&
      published.slice(0, USUAL_OF).every(({ currency }) => currency !== item.currency) &&
      `Nothing of ${name} was in ${item.currency} before.`,
  );
  hold('unusual', settings.amounts === 'ANY' ? null : unusualAmount(item, usual, settings.amounts));
  hold('cap', aboveCap(item, settings.most));
  hold('unsure', item.unsure.length > 0 && `Read from the document, and not sure: ${item.unsure.join(', ')}.`);
  return held;
}

const isCredit = (type: Coding['type']) => type === 'CREDIT_NOTE';
const kept = (amount: Amount | number) => writeNumber(decimal(String(amount)).toFixed(), 'kept');

function duplicateOf({ coding, currency, past, isSameFile, mayBeInBooks }: GuardedItem): string | null {
  if (mayBeInBooks) return 'The books may have it already.';
  if (isSameFile) return 'Another item has the same file.';
  const number = normaliseDocumentNumber(coding.reference);
  const isCustom = number !== '' && sendsAlikeByCustom(past);
  for (const other of past) {
    const theirs = normaliseDocumentNumber(other.reference);
    if (number && number === theirs && isCredit(other.type) === isCredit(coding.type)) {
      return `Item ${other.number} has the same number.`;
    }
    if (other.total === null || coding.total === null || other.currency !== currency) continue;
    if (!decimal(other.total).equals(coding.total) || !other.issuedOn || !coding.issuedOn) continue;
    const days = Math.abs(daysBetween(other.issuedOn, coding.issuedOn));
    const hasNumbers = number !== '' && theirs !== '';
    if (hasNumbers && isCustom) continue;
    if (days <= (hasNumbers ? SAME_DAYS : SAME_DAYS_UNNUMBERED)) {
      return `Item ${other.number} of ${formatDate(other.issuedOn)} has the same total.`;
    }
  }
  return null;
}

/** Some send one amount every few days, each time with another number: people have published such pairs before. */
function sendsAlikeByCustom(past: readonly PastItem[]): boolean {
  let pairs = 0;
  const published = past.filter((each) => each.isPublished && each.isByPerson);
  for (const [index, one] of published.entries()) {
    const next = published[index + 1];
    if (!next?.issuedOn || !one.issuedOn || one.total === null || next.total !== one.total) continue;
    const numbers = [one.reference, next.reference].map(normaliseDocumentNumber);
    if (!numbers[0] || !numbers[1] || numbers[0] === numbers[1] || one.currency !== next.currency) continue;
    if (Math.abs(daysBetween(one.issuedOn, next.issuedOn)) <= SAME_DAYS) pairs++;
  }
  return pairs >= CUSTOM_PAIRS;
}

/** A reference with each number in it as one sign: `INV-1042` has the form `INV-9`. */
export const formOf = (reference: string) => reference.toUpperCase().replace(/\d+/g, '9').replace(/\s+/g, ' ').trim();

function unlikeForm(
  { coding: { reference }, contactName }: GuardedItem,
  published: readonly PastItem[],
): string | null {
  const forms = published.slice(0, USUAL_OF).map((past) => (past.reference === null ? null : formOf(past.reference)));
  if (forms.length < LEAST_FORMS) return null;
  const counts = Map.groupBy(forms, (form) => form);
  const [form, those] = [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0] ?? [null, []];
  if (those.length / forms.length < MOST_FORM) return null;
  const own = reference === null ? null : formOf(reference);
  if (own === form || counts.has(own)) return null;
  if (own === null) return `Documents of ${isolated(contactName)} have a number, and this has none.`;
  return `The number ${isolated(reference ?? '')} is not written as those of ${isolated(contactName)} are.`;
}

/** Of items without lines: the lines of one document differ by what was bought. */
function unlikeCategory(item: GuardedItem, published: readonly PastItem[]): string | null {
  const { accountId, lines } = item.coding;
  const usual = published.slice(0, USUAL_OF).filter((past) => past.accountId !== null);
  if (accountId === null || lines.length > 0 || usual.length === 0) return null;
  if (usual.some((past) => past.accountId === accountId)) return null;
  return `Nothing of ${isolated(item.contactName)} was coded to ${isolated(item.accountName ?? 'this category')} before.`;
}

function unusualAmount(
  { coding: { total }, contactName }: GuardedItem,
  past: readonly PastItem[],
  far: Exclude<UsualReach, 'ANY'>,
): string | null {
  const usual = usualAmount(
    past.flatMap((each) => (each.total === null ? [] : [Number(each.total)])),
    far,
  );
  if (usual === null || total === null) return null;
  if (isUsual(Number(total), usual)) return null;
  const name = isolated(contactName);
  if (usual.times === null) return `The amounts of ${name} differ too much to tell what is usual.`;
  const [from, to] = [usual.median / usual.times, usual.median * usual.times].map((bound) => kept(bound.toFixed(2)));
  return `The total of ${kept(total)} is not usual of ${name}: from ${from} to ${to} is.`;
}

function aboveCap({ baseTotal }: GuardedItem, most: Amount | null): string | null {
  if (most === null) return null;
  if (baseTotal === null) return 'What it comes to in the base currency is not known.';
  return decimal(baseTotal).gt(most) ? `The total is above ${kept(most)}.` : null;
}
