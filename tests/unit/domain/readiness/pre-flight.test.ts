import { describe, expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import type { Coding, CodingLine } from '#lib/domain/coding/coding.ts';
import { emptyLine } from '#lib/domain/coding/line-items.ts';
import type { Lists } from '#lib/domain/lists.ts';
import { ledgerDocument } from '#lib/domain/publication/ledger-document.ts';
import type { ProblemCode } from '#lib/domain/readiness/problem.ts';
import { readiness } from '#lib/domain/readiness/readiness.ts';
import { aCoding, lists, organisation, today } from '#tests/support/coding.ts';

/**
 * What bookkeepers are told by other products once publishing has failed, by the numbers of our catalogue of it: each is
 * foreseen here before anything is sent, with a field and mostly a fix, or it is said why nobody can know it before.
 */

type Foreseen = { changes: Partial<Coding>; found: ProblemCode; field: string; in?: Partial<Lists> };

const line = (more: Partial<CodingLine>): Partial<Coding> => ({
  lines: [{ ...emptyLine('one'), accountId: 'power', taxRateId: 'vat20', total: '120.00', ...more }],
});
const paid = (more: object = {}) => [
  { id: 'one', amount: '120.00', paidOn: calendarDate('2026-11-05'), paymentMethodId: 'card', ...more },
];
const house = lists.house;
const archivedBank = {
  paymentMethods: new Map([
    ['card', { ...known(lists.paymentMethods.get('card')), trouble: 'archivedAccount' as const }],
  ]),
};

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The books of the tests lack it');
  return value;
}

const foreseen: [number, string, Foreseen][] = [
  [1, 'an account that was archived', { changes: { accountId: 'old' }, found: 'accountArchived', field: 'accountId' }],
  [
    2,
    'an account that no document takes',
    { changes: { accountId: 'creditors' }, found: 'accountNotAllowed', field: 'accountId' },
  ],
  [
    3,
    'a tax rate that the account can’t carry',
    { changes: { taxRateId: 'sales20' }, found: 'taxRateNotAllowed', field: 'taxRateId' },
  ],
  [
    4,
    'a date in a locked period',
    { changes: { issuedOn: calendarDate('2026-03-30') }, found: 'periodLocked', field: 'issuedOn' },
  ],
  [
    5,
    'a bank account that is archived',
    {
      ...{
        changes: { publishTo: 'BANK_ACCOUNT', payments: paid() },
        found: 'paymentMethodUnusable',
        field: 'payments',
      },
      in: archivedBank,
    },
  ],
  [
    6,
    'a payment method that goes through no account',
    {
      changes: { publishTo: 'BANK_ACCOUNT', payments: paid({ paymentMethodId: 'unlinked' }) },
      ...{ found: 'paymentMethodUnusable', field: 'payments' },
    },
  ],
  [12, 'more tax than the amount', { changes: { taxAmount: '130.00' }, found: 'taxExceedsTotal', field: 'taxAmount' }],
  [
    13,
    'an approved document of whoever may only draft there',
    {
      ...{ changes: { publishAs: 'AUTHORISED' }, found: 'mayNotApprove', field: 'publishAs' },
      in: { mayNotApprove: ['BILL'] },
    },
  ],
  [
    15,
    'more than the plan approves of a month',
    {
      ...{ changes: { publishAs: 'AUTHORISED' }, found: 'approvalLimit', field: 'publishAs' },
      in: { approvals: { limits: { BILL: 5 }, approved: new Map([['BILL 2026-11', 5]]) } },
    },
  ],
  [20, 'a contact that is archived', { changes: { contactId: 'shut' }, found: 'contactArchived', field: 'contactId' }],
  [
    22,
    'a contact that was merged into another',
    { changes: { contactId: 'twice' }, found: 'contactMerged', field: 'contactId' },
  ],
  [
    24,
    'a payment of a draft',
    { changes: { publishAs: 'DRAFT', payments: paid() }, found: 'paymentNeedsApproval', field: 'publishAs' },
  ],
  [
    25,
    'more paid than the total',
    { changes: { payments: paid({ amount: '120.01' }) }, found: 'paymentTooLarge', field: 'payments' },
  ],
  [
    27,
    'a payment method that is gone',
    { changes: { payments: paid({ paymentMethodId: 'x' }) }, found: 'paymentMethodUnusable', field: 'payments' },
  ],
  [
    28,
    'a currency that the books lack',
    { changes: { currency: 'USD' }, found: 'currencyNotEnabled', field: 'currency' },
  ],
  [
    29,
    'a tracking option that is archived',
    { changes: { tracking1OptionId: 'closed' }, found: 'trackingArchived', field: 'tracking1OptionId' },
  ],
  [
    30,
    'a line that is not its quantity times its price',
    { changes: line({ quantity: '2', unitAmount: '50.00' }), found: 'totalMismatch', field: 'total' },
  ],
  [31, 'no category', { changes: { accountId: null }, found: 'categoryMissing', field: 'accountId' }],
  [
    42,
    'lines that do not add up to the total',
    { changes: line({ total: '100.00' }), found: 'outOfBalance', field: 'lines' },
  ],
];

