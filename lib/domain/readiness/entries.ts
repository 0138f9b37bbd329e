import { accountLabel, isBankAccount, isCodable } from '../account.ts';
import type { Coding, CodingLine } from '../coding/coding.ts';
import { changeLine } from '../coding/line-items.ts';
import { isolated } from '../isolated.ts';
import type { Account, Contact, Lists, Organisation, TaxRate, TrackingCategory } from '../lists.ts';
import type { NewContacts } from '../new-contacts.ts';
import { mayCarry, rateLabel, ratesInstead } from '../tax.ts';
import { contactWords } from '../words.ts';
import type { Circumstances } from './circumstances.ts';
import { type Fix, type Problem, problem } from './problem.ts';

/** What an item without lines and a line have in common. */
type Coded = Pick<CodingLine, 'accountId' | 'taxRateId' | 'tracking1OptionId' | 'tracking2OptionId'>;

/** The contact: known and active. */
export function contactProblems(coding: Coding, { workspace, lists, organisation }: Circumstances): Problem[] {
  if (!coding.contactId) return [];
  const word = contactWords[workspace].one;
  const contact = lists.contacts.get(coding.contactId);
  if (!contact) {
    return [
      problem(
        'contactUnknown',
        'contactId',
        `This ${word} belongs to other books. Merge the lists, or choose one from these.`,
        { fixes: mergeListsFix(organisation) },
      ),
    ];
  }
  if (contact.mergedInto) {
    const { id, name } = contact.mergedInto;
    return [
      problem(
        'contactMerged',
        'contactId',
        `${isolated(contact.name)} was merged into ${isolated(name)}. Choose that, or another ${word}.`,
        {
          fixes: [{ label: `Use ${isolated(name)}`, kind: 'edit', changes: { contactId: id } }],
        },
      ),
    ];
  }
  if (contact.isArchived) {
    return [
      problem(
        'contactArchived',
        'contactId',
        `${isolated(contact.name)} is archived in your books. Choose another ${word}, or bring it back there and reload the ${contactWords[workspace].many}.`,
      ),
    ];
  }
  return contact.ledgerId === null && organisation ? newContactProblems(contact, word, lists.newContacts) : [];
}

/** Only with books to merge into. */
function mergeListsFix(organisation: Organisation | null): Fix[] {
  return organisation ? [{ label: 'Merge lists', kind: 'mergeLists' }] : [];
}

/** A contact that is in no books yet: what the business lets become of it. */
function newContactProblems({ id, name }: Contact, word: string, newContacts: NewContacts): Problem[] {
  switch (newContacts) {
    case 'ASK':
      return [
        problem(
          'contactNew',
          'contactId',
          `${isolated(name)} is not in your books yet. Is it to be made there when this is published?`,
          {
            fixes: [{ label: 'Make it there', kind: 'confirm', question: id }],
          },
        ),
      ];
    case 'NEVER':
      return [
        problem(
          'contactNew',
          'contactId',
          `${isolated(name)} is not in your books, and none is made there from here. Choose another ${word}, or make it there and reload the lists.`,
        ),
      ];
    default:
      return [];
  }
}

/** Why `document` (`a bill`) can't be coded to an account, in words; null when it can. */
function accountRefusal(
  account: Account,
  document: string,
): { code: 'accountArchived' | 'accountNotAllowed'; message: string } | null {
  if (isCodable(account)) return null;
  const label = accountLabel(account);
  if (account.isArchived) {
    return { code: 'accountArchived', message: `${isolated(label)} is archived. Choose another category.` };
  }
  if (isBankAccount(account)) {
    return {
      code: 'accountNotAllowed',
      message: `${isolated(label)} is a bank account, which ${document} can't use. Choose another category.`,
    };
  }
  return {
    code: 'accountNotAllowed',
    message: `${isolated(label)} is kept by the accounting software itself. Choose another category.`,
  };
}

export function accountProblems(
  part: Coded,
  line: number | null,
  document: string,
  lists: Lists,
  organisation: Organisation | null,
): Problem[] {
  if (!part.accountId) {
    if (!lists.hasAccounts && !organisation) {
      // One line for the whole item, not one per line of it.
      return (line ?? 0) > 0
        ? []
        : [
            problem('notConnected', 'accountId', 'Categories come from your accounting software: connect it first.', {
              fixes: [{ label: 'Connect', kind: 'connect' }],
            }),
          ];
    }
    return [problem('categoryMissing', 'accountId', 'Choose the category.', { line })];
  }
  const account = lists.accounts.get(part.accountId);
  if (!account) {
    return [
      problem(
        'accountUnknown',
        'accountId',
        'This category belongs to other books. Merge the lists, or choose one from these.',
        { line, fixes: mergeListsFix(organisation) },
      ),
    ];
  }
  const refusal = accountRefusal(account, document);
  return refusal ? [problem(refusal.code, 'accountId', refusal.message, { line })] : [];
}

