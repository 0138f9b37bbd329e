import { addDays, type CalendarDate, formatDate } from '../calendar-date.ts';
import type { Coding, PublishAs } from '../coding/coding.ts';
import { hasDueDate } from '../coding/due-date.ts';
import { itemTypeNames } from '../coding/fields.ts';
import { itemTypesIn } from '../coding/item-types.ts';
import type { LedgerRules } from '../ledger-rules.ts';
import { lockSentence, metLock, movedTo, postedOn, statusesInLock } from '../lock-dates.ts';
import type { Workspace } from '../paths.ts';
import { aDocument, capitalised, contactWords } from '../words.ts';
import type { Circumstances } from './circumstances.ts';
import { type Fix, type Problem, problem } from './problem.ts';

/** What every document needs, whichever lines it has. */
export function missingFields(coding: Coding, { workspace, lists, organisation }: Circumstances): Problem[] {
  const problems: Problem[] = [];
  if (!coding.contactId) {
    problems.push(problem('contactMissing', 'contactId', `Choose the ${contactWords[workspace].one}.`));
  }
  if (!coding.issuedOn) problems.push(problem('dateMissing', 'issuedOn', 'Enter the date of the document.'));
  const isDocument = coding.publishTo === 'DOCUMENT';
  if (isDocument && hasDueDate(coding) && !coding.dueOn && lists.rules.statuses[coding.publishAs]?.needsDueDate) {
    problems.push(
      problem(
        'dueDateMissing',
        'dueOn',
        `Enter the due date: ${aDocument(workspace, coding.type)} ${lists.rules.statusNames[coding.publishAs].toLowerCase()} needs one.`,
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

export function asStatus(publishAs: PublishAs, { statusNames }: LedgerRules): Fix {
  return { label: `Publish as ${statusNames[publishAs].toLowerCase()}`, kind: 'edit', changes: { publishAs } };
}

function dueDateFixes(issuedOn: CalendarDate): Fix[] {
  return [
    { label: 'Due in 30 days', kind: 'edit', changes: { dueOn: addDays(issuedOn, 30) } },
    { label: 'Due at once', kind: 'edit', changes: { dueOn: issuedOn } },
  ];
}

/** A type that only the other workspace has. */
export function typeProblems({ type }: Coding, workspace: Workspace): Problem[] {
  const types = itemTypesIn[workspace];
  if (types.includes(type)) return [];
  const message = `Among ${workspace === 'SALES' ? 'sales' : 'costs'} there is no type “${itemTypeNames[type]}”. Choose another.`;
  const fixes = types.map((each): Fix => ({ label: itemTypeNames[each], kind: 'edit', changes: { type: each } }));
  return [problem('typeNotAllowed', 'type', message, { fixes })];
}

/** A status that the ledger does not give to new documents. */
export function statusProblems(coding: Coding, rules: LedgerRules): Problem[] {
  const { statuses, statusNames } = rules;
  if (statuses[coding.publishAs]) return [];
  const status = statusNames[coding.publishAs].toLowerCase();
  return [
    problem('statusNotAllowed', 'publishAs', `Nothing can be published as ${status} there. Choose another status.`, {
      fixes: (Object.keys(statuses) as PublishAs[]).map((each) => asStatus(each, rules)),
    }),
  ];
}

const YEAR_DAYS = 366;
/** A document of a date later than this is most likely one of another month or year. */
const LONGEST_AHEAD_DAYS = 92;
/** Further back than this is taken for a slip of the pen; whoever enters the papers of past years is not asked each time. */
const LONGEST_BACK_YEARS = 20;

/** Dates the ledger would refuse, and those that look like a slip of the pen: a person may say that they are meant. */
export function dates(coding: Coding, circumstances: Circumstances): Problem[] {
  const { issuedOn, dueOn } = coding;
  if (!issuedOn) return [];
  return [
    ...implausibleDate(issuedOn, circumstances.today),
    ...(dueOn && hasDueDate(coding) ? implausibleDueDate(issuedOn, dueOn) : []),
    ...lockedPeriod(coding, circumstances),
  ];
}

const isMeant = (question: string): Fix[] => [{ label: 'It is meant', kind: 'confirm', question }];

function implausibleDate(issuedOn: CalendarDate, today: CalendarDate): Problem[] {
  const far =
    issuedOn > addDays(today, LONGEST_AHEAD_DAYS)
      ? 'more than three months ahead'
      : issuedOn < addDays(today, -LONGEST_BACK_YEARS * YEAR_DAYS)
        ? `more than ${LONGEST_BACK_YEARS} years ago`
        : null;
  if (far === null) return [];
  const message = `${formatDate(issuedOn)} is ${far}. Check the year.`;
  return [problem('dateImplausible', 'issuedOn', message, { fixes: isMeant(issuedOn) })];
}

function implausibleDueDate(issuedOn: CalendarDate, dueOn: CalendarDate): Problem[] {
  const odd =
    dueOn < issuedOn
      ? 'before the date of the document'
      : dueOn > addDays(issuedOn, YEAR_DAYS)
        ? 'more than a year after the date of the document'
        : null;
  if (odd === null) return [];
  const message = `${formatDate(dueOn)} is ${odd}, ${formatDate(issuedOn)}. Check both.`;
  return [problem('dueDateImplausible', 'dueOn', message, { fixes: isMeant(`${issuedOn} ${dueOn}`) })];
}

/** What a document of each status does, after "can". */
const doing: Record<PublishAs, string> = {
  DRAFT: 'be a draft',
  SUBMITTED: 'await approval',
  AUTHORISED: 'await payment',
};

/** Ledgers refuse most statuses on or before a lock date; what the business lets become of them is no problem. */
function lockedPeriod(coding: Coding, circumstances: Circumstances): Problem[] {
  const { workspace, lists } = circumstances;
  const met = metLock(coding, circumstances);
  const day = postedOn(coding);
  if (!met || day === null || met.outcome === 'draft' || met.outcome === 'moved') return [];
  const allowed = statusesInLock(coding, lists.rules);
  const document = `${aDocument(workspace, coding.type, coding.publishTo)} of ${formatDate(day)}`;
  // On a bank account the day is that of the payment.
  const field = coding.publishTo === 'BANK_ACCOUNT' ? 'payments' : 'issuedOn';
  const way =
    allowed.length > 0 ? `can only ${allowed.map((status) => doing[status]).join(' or ')}` : "can't be posted";
  const told = `${lockSentence(met.lock)}. ${capitalised(document)} ${way}`;
  if (met.outcome === 'stopped') {
    const message = `${told}. It stops here, by Business settings > Publishing, until the period is opened or you date it otherwise.`;
    return [problem('periodLocked', field, message)];
  }
  return [
    problem('periodLocked', field, `${told}.`, {
      fixes: [
        ...allowed.map((status) => asStatus(status, lists.rules)),
        {
          label: `Date it ${formatDate(met.firstOpenDay)}`,
          kind: 'edit',
          changes: movedTo(met.firstOpenDay, coding, lists.rules),
        },
      ],
    }),
  ];
}

/** Texts longer than the ledger keeps. */
export function lengths(coding: Coding, { longestReference, longestDescription }: LedgerRules): Problem[] {
  const problems: Problem[] = [];
  if ((coding.reference?.length ?? 0) > longestReference) {
    problems.push(problem('referenceTooLong', 'reference', `Shorten the reference to ${longestReference} characters.`));
  }
  const tooLong = `Shorten the description to ${longestDescription} characters.`;
  if ((coding.description?.length ?? 0) > longestDescription) {
    problems.push(problem('descriptionTooLong', 'description', tooLong));
  }
  for (const [line, part] of coding.lines.entries()) {
    if ((part.description?.length ?? 0) > longestDescription) {
      problems.push(problem('descriptionTooLong', 'description', tooLong, { line }));
    }
  }
  return problems;
}