test.each(foreseen)(
  'row %i: %s is found before anything is sent',
  (_row, _what, { changes, found, field, in: more }) => {
    const circumstances = { workspace: 'COSTS', lists: { ...lists, house, ...more }, organisation, today } as const;
    const problems = readiness(aCoding(changes), { ...circumstances, numbers: 'commaPoint' });
    expect(problems.map(({ code, field }) => [code, field])).toContainEqual([found, field]);
  },
);

/** What is so arranged that it can't come about; the test that shows it. */
const avoided: [number, string][] = [
  [
    7,
    'what is published is changed in place or voided and published anew, by its state there: change-published.test.ts',
  ],
  [8, 'the same'],
  [9, 'a document that is gone is told so, and is published anew: change-published.test.ts'],
  [11, 'money spent is never changed in place'],
  [16, 'the connection tells it once for all: failures.test.ts'],
  [17, 'tokens are renewed by themselves, and everything waits meanwhile: failures.test.ts'],
  [18, 'the same'],
  [19, 'what is too large is attached as a smaller copy, and retried alone: attachments.test.ts'],
  [21, 'a contact of that name is found and taken: new-contact.test.ts'],
  [23, 'nothing of a contact is sent but its id or its name'],
  [26, 'each payment is for one document: paid.test.ts'],
  [32, 'what was voided is published as a new document'],
  [33, 'control characters are taken out: below'],
  [34, 'items go to the organisation that their business is connected to, and to no other'],
  [37, 'calls are counted before they are made: the call budget'],
  [41, 'merging here keeps each document: merge tests'],
];

/** What only the ledger knows, and says by refusing. */
const unknowable: [number, string][] = [
  [
    10,
    'Another invoice may have taken the number a moment ago, from anywhere. Refused at its number: destinations.test.ts',
  ],
  [35, 'A consent is withdrawn there without a word. The connection asks to be renewed: failures.test.ts'],
  [36, 'Scopes are judged at the consent, before there are books'],
  [38, 'An outage. What was sent is looked for and never sent twice: failures.test.ts'],
];

/** What has no counterpart here. */
const foreign: [number, string][] = [
  [14, 'Classic expense claims end in February 2027: claims are bills here'],
  [39, 'Notes of another product about itself'],
  [40, 'An address that is taken is told where people are invited'],
];

describe('the catalogue', () => {
  test('is whole: each row is foreseen, cannot come about, or is only known there', () => {
    const rows = [...foreseen, ...avoided, ...unknowable, ...foreign].map(([row]) => row);
    expect(rows.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 42 }, (_, index) => index + 1));
  });

  test('row 33: control characters never leave', () => {
    const coding = aCoding({ reference: 'INV\u0007-7', description: 'Power\u0000 and light' });
    const document = ledgerDocument('BILL', coding, lists, null);
    expect([document.reference, document.lines[0]?.description]).toEqual(['INV-7', 'Power and light']);
  });
});
