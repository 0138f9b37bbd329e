import type { Coding } from '../coding/coding.ts';
import type { AlikeInBooks } from '../in-books.ts';
import { aDocument } from '../words.ts';
import { itemAmounts, lineAmounts, outOfBalance } from './amounts.ts';
import { approvalLimit } from './approval-limit.ts';
import { approver } from './approver.ts';
import { inBooksProblem, unansweredInBooks } from './books-problem.ts';
import { type Circumstances, moneyOf } from './circumstances.ts';
import { cisProblems } from './cis-problems.ts';
import { type Confirmation, isConfirmed } from './confirmation.ts';
import { dates, lengths, missingFields, statusProblems, typeProblems } from './document-fields.ts';
import { accountProblems, contactProblems, taxRateProblems, trackingProblems } from './entries.ts';
import { creditForProblems, paymentProblems } from './payment-problems.ts';
import type { Problem } from './problem.ts';
import { readProblems } from './read-checks.ts';
import type { ReadChecks } from './read-checks-schema.ts';
import { reverseChargeTax } from './reverse-charge-tax.ts';
import { taxEvidence } from './tax-evidence.ts';
import { duplicateProblems, type Twin } from './twins.ts';
import { unregisteredTax } from './unregistered-tax.ts';

/** What is known of an item beside its coding. */
export type Known = {
  twins: readonly Twin[];
  confirmations: readonly Confirmation[];
  /** What was read and is to be looked at; none for what a person has entered. */
  readChecks?: ReadChecks | null;
  /** What the books have that is like it; none unless told. */
  inBooks?: readonly AlikeInBooks[];
};
const nothingKnown: Known = { twins: [], confirmations: [] };

/**
 * Everything that would make the ledger refuse this item, found before asking it. All fields at once, each with
 * one problem and the fixes that would clear it. An empty list means ready.
 *
 * While nothing is connected, what only the organisation can tell (its currencies and lock dates) is left to the check
 * before publishing. What looks like a slip is asked about until a person has confirmed it. Pure: `today` and `lists` are
 * arguments.
 */
export function readiness(coding: Coding, circumstances: Circumstances, known: Known = nothingKnown): Problem[] {
  const { lists, organisation, workspace, numbers } = circumstances;
  const by = { taxMode: coding.taxMode, rules: lists.rules, numbers, money: moneyOf(coding, circumstances) };
  const coded =
    coding.lines.length > 0 ? coding.lines.map((part, line) => ({ part, line })) : [{ part: coding, line: null }];
  const problems = [
    ...missingFields(coding, circumstances),
    ...contactProblems(coding, circumstances),
    ...typeProblems(coding, workspace),
    ...duplicateProblems(known.twins, workspace, coding.type),
    ...stoppedByBooks(known, coding, circumstances),
    ...statusProblems(coding, lists.rules),
    ...approvalLimit(coding, circumstances),
    ...approver(coding, circumstances),
    ...paymentProblems(coding, circumstances),
    ...creditForProblems(coding, circumstances),
    ...dates(coding, circumstances),
    ...lengths(coding, lists.rules),
    ...unregisteredTax(coding, circumstances),
    ...itemAmounts(coding, circumstances),
    ...coded.flatMap(({ part, line }) => [
      ...accountProblems(part, line, aDocument(workspace, coding.type), lists, organisation),
      ...(coding.taxMode === 'NONE'
        ? []
        : [
            ...taxRateProblems(part, line, circumstances, coding),
            ...reverseChargeTax(part, line, circumstances, coding),
          ]),
      ...trackingProblems(part, line, circumstances),
    ]),
    ...coding.lines.flatMap((part, line) => lineAmounts(part, line, by)),
    ...outOfBalance(coding, by),
    ...cisProblems(coding, circumstances),
    ...taxEvidence(coding, circumstances),
    ...readProblems(coding, known.readChecks),
  ];
  return firstOfEach(problems.filter((each) => !isConfirmed(each, known.confirmations)));
}

/** Only a business that wants it so is stopped by what the books may have already. */
function stoppedByBooks({ inBooks = [], confirmations }: Known, { type }: Coding, { lists, workspace }: Circumstances) {
  if (lists.house.booksDuplicates !== 'STOP') return [];
  const found = inBooksProblem(unansweredInBooks(inBooks, confirmations), workspace, type);
  return found ? [found] : [];
}

/**
 * Of each value the first: what else is wrong with it may be gone with that, and is said then. Items alike are a question
 * about the whole item.
 */
function firstOfEach(problems: readonly Problem[]): Problem[] {
  const told = new Set<string>();
  return problems.filter(({ code, field, line }) => {
    const place = `${line} ${field}`;
    if (code === 'duplicate' || code === 'inBooks') return true;
    if (told.has(place)) return false;
    told.add(place);
    return true;
  });
}
