import { expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import type { Lists, Organisation } from '#lib/domain/lists.ts';
import { type NumberForm, writeNumber } from '#lib/domain/number-form.ts';
import { assess, toDo } from '#lib/domain/readiness/assessment.ts';
import type { LedgerReason } from '#lib/domain/readiness/ledger-reason.ts';
import { judgedAgainst, type Refusal, withState } from '#lib/domain/readiness/refusal-cause.ts';
import { aCoding, aLine, lists, organisation, today } from '#tests/support/coding.ts';

const before = '2026-11-23T09:00:00.000Z';
const refusedAt = '2026-11-23T10:00:00.000Z';
const later = '2026-11-23T11:00:00.000Z';

const aReason = (reason: Partial<LedgerReason>): LedgerReason => ({
  code: 'other',
  field: null,
  line: null,
  message: 'The books say no.',
  ledgerText: 'No.',
  ...reason,
});

type World = { coding?: Partial<Coding>; lists?: Partial<Lists>; organisation?: Partial<Organisation> };

function refused(reason: Partial<LedgerReason>, world: World = {}, isByRules = false): Refusal {
  const known = { ...lists, ...world.lists };
  return judgedAgainst(aReason(reason), { coding: aCoding(world.coding), lists: known, at: refusedAt, isByRules });
}

function standing(refusal: Refusal[], world: World = {}, numbers: NumberForm = 'commaPoint') {
  return assess(
    { coding: aCoding(world.coding), refusal, twins: [], confirmations: [] },
    {
      workspace: 'COSTS',
      lists: { ...lists, ...world.lists },
      organisation: { ...organisation, ...world.organisation },
      today,
      numbers,
    },
  );
}

const codesOf = (refusal: Refusal[], world: World = {}) => standing(refusal, world).refusal.map(({ code }) => code);
const contacts = (isArchived: boolean) =>
  new Map([['acme', { id: 'acme', ledgerId: 'ledger-acme', name: 'Acme Ltd', isCustomer: false, isArchived }]]);
const power = lists.accounts.get('power');
if (!power) throw new Error('The books of these tests have no power');

/** Paid by a method that goes through this account. */
const paid = (accountLedgerId: string): World => ({
  coding: {
    payments: [{ id: 'p', amount: '120.00', paidOn: calendarDate('2026-11-02'), paymentMethodId: 'card' }],
  } as Partial<Coding>,
  lists: {
    paymentMethods: new Map([
      [
        'card',
        {
          id: 'card',
          name: 'Card',
          isArchived: false,
          isBankAccount: true,
          enablesPayments: true,
          accountLedgerId,
          currency: null,
          trouble: null,
        },
      ],
    ]),
  },
});

const archivedContact = refused({ code: 'contactArchived', field: 'contactId' });
const lockedPeriod = refused({ code: 'periodLocked', field: 'issuedOn' });

test.each<[string, Refusal, World, boolean]>([
  ['an archived contact, before the contacts are read anew', archivedContact, {}, true],
  [
    'an archived contact, when they were read before the refusal',
    archivedContact,
    { lists: { asOf: { CONTACTS: before } } },
    true,
  ],
  [
    'an archived contact, when they are read and it is archived',
    archivedContact,
    { lists: { asOf: { CONTACTS: later }, contacts: contacts(true) } },
    true,
  ],
  [
    'an archived contact, when they are read and it is active',
    archivedContact,
    { lists: { asOf: { CONTACTS: later } } },
    false,
  ],
  ['an archived contact, when another list is read', archivedContact, { lists: { asOf: { ACCOUNTS: later } } }, true],
  ['an archived contact, when another is chosen', archivedContact, { coding: { contactId: null } }, false],
  [
    'a locked period, when the lock date is read and covers the date',
    lockedPeriod,
    { lists: { asOf: { ORGANISATION: later } }, organisation: { periodLockOn: calendarDate('2026-11-15') } },
    true,
  ],
  [
    'a locked period, when the lock date is read and is earlier',
    lockedPeriod,
    { lists: { asOf: { ORGANISATION: later } } },
    false,
  ],
  ['a locked period, when it is to be a draft', lockedPeriod, { coding: { publishAs: 'DRAFT' } }, false],
  ['a locked period, when the reference is changed', lockedPeriod, { coding: { reference: 'INV-8' } }, true],
  [
    'a rate that the ledger does not take on an account, when nothing of either has changed',
    refused({ code: 'taxRateNotAllowed', field: 'taxRateId' }),
    { lists: { asOf: { TAX_RATES: later, ACCOUNTS: later } } },
    true,
  ],
  [
    'a rate that the ledger does not take on an account, when the account is of another type there',
    refused({ code: 'taxRateNotAllowed', field: 'taxRateId' }),
    { lists: { accounts: new Map([['power', { ...power, type: 'OVERHEADS' }]]) } },
    false,
  ],
  [
    'a rate that the ledger does not take on an account, when another account is chosen',
    refused({ code: 'taxRateNotAllowed', field: 'taxRateId' }),
    { coding: { accountId: 'office' } },
    false,
  ],
  [
    'more tax than its line has room for, when prices come to include it',
    refused({ code: 'taxExceedsLine', field: 'taxAmount' }, { coding: { taxMode: 'EXCLUSIVE' } }),
    { coding: { taxMode: 'INCLUSIVE' } },
    false,
  ],
  [
    'a consent that does not suffice, whatever is edited',
    refused({ code: 'permissionDenied' }),
    { coding: { total: '5.00', taxAmount: '0.83' } },
    true,
  ],
  [
    'a consent that does not suffice, once somebody has reconnected',
    refused({ code: 'permissionDenied' }),
    { lists: { asOf: { CONNECTION: later } } },
    false,
  ],
  ['what nothing explains, until something is edited', refused({}), { lists: { asOf: { CONTACTS: later } } }, true],
  ['what nothing explains, when anything is edited', refused({}), { coding: { description: 'Gas' } }, false],
  [
    'what nothing explains at its field, when another is edited',
    refused({ field: 'reference' }),
    { coding: { description: 'Gas' } },
    true,
  ],
  ['an amount that is written otherwise', refused({ field: 'total' }), { coding: { total: '120.000' } }, true],
  [
    'a contact that the books have already, before a refresh finds it',
    refused({ code: 'contactExists', field: 'contactId' }, { coding: { contactId: 'new' } }),
    { coding: { contactId: 'new' } },
    true,
  ],
  [
    'a contact that the books have already, once a refresh has found it',
    refused({ code: 'contactExists', field: 'contactId' }),
    { lists: { contacts: new Map([...contacts(false)].map(([id, each]) => [id, { ...each, ledgerId: 'found' }])) } },
    false,
  ],
  [
    'an account that takes no payments, while its method goes through it',
    refused({ code: 'bankAccountMissing', field: 'payments' }, paid('bank-1')),
    paid('bank-1'),
    true,
  ],
  [
    'an account that takes no payments, once its method goes through another',
    refused({ code: 'bankAccountMissing', field: 'payments' }, paid('bank-1')),
    paid('bank-2'),
    false,
  ],
  [
    'a plan that approves no more, when it is to be a draft',
    refused({ code: 'approvalLimit', field: 'publishAs' }),
    { coding: { publishAs: 'DRAFT' } },
    false,
  ],
  [
    'a number that is taken, when another is entered',
    refused({ code: 'duplicateNumber', field: 'reference' }),
    { coding: { reference: 'INV-8b' } },
    false,
  ],
  [
    'a subscription that has lapsed, whatever list is read',
    refused({ code: 'subscriptionInactive' }),
    { lists: { asOf: { CONTACTS: later, ORGANISATION: later } } },
    true,
  ],
  [
    'a subscription that has lapsed, once somebody has reconnected',
    refused({ code: 'subscriptionInactive' }),
    { lists: { asOf: { CONNECTION: later } } },
    false,
  ],
  [
    'a currency that the books lack, once they are read and have it',
    refused({ code: 'currencyNotEnabled', field: 'currency' }),
    { lists: { asOf: { CURRENCIES: later } } },
    false,
  ],
  [
    'a tracking option, when it is left out',
    refused({ code: 'trackingUnknown', field: 'tracking1OptionId' }, { coding: { tracking1OptionId: 'north' } }),
    { coding: { tracking1OptionId: null } },
    false,
  ],
  [
    'a link back that is not taken, whatever is edited',
    refused({ code: 'linkRefused' }),
    { coding: { reference: 'INV-9' } },
    true,
  ],
  [
    'our own rules, while they say the same',
    refused({ code: 'contactArchived', field: 'contactId' }, {}, true),
    { lists: { contacts: contacts(true) } },
    true,
  ],
  [
    'our own rules, as soon as they do not',
    refused({ code: 'contactArchived', field: 'contactId' }, {}, true),
    {},
    false,
  ],
])('a refusal for %s: stands or not', (_what, refusal, world, stands) => {
  expect(codesOf([refusal], world)).toEqual(stands ? [refusal.code] : []);
});

test('an edit that is undone brings the refusal back, since nothing was put right', () => {
  expect(codesOf([archivedContact], { coding: { contactId: 'shut' } })).toEqual([]);
  expect(codesOf([archivedContact], { coding: { contactId: 'acme' } })).toEqual(['contactArchived']);
});

test('what our own rules find too is told once, by them, with their ways to put it right', () => {
  const locked = { organisation: { periodLockOn: calendarDate('2026-11-15') } };
  const both = standing([lockedPeriod], locked);
  expect(both.problems.map(({ code }) => code)).toEqual(['periodLocked']);
  expect(both.refusal).toMatchObject([{ isTold: true, message: both.problems[0]?.message, ledgerText: 'No.' }]);
  expect(toDo(both)).toEqual([both.problems[0]?.message]);
});

test('a reason about a line follows the line, and goes with it', () => {
  const lines = [aLine({ id: 'one', total: '60.00' }), aLine({ id: 'two', total: '60.00', accountId: 'office' })];
  const refusal = [refused({ code: 'accountArchived', field: 'accountId', line: 1 }, { coding: { lines } })];
  const reordered = { coding: { lines: [...lines].reverse() } };
  expect(standing(refusal, reordered).refusal).toMatchObject([{ line: 0, field: 'accountId' }]);
  expect(codesOf(refusal, { coding: { lines: lines.map((line) => ({ ...line, accountId: 'power' })) } })).toEqual([]);
  expect(codesOf(refusal, { coding: { lines: lines.slice(0, 1) } })).toEqual([]);
});

test('what was refused before it was kept why is judged by the coding and the lists as they are found', () => {
  const old = {
    ...aReason({ code: 'contactArchived', field: 'contactId' }),
    at: null,
    isByRules: false,
    lineId: null,
    was: null,
  };
  expect(codesOf(withState([old], aCoding(), lists))).toEqual(['contactArchived']);
  expect(codesOf(withState([old], aCoding(), lists), { coding: { contactId: null } })).toEqual([]);
  expect(codesOf([old], { lists: { asOf: { CONTACTS: before } } })).toEqual(['contactArchived']);
});

test('amounts in what a ledger said are in the form of whoever reads it', () => {
  const message = `It computes ${writeNumber('1234.50', 'kept')} of tax.`;
  const [told] = standing([refused({ message })], {}, 'spaceComma').refusal;
  expect(told?.message).toBe('It computes 1\u00a0234,50 of tax.');
});
