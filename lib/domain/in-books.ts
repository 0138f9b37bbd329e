import type { Amount } from './amount.ts';
import { type CalendarDate, daysBetween } from './calendar-date.ts';
import type { Coding, ItemType } from './coding/coding.ts';
import { normaliseDocumentNumber } from './document-number.ts';
import { decimal } from './money.ts';
import type { Workspace } from './paths.ts';
import { isGone, type LifeStatus } from './publication/life.ts';
import type { PublicationKind } from './publication/publication.ts';

/** A document of the books, whoever entered it there. Amounts are in its currency and never below zero. */
export type BookDocument = {
  ledgerId: string;
  kind: PublicationKind;
  number: string | null;
  issuedOn: CalendarDate;
  dueOn: CalendarDate | null;
  currency: string;
  total: Amount;
  /** What is still to be paid of it. */
  due: Amount;
  status: LifeStatus;
  url: string | null;
};

/**
 * How sure it is that two are one document: `likely` where number and total are the same, or total and day are and one of
 * them has no number; `possible` where less is.
 */
export type Likelihood = 'likely' | 'possible';
export type AlikeInBooks = BookDocument & { likelihood: Likelihood };

/** An item as it is looked for, of the same contact. */
export type SoughtInBooks = Pick<Coding, 'reference' | 'type'> & {
  workspace: Workspace;
  issuedOn: CalendarDate;
  currency: string;
  total: Amount;
};

/** A document of the same number is looked for this many days around an item's date. */
export const DAYS_AROUND = 92;
/** Between a document's own date and the day on which somebody entered it, or the bank had it. */
const NEAR_DAYS = 5;
/** Of the larger of two totals: a rounding, a fee, a tip. */
const NEAR_SHARE = '0.02';

/** What an item of a workspace may be in the books: a bill, or money that was spent without one. */
export function kindsInBooks(workspace: Workspace, type: ItemType): readonly PublicationKind[] {
  const isCredit = type === 'CREDIT_NOTE';
  if (workspace === 'COSTS') return isCredit ? ['BILL_CREDIT_NOTE', 'RECEIVE_MONEY'] : ['BILL', 'SPEND_MONEY'];
  return isCredit ? ['SALES_CREDIT_NOTE', 'SPEND_MONEY'] : ['SALES_INVOICE', 'RECEIVE_MONEY'];
}

/**
 * Whether a document of the same contact may be the item, and how likely; null where it is another. Two numbers that
 * differ are two documents, however alike the rest is: rent is the same every month.
 */
export function likelihoodOf(item: SoughtInBooks, document: BookDocument): Likelihood | null {
  if (isGone(document.status) || document.currency !== item.currency) return null;
  if (!kindsInBooks(item.workspace, item.type).includes(document.kind)) return null;
  const days = Math.abs(daysBetween(item.issuedOn, document.issuedOn));
  if (days > DAYS_AROUND) return null;
  const isSameTotal = decimal(item.total).abs().equals(decimal(document.total).abs());
  const numbers = [item.reference, document.number].map(normaliseDocumentNumber) as [string, string];
  if (numbers.every((number) => number !== '')) {
    if (numbers[0] === numbers[1]) {
      if (isSameTotal) return 'likely';
      return days <= NEAR_DAYS || isNear(item.total, document.total) ? 'possible' : null;
    }
    return isSameTotal && days <= NEAR_DAYS && isPartOf(...numbers) ? 'possible' : null;
  }
  if (days > NEAR_DAYS) return null;
  if (isSameTotal) return days === 0 ? 'likely' : 'possible';
  return null;
}

function isNear(one: Amount, other: Amount): boolean {
  const [a, b] = [decimal(one).abs(), decimal(other).abs()];
  const larger = a.greaterThan(b) ? a : b;
  return a.minus(b).abs().lessThanOrEqualTo(larger.times(NEAR_SHARE));
}

/** People leave out what stands in front of a number, or write more around it. */
const SHORTEST_PART = 3;

function isPartOf(one: string, other: string): boolean {
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one];
  return shorter.length >= SHORTEST_PART && /\p{N}/u.test(shorter) && longer.includes(shorter);
}
