import { addDays, type CalendarDate, formatDate } from '../calendar-date.ts';
import type { Coding } from '../coding/coding.ts';
import { publishAsNames } from '../coding/fields.ts';
import type { Organisation } from '../lists.ts';
import { type Fix, type Problem, problem } from './problem.ts';

/** Xero's limits: a bill's reference is its InvoiceNumber. */
export const MAX_REFERENCE = 255;
export const MAX_DESCRIPTION = 4000;

/** What every bill needs, whichever lines it has. */
export function missingFields(coding: Coding, organisation: Organisation | null): Problem[] {
  const problems: Problem[] = [];
  if (!coding.contactId) problems.push(problem('supplierMissing', 'contactId', 'Choose the supplier.'));
  if (!coding.issuedOn) problems.push(problem('dateMissing', 'issuedOn', 'Enter the date of the document.'));
  if (!coding.dueOn && coding.publishAs !== 'DRAFT') {
    problems.push(
      problem(
        'dueDateMissing',
        'dueOn',
        `Enter the due date: a bill ${publishAsNames[coding.publishAs].toLowerCase()} needs one.`,
        {
          fixes: coding.issuedOn ? dueDateFixes(coding.issuedOn) : [],
        },
      ),
    );
  }
  if (coding.total === null) problems.push(problem('totalMissing', 'total', 'Enter the total, including tax.'));
  if (!coding.currency && !organisation) problems.push(problem('currencyMissing', 'currency', 'Choose the currency.'));
  return problems;
}

const asDraft: Fix = { label: 'Publish as draft', kind: 'edit', changes: { publishAs: 'DRAFT' } };

function dueDateFixes(issuedOn: CalendarDate): Fix[] {
  return [
    { label: 'Due in 30 days', kind: 'edit', changes: { dueOn: addDays(issuedOn, 30) } },
    { label: 'Due at once', kind: 'edit', changes: { dueOn: issuedOn } },
  ];
}

/** Dates the ledger would refuse, and those that can only be a slip of the pen. */
export function dates(coding: Coding, organisation: Organisation | null, today: CalendarDate): Problem[] {
  if (!coding.issuedOn) return [];
  if (coding.issuedOn > addDays(today, 366)) {
    return [
      problem(
        'dateImplausible',
        'issuedOn',
        `${formatDate(coding.issuedOn)} is more than a year ahead. Check the year.`,
      ),
    ];
  }
  return organisation ? lockedPeriod(coding, coding.issuedOn, organisation) : [];
}

/**
 * Xero refuses approved bills dated on or before a lock date; it takes drafts and those awaiting approval.
 * The later of the two lock dates decides: an adviser could still post before the period's, but we don't know who is.
 */
function lockedPeriod(coding: Coding, issuedOn: CalendarDate, organisation: Organisation): Problem[] {
  const lockedTo = [organisation.periodLockOn, organisation.endOfYearLockOn]
    .filter((date) => date !== null)
    .sort()
    .at(-1);
  if (!lockedTo || issuedOn > lockedTo || coding.publishAs !== 'AUTHORISED') return [];
  return [
    problem(
      'periodLocked',
      'issuedOn',
      `${organisation.name} is locked up to ${formatDate(lockedTo)}. A bill of ${formatDate(issuedOn)} can only be a draft or await approval.`,
      {
        fixes: [
          asDraft,
          { label: 'Publish as awaiting approval', kind: 'edit', changes: { publishAs: 'SUBMITTED' } },
          {
            label: `Date it ${formatDate(addDays(lockedTo, 1))}`,
            kind: 'edit',
            changes: { issuedOn: addDays(lockedTo, 1) },
          },
        ],
      },
    ),
  ];
}

/** Texts longer than the ledger keeps. */
export function lengths(coding: Coding): Problem[] {
  const problems: Problem[] = [];
  if ((coding.reference?.length ?? 0) > MAX_REFERENCE) {
    problems.push(problem('referenceTooLong', 'reference', `Shorten the reference to ${MAX_REFERENCE} characters.`));
  }
  const tooLong = `Shorten the description to ${MAX_DESCRIPTION} characters.`;
  if ((coding.description?.length ?? 0) > MAX_DESCRIPTION) {
    problems.push(problem('descriptionTooLong', 'description', tooLong));
  }
  for (const [line, part] of coding.lines.entries()) {
    if ((part.description?.length ?? 0) > MAX_DESCRIPTION) {
      problems.push(problem('descriptionTooLong', 'description', tooLong, { line }));
    }
  }
  return problems;
}