/** Why a rate can't be used on an account, in words; null when it can, or when no account is known yet. */
function taxRateRefusal(
  rate: TaxRate,
  account: Account | null | undefined,
): { code: 'taxRateArchived' | 'taxRateNotAllowed'; message: string } | null {
  if (rate.isArchived)
    return { code: 'taxRateArchived', message: `${isolated(rate.name)} is archived. Choose another tax rate.` };
  if (account && !mayCarry(account, rate)) {
    return {
      code: 'taxRateNotAllowed',
      message: `${isolated(rate.name)} can't be used with ${classNames[account.class]} such as ${isolated(accountLabel(account))}. Choose another tax rate.`,
    };
  }
  return null;
}

const classNames: Record<Account['class'], string> = {
  ASSET: 'asset accounts',
  EQUITY: 'equity accounts',
  EXPENSE: 'expense accounts',
  LIABILITY: 'liability accounts',
  REVENUE: 'revenue accounts',
};

export function taxRateProblems(
  part: Coded,
  line: number | null,
  circumstances: Circumstances,
  coding: Pick<Coding, 'taxMode' | 'lines'>,
): Problem[] {
  const { lists } = circumstances;
  const account = part.accountId ? lists.accounts.get(part.accountId) : null;
  if (!part.taxRateId) {
    // Without any rates there is nothing to choose; the missing category says what to do.
    if (lists.taxRates.size === 0) return [];
    return [
      problem('taxRateMissing', 'taxRateId', 'Choose the tax rate.', {
        line,
        fixes: rateFixes(ratesInstead(null, account, lists), line, circumstances, coding),
      }),
    ];
  }
  const rate = lists.taxRates.get(part.taxRateId);
  if (!rate) {
    return [
      problem(
        'taxRateUnknown',
        'taxRateId',
        'This tax rate belongs to other books. Merge the lists, or choose one from these.',
        { line, fixes: mergeListsFix(circumstances.organisation) },
      ),
    ];
  }
  const refusal = taxRateRefusal(rate, account);
  if (!refusal) return [];
  return [
    problem(refusal.code, 'taxRateId', refusal.message, {
      line,
      fixes: rateFixes(ratesInstead(rate, account, lists), line, circumstances, coding),
    }),
  ];
}

/** Ways to choose one of these rates, for the item or for one of its lines. */
export function rateFixes(
  rates: readonly TaxRate[],
  line: number | null,
  { lists, numbers }: Circumstances,
  { taxMode, lines }: Pick<Coding, 'taxMode' | 'lines'>,
): Fix[] {
  const { amountDigits: digits, unitDigits } = lists.rules;
  const pricing = { taxMode, rates: lists.taxRates, digits, unitDigits };
  return rates.map(({ id: taxRateId, ...rate }) => ({
    label: `Use ${rateLabel(rate, numbers)}`,
    kind: 'edit',
    changes:
      line === null
        ? { taxRateId }
        : { lines: lines.map((each, at) => (at === line ? changeLine(each, { taxRateId }, pricing) : each)) },
  }));
}

/** A ledger may drop an unknown tracking option in silence, so it must not be sent at all. */
export function trackingProblems(
  part: Coded,
  line: number | null,
  { lists, organisation }: Pick<Circumstances, 'lists' | 'organisation'>,
): Problem[] {
  return trackingFields.flatMap(({ field, slot }) => {
    const optionId = part[field];
    if (!optionId) return [];
    const category = trackingFieldsOf(lists)[slot];
    const option = category?.options.find((each) => each.id === optionId);
    const clear: Fix[] = line === null ? [{ label: 'Leave it empty', kind: 'edit', changes: { [field]: null } }] : [];
    const isOfTheseBooks = lists.tracking.some(({ options }) => options.some((each) => each.id === optionId));
    if (!isOfTheseBooks) {
      return [
        problem(
          'trackingUnknown',
          field,
          'This tracking option belongs to other books. Merge the lists, choose another or leave it empty.',
          { line, fixes: [...mergeListsFix(organisation), ...clear] },
        ),
      ];
    }
    if (!category || !option) {
      return [
        problem(
          'trackingUnknown',
          field,
          'This tracking option is no longer in use. Choose another or leave it empty.',
          { line, fixes: clear },
        ),
      ];
    }
    if (!option.isArchived) return [];
    return [
      problem(
        'trackingArchived',
        field,
        `${isolated(option.name)} is archived in ${isolated(category.name)}. Choose another or leave it empty.`,
        {
          line,
          fixes: clear,
        },
      ),
    ];
  });
}

/** The organisation's categories that an item's tracking fields stand for: the active ones, as many as a line can carry. */
export function trackingFieldsOf({ tracking, rules }: Pick<Lists, 'tracking' | 'rules'>): TrackingCategory[] {
  return tracking.filter((category) => !category.isArchived).slice(0, rules.trackingCategories);
}

const trackingFields = [
  { field: 'tracking1OptionId', slot: 0 },
  { field: 'tracking2OptionId', slot: 1 },
] as const;
