import { afterAll, describe, expect, test } from 'vitest';
import { apiRoutes } from '#tests/sandbox/accounting/api/serve.ts';
import { aSandbox } from '#tests/support/sandbox-client.ts';
import { contractOperations, contractProperties, hasContract } from '#tests/support/xero-contract.ts';

/* How much of Xero's contract the sandbox speaks. */

const sandbox = await aSandbox();
const app = await sandbox.caller();
afterAll(() => sandbox.close());

const SPOKEN = [
  'Organisation',
  'Users',
  'Accounts',
  'Contacts',
  'ContactGroups',
  'TaxRates',
  'TrackingCategories',
  'Currencies',
  'Items',
  'BrandingThemes',
  'Invoices',
  'CreditNotes',
  'BankTransactions',
  'Payments',
  'Prepayments',
  'Overpayments',
  'ManualJournals',
  'PurchaseOrders',
  'Quotes',
  'BatchPayments',
];

/** The reports that clients call most. */
const REPORTS = ['BalanceSheet', 'ProfitAndLoss', 'TrialBalance', 'AgedPayablesByContact', 'AgedReceivablesByContact'];

const isSpoken = (path: string) => {
  const [, list = '', report = ''] = path.split('/');
  return SPOKEN.includes(list) || (list === 'Reports' && REPORTS.includes(report));
};

const unnamed = (path: string) => path.replaceAll(/\{[^}]+\}|:[A-Za-z]+/g, '{}');

describe.skipIf(!hasContract)('of Xero’s contract', () => {
  test('every operation of what the sandbox speaks is served, and no other', () => {
    const promised = contractOperations()
      .filter(({ path }) => isSpoken(path))
      .map(({ method, path }) => `${method} ${unnamed(path)}`);
    const served = apiRoutes.map(({ method, pattern }) => `${method} ${unnamed(pattern.replace('/api.xro/2.0', ''))}`);
    const [theirs, ours] = [new Set(promised), new Set(served)];
    // Payment services are the addresses of card processors: they have a scope of their own.
    const paymentServices = ['GET', 'POST'].map((method) => `${method} /BrandingThemes/{}/PaymentServices`);
    expect([...theirs].filter((operation) => !ours.has(operation))).toEqual(paymentServices);
    expect([...ours].filter((operation) => !theirs.has(operation))).toEqual([]);
  });

  test.each([
    ['Users', 'User'],
    ['Accounts', 'Account'],
    ['Contacts', 'Contact'],
    ['ContactGroups', 'ContactGroup'],
    ['TaxRates', 'TaxRate'],
    ['TrackingCategories', 'TrackingCategory'],
    ['Currencies', 'Currency'],
    ['Items', 'Item'],
    ['Invoices', 'Invoice'],
    ['CreditNotes', 'CreditNote'],
    ['BankTransactions', 'BankTransaction'],
    ['Payments', 'Payment'],
    ['Prepayments', 'Prepayment'],
    ['Overpayments', 'Overpayment'],
    ['ManualJournals', 'ManualJournal'],
    ['BatchPayments', 'BatchPayment'],
  ])('%s are selected and ordered by every plain property', async (list, schema) => {
    expect(await refusedProperties(list, schema, (name) => `where=${name}!=null&order=${name}`)).toEqual([]);
  });

  test.each([
    ['PurchaseOrders', 'PurchaseOrder'],
    ['Quotes', 'Quote'],
  ])('%s, which know no where, are ordered by every plain property', async (list, schema) => {
    expect(await refusedProperties(list, schema, (name) => `order=${name}`)).toEqual([]);
  });
});

/** The plain properties of a schema that a list is not asked about. */
async function refusedProperties(list: string, schema: string, query: (name: string) => string): Promise<string[]> {
  const refused: string[] = [];
  for (const { name } of contractProperties(schema).filter(({ isPlain }) => isPlain)) {
    if (NOT_KEPT.has(name) || NOT_KEPT.has(`${schema}.${name}`)) continue;
    const { status } = await app.get(`/${list}?${query(name)}&page=1`);
    if (status !== 200) refused.push(name);
  }
  return refused;
}

/** What is said about a call, or about another entity, and not about the entity that is asked about. */
const NOT_KEPT = new Set([
  'StatusAttributeString',
  'HasErrors',
  'HasValidationErrors',
  'UpdatedDateUTCString',
  // Filled in where a contact or a line names one.
  'Contact.TrackingCategoryName',
  'Contact.TrackingCategoryOption',
  'TrackingCategory.TrackingOptionID',
  'TrackingCategory.Option',
  // A payment names its document and account; these are short for it, in requests only.
  'Payment.InvoiceNumber',
  'Payment.CreditNoteNumber',
  'Payment.Code',
  'Payment.HasAccount',
  // A batch has a total; amounts are its payments'.
  'BatchPayment.Amount',
]);
