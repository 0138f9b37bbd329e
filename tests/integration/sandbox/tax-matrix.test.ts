import { afterAll, expect, test } from 'vitest';
import { taxRateOptions } from '#components/items/tax-rate-options.ts';
import { accountClasses } from '#components/lists/account-classes.ts';
import { isCodable } from '#lib/domain/account.ts';
import { accountOf, taxRateOf } from '#lib/ledger/xero/list-entries.ts';
import { makeAccountingApi } from '#lib/ledger/xero/sdk.ts';
import type { AccountChoice, TaxRateChoice } from '#lib/lists/load-choices.ts';
import { aSandbox, type Caller } from '#tests/support/sandbox-client.ts';
import { taxCountries, taxTypesFor, taxTypesOf } from '#tests/support/tax-table.ts';
import type { Row } from './arrange-bills.ts';

const sandbox = await aSandbox();
afterAll(() => sandbox.close());

const organisations: Record<string, { organisation: string; email?: string }> = {
  AU: { organisation: 'Wattle Street Pty Ltd' },
  NZ: { organisation: 'Kowhai Trading Ltd' },
  GB: { organisation: 'Harbour & Vine Ltd' },
  CA: { organisation: 'Maple & Main Inc' },
  US: { organisation: 'Prairie & Pine LLC', email: 'erin@liffey.example' },
  IE: { organisation: 'Liffey Bikes Ltd', email: 'erin@liffey.example' },
  SG: { organisation: 'Raffles Quay Trading Pte Ltd', email: 'erin@liffey.example' },
};

/** Every document that a line with a tax rate can stand on, by the endpoint that makes it. */
const documents = { ACCPAY: 'Invoices', ACCREC: 'Invoices', ACCPAYCREDIT: 'CreditNotes', ACCRECCREDIT: 'CreditNotes' };
type DocumentType = keyof typeof documents;
const DOCUMENTS_PER_CALL = 50;

test.each(taxCountries)(
  'in %s every class of account is offered the tax rates that it may carry, and the ledger takes those and no others on every document',
  async (country) => {
    const caller = await sandbox.caller(organisations[country]);
    const { accounts, rates } = await listsOf(caller);
    expect(rates.map(({ id }) => id).sort()).toEqual(taxTypesOf(country));
    for (const accountClass of accountClasses) {
      const account = accounts.find((each) => each.class === accountClass);
      if (!account) throw new Error(`The books of ${country} have no ${accountClass} account to code to`);
      const allowed = taxTypesFor(country, accountClass);
      expect(offered(rates, account), `${accountClass} of ${country}`).toEqual(allowed);
      for (const type of Object.keys(documents) as DocumentType[]) {
        const taken = await takenOn(caller, type, account, rates);
        expect(taken, `${type} on ${accountClass} of ${country}`).toEqual(allowed);
      }
    }
  },
);

/** The lists as the adapter reads them. Rates go by their tax type here. */
async function listsOf(caller: Caller): Promise<{ accounts: AccountChoice[]; rates: TaxRateChoice[] }> {
  const api = makeAccountingApi(`${sandbox.url}/api.xro/2.0`, caller.accessToken, new AbortController().signal);
  const [{ body: chart }, { body: taxes }] = [
    await api.getAccounts(caller.tenantId),
    await api.getTaxRates(caller.tenantId),
  ];
  const rates = (taxes.taxRates ?? []).map((entry) => {
    const { taxType, name, effectiveRate, canApplyTo, isArchived } = taxRateOf(entry);
    return { id: taxType, name, effectiveRate, canApplyTo, components: [], because: null, isOffered: !isArchived };
  });
  const accounts = (chart.accounts ?? []).map(accountOf).map((account) => ({
    id: account.ledgerId,
    code: account.code,
    name: account.name,
    class: account.class,
    taxRateId: account.taxType,
    suggested: null,
    isOffered: isCodable({ ...account, id: account.ledgerId }),
  }));
  return { accounts: accounts.filter(({ isOffered }) => isOffered), rates };
}

function offered(rates: TaxRateChoice[], account: AccountChoice): string[] {
  const { options } = taxRateOptions(rates, account, null, 'commaPoint');
  return options.flatMap((section) => section.options.map(({ id }) => id)).sort();
}

/** The tax types of which a document with one line of this account is taken. */
async function takenOn(caller: Caller, type: DocumentType, { code }: AccountChoice, rates: TaxRateChoice[]) {
  const taken: string[] = [];
  for (let from = 0; from < rates.length; from += DOCUMENTS_PER_CALL) {
    const tried = rates.slice(from, from + DOCUMENTS_PER_CALL);
    const sent = tried.map(({ id }) => ({
      Type: type,
      Status: 'SUBMITTED',
      Contact: { Name: 'Tax matrix' },
      Date: '2026-11-02',
      DueDate: '2026-12-02',
      LineItems: [{ Description: 'One', Quantity: 1, UnitAmount: 100, AccountCode: code, TaxType: id }],
    }));
    const endpoint = documents[type];
    const { json } = await caller.put<Record<string, Row[]>>(`/${endpoint}?summarizeErrors=false`, {
      [endpoint]: sent,
    });
    const answers = json[endpoint] ?? [];
    expect(answers).toHaveLength(tried.length);
    taken.push(...tried.filter((_, index) => !answers[index]?.HasErrors).map(({ id }) => id));
  }
  return taken.sort();
}
