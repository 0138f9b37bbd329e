import { afterAll, describe, expect, test } from 'vitest';
import { aSandbox } from '#tests/support/sandbox-client.ts';

const sandbox = await aSandbox();
const harbour = await sandbox.caller();
afterAll(() => sandbox.close());

type Row = Record<string, unknown>;

describe('an organisation', () => {
  test.each([
    ['Harbour & Vine Ltd', 'GBP', 'GB', 'UK', true],
    ['Kowhai Trading Ltd', 'NZD', 'NZ', 'NZ', false],
    ['Wattle Street Pty Ltd', 'AUD', 'AU', 'AU', true],
    ['Maple & Main Inc', 'CAD', 'CA', 'GLOBAL', true],
    ['Prairie & Pine LLC', 'USD', 'US', 'US', true],
    ['Liffey Bikes Ltd', 'EUR', 'IE', 'GLOBAL', false],
    ['Raffles Quay Trading Pte Ltd', 'SGD', 'SG', 'GLOBAL', true],
  ])(
    '%s has its country’s currency, edition, accounts and tax rates',
    async (name, currency, country, version, multi) => {
      const email = ['US', 'IE', 'SG'].includes(country) ? 'erin@liffey.example' : 'amelia@harbour.example';
      const caller = await sandbox.caller({ organisation: name, email });
      const { json } = await caller.get<{ Organisations: Row[] }>('/Organisation');
      expect(json.Organisations[0]).toMatchObject({
        Name: name,
        BaseCurrency: currency,
        CountryCode: country,
        Version: version,
      });
      expect(json.Organisations[0]?.OrganisationID).toBe(caller.tenantId);
      expect((await caller.get('/Organisations')).json).toMatchObject({ Organisations: json.Organisations });
      const actions = await caller.get<{ Actions: Row[] }>('/Organisation/Actions');
      expect(actions.json.Actions).toContainEqual({
        Name: 'UseMulticurrency',
        Status: multi ? 'ALLOWED' : 'NOT-ALLOWED',
      });
      const accounts = await caller.get<{ Accounts: Row[] }>('/Accounts');
      expect(accounts.json.Accounts.length).toBeGreaterThan(50);
      const rates = await caller.get<{ TaxRates: Row[] }>('/TaxRates');
      expect(rates.json.TaxRates.length).toBeGreaterThanOrEqual(4);
      expect((await caller.get<{ Contacts: Row[] }>('/Contacts')).json.Contacts.length).toBeGreaterThanOrEqual(30);
    },
  );

  test('lock dates are absent where there are none', async () => {
    const { json } = await harbour.get<{ Organisations: Row[] }>('/Organisation');
    expect(json.Organisations[0]).not.toHaveProperty('PeriodLockDate');
    const kowhai = await sandbox.caller({ organisation: 'Kowhai Trading Ltd' });
    const locked = (await kowhai.get<{ Organisations: Row[] }>('/Organisation')).json.Organisations[0];
    expect(locked?.PeriodLockDate).toBe(`/Date(${Date.UTC(2026, 5, 30)}+0000)/`);
  });

  test('users come with their roles', async () => {
    const { json } = await harbour.get<{ Users: Row[] }>('/Users');
    expect(json.Users.map((user) => user.OrganisationRole).sort()).toEqual([
      'FINANCIALADVISER',
      'INVOICEONLY',
      'READONLY',
      'STANDARD',
    ]);
  });

  test.each(['/Currencies', '/TrackingCategories', '/Items', '/BrandingThemes'])('%s can be read', async (path) => {
    expect((await harbour.get(path)).status).toBe(200);
  });
});

describe('accounts', () => {
  test('an archived account stays listed as archived and shows as changed', async () => {
    // The header tells whole seconds, and the books may have been made in this one.
    const { now: before } = await sandbox.control<{ now: string }>('POST', '/clock', { advanceSeconds: 2 });
    await sandbox.control('PATCH', `/organisations/${harbour.tenantId}/accounts/418`, { Status: 'ARCHIVED' });
    const changed = await harbour.get<{ Accounts: Row[] }>('/Accounts', { 'if-modified-since': before });
    expect(changed.json.Accounts.map((account) => [account.Code, account.Status])).toEqual([['418', 'ARCHIVED']]);
  });

  test('one is created with PUT, changed with POST, and its name is unique', async () => {
    const made = await harbour.put<{ Accounts: Row[] }>('/Accounts', {
      Code: '491',
      Name: 'Cloud Hosting',
      Type: 'OVERHEADS',
      TaxType: 'INPUT2',
    });
    const [account] = made.json.Accounts;
    expect(account).toMatchObject({ Code: '491', Class: 'EXPENSE', Status: 'ACTIVE' });
    const renamed = await harbour.post<{ Accounts: Row[] }>(`/Accounts/${account?.AccountID}`, { Name: 'Hosting' });
    expect(renamed.json.Accounts[0]?.Name).toBe('Hosting');
    const again = await harbour.put('/Accounts', {
      Code: '492',
      Name: 'Hosting',
      Type: 'OVERHEADS',
      TaxType: 'INPUT2',
    });
    expect(again.text).toContain('Please enter a unique Name.');
  });
});

describe('contacts', () => {
  const names = (reply: { json: { Contacts: Row[] } }) => reply.json.Contacts.map((contact) => contact.Name);
  const find = (query: string) => harbour.get<{ Contacts: Row[]; pagination?: Row }>(`/Contacts?${query}`);

  test('come in pages with a count, only when a page is asked for', async () => {
    const first = await find('page=1&pageSize=10');
    const second = await find('page=2&pageSize=10');
    expect(first.json.pagination).toMatchObject({ page: 1, pageSize: 10 });
    expect(first.json.Contacts).toHaveLength(10);
    expect(new Set([...names(first), ...names(second)]).size).toBe(20);
    expect((await find('')).json).not.toHaveProperty('pagination');
  });

  test.each([
    ['Name=="thames water"', ['Thames Water']],
    ['Name.ToLower().Contains("royal") AND IsSupplier==true', ['Royal Mail Group']],
    ['Name.StartsWith("Old") OR Name.EndsWith("Manor")', ['Old Harry Tearooms', 'Studland Manor']],
    ['EmailAddress!=null && Name=="Bidfood"', ['Bidfood']],
    ['IsCustomer==true AND !(IsSupplier==false)', []],
    ['UpdatedDateUTC>=DateTime(2020,01,01) AND Name="Trainline"', ['Trainline']],
    ['UpdatedDateUTC<DateTime(2020,01,01)', []],
  ])('are found by %s', async (where, expected) => {
    expect(names(await find(`where=${encodeURIComponent(where)}`)).sort()).toEqual([...expected].sort());
  });

  test.each([
    ['IsSupplier=="yes"', "Operator '==' incompatible with operand types 'Boolean?' and 'String'"],
    ['Nickname=="x"', "No property or field 'Nickname' exists in type 'Contact'"],
  ])('a where that makes no sense, %s, is refused in Xero’s words', async (where, message) => {
    const reply = await find(`where=${encodeURIComponent(where)}`);
    expect(reply.status).toBe(400);
    expect(reply.json).toMatchObject({ Type: 'QueryParseException', Message: message });
  });

  test('order, searchTerm and IDs select', async () => {
    const ordered = names(await find('order=Name%20DESC'));
    expect(ordered).toEqual(
      [...ordered]
        .sort((a, b) => String(b).toLowerCase().localeCompare(String(a).toLowerCase(), 'en', { usage: 'sort' }))
        .filter((name) => ordered.includes(name)),
    );
    const [one] = (await find('searchTerm=vodafone')).json.Contacts;
    expect(names(await find(`IDs=${one?.ContactID}`))).toEqual(['Vodafone UK']);
  });

  test('say in a list as alone what is owed and overdue', async () => {
    const { json } = await harbour.put<{ Contacts: Row[] }>('/Contacts', { Name: 'Owed Ltd' });
    await harbour.put('/Invoices', {
      Type: 'ACCPAY',
      Status: 'AUTHORISED',
      Contact: { ContactID: json.Contacts[0]?.ContactID },
      Date: '2020-01-01',
      DueDate: '2020-02-01',
      LineItems: [{ Description: 'Goods', Quantity: 1, UnitAmount: 100, AccountCode: '429', TaxType: 'INPUT2' }],
    });
    const owed = { AccountsReceivable: { Outstanding: 0 }, AccountsPayable: { Outstanding: 120, Overdue: 120 } };
    const id = json.Contacts[0]?.ContactID;
    for (const path of [`/Contacts/${id}`, `/Contacts?IDs=${id}`, `/Contacts?IDs=${id}&page=1`]) {
      expect((await harbour.get<{ Contacts: Row[] }>(path)).json.Contacts).toMatchObject([{ Balances: owed }]);
    }
  });

  test('a summary leaves addresses, phones and balances out', async () => {
    const { json } = await find('summaryOnly=true&page=1');
    expect(json.Contacts[0]).not.toHaveProperty('Addresses');
    expect(json.Contacts[0]).not.toHaveProperty('Balances');
  });

  test('an archived one is hidden unless asked for', async () => {
    await sandbox.control('PATCH', `/organisations/${harbour.tenantId}/contacts/Shell%20UK`, {
      ContactStatus: 'ARCHIVED',
    });
    expect(names(await find('searchTerm=shell'))).toEqual([]);
    expect(names(await find('searchTerm=shell&includeArchived=true'))).toEqual(['Shell UK']);
  });

  test('a new one gets an id; a taken name is refused in Xero’s words, whatever its case', async () => {
    const made = await harbour.put<{ Contacts: Row[] }>('/Contacts', { Contacts: [{ Name: 'New Supplier Ltd' }] });
    expect(made.json.Contacts[0]).toMatchObject({ Name: 'New Supplier Ltd', ContactStatus: 'ACTIVE' });
    expect(made.json.Contacts[0]?.Phones).toHaveLength(4);
    const again = await harbour.put('/Contacts', { Contacts: [{ Name: 'NEW SUPPLIER LTD' }] });
    expect(again.status).toBe(400);
    expect(again.json).toMatchObject({
      ErrorNumber: 10,
      Type: 'ValidationException',
      Elements: [
        {
          ContactID: '00000000-0000-0000-0000-000000000000',
          ValidationErrors: [
            {
              Message:
                'The contact name NEW SUPPLIER LTD is already assigned to another contact. The contact name must be unique across all active contacts.',
            },
          ],
        },
      ],
    });
  });

  test('POST changes the one that matches and creates where none does', async () => {
    const created = await harbour.post<{ Contacts: Row[] }>('/Contacts', {
      Contacts: [{ Name: 'Upsert & Co', ContactNumber: 'EXT-1' }],
    });
    const changed = await harbour.post<{ Contacts: Row[] }>('/Contacts', {
      Contacts: [{ ContactNumber: 'EXT-1', Name: 'Upsert and Company' }],
    });
    expect(changed.json.Contacts[0]?.ContactID).toBe(created.json.Contacts[0]?.ContactID);
    expect(changed.json.Contacts[0]?.Name).toBe('Upsert and Company');
  });

  test.each([
    [{ Name: '' }, 'The Contact must contain at least 1 of the following elements'],
    [{ Name: 'x'.repeat(256) }, 'maximum length of 255'],
    [{ Name: 'Bad mail', EmailAddress: 'nobody' }, 'Email address must be valid'],
    [{ ContactID: 'not-a-guid', Name: 'x' }, 'Guid should contain 32 digits with 4 dashes'],
  ])('%j is refused', async (contact, message) => {
    const reply = await harbour.post('/Contacts', { Contacts: [contact] });
    expect(reply.status).toBe(400);
    expect(reply.text).toContain(message);
  });

  test('an archived one cannot be edited', async () => {
    const [shell] = (await find('searchTerm=shell&includeArchived=true')).json.Contacts;
    const reply = await harbour.post(`/Contacts/${shell?.ContactID}`, { Contacts: [{ Name: 'Shell' }] });
    expect(reply.text).toContain('Archived contacts cannot currently be edited via the API.');
  });
});

describe('tax rates', () => {
  const parts = (Rate: number) => [{ Name: 'VAT', Rate, IsCompound: false }];
  const rateOf = (reply: { json: { TaxRates: Row[] } }) => reply.json.TaxRates?.[0] ?? {};

  test('one is made with a code of the ledger’s, used on a bill, and retired', async () => {
    const made = await harbour.put<{ TaxRates: Row[] }>('/TaxRates', {
      Name: 'Hospitality 12.5%',
      ReportTaxType: 'INPUT',
      TaxComponents: parts(12.5),
    });
    expect(rateOf(made)).toMatchObject({
      TaxType: 'TAX001',
      EffectiveRate: 12.5,
      CanApplyToExpenses: true,
      CanApplyToRevenue: false,
    });
    const bill = {
      Type: 'ACCPAY',
      Status: 'AUTHORISED',
      Contact: { Name: 'Bidfood' },
      DueDate: '2027-01-01',
      LineItems: [{ Description: 'x', UnitAmount: 80, AccountCode: '429', TaxType: 'TAX001' }],
    };
    expect((await harbour.put<{ Invoices: Row[] }>('/Invoices', bill)).json.Invoices[0]?.TotalTax).toBe(10);
    const retired = await harbour.post<{ TaxRates: Row[] }>('/TaxRates', { TaxType: 'TAX001', Status: 'DELETED' });
    expect(rateOf(retired).Status).toBe('DELETED');
    expect((await harbour.put('/Invoices', bill)).text).toContain('The TaxType code TAX001 does not exist');
  });

  test.each([
    ['without a report type', { Name: 'New', TaxComponents: parts(5) }, 'The ReportTaxType field is mandatory'],
    [
      'with a taken name',
      { Name: 'No VAT', ReportTaxType: 'INPUT', TaxComponents: parts(5) },
      'Please enter a unique Name.',
    ],
    ['without parts', { Name: 'New', ReportTaxType: 'INPUT' }, 'At least one tax component must be specified'],
  ])('one %s is refused', async (_what, rate, message) => {
    expect((await harbour.put('/TaxRates', rate)).text).toContain(message);
  });

  test('a rate that Xero made cannot be changed', async () => {
    expect((await harbour.post('/TaxRates', { TaxType: 'INPUT2', Name: 'Mine' })).status).toBe(400);
  });
});

describe('tracking', () => {
  test('an archived option is shown as archived', async () => {
    await sandbox.control('PATCH', `/organisations/${harbour.tenantId}/tracking/Region/options/West`, {
      status: 'ARCHIVED',
    });
    const { json } = await harbour.get<{ TrackingCategories: { Name: string; Options: Row[] }[] }>(
      '/TrackingCategories',
    );
    const region = json.TrackingCategories.find((category) => category.Name === 'Region');
    expect(region?.Options.find((option) => option.Name === 'West')).toMatchObject({
      Status: 'ARCHIVED',
      IsArchived: true,
    });
  });

  test('an organisation has two active categories and no third', async () => {
    const reply = await harbour.put('/TrackingCategories', { Name: 'Project' });
    expect(reply.status).toBe(400);
  });
});

test('an unknown resource is a line of HTML', async () => {
  const reply = await harbour.get('/Contacts/0f3c2f3e-0000-4000-8000-000000000000');
  expect(reply.status).toBe(404);
  expect(reply.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(reply.text).toBe("The resource you're looking for cannot be found");
});

test('a contact begins with the same tracking after it was renamed, and can be changed', async () => {
  const categories = await harbour.get<{ TrackingCategories: Row[] }>('/TrackingCategories');
  const { Name, TrackingCategoryID } = categories.json.TrackingCategories[0] ?? {};
  const made = await harbour.put<{ Contacts: Row[] }>('/Contacts', {
    Name: 'Tracked Ltd',
    SalesTrackingCategories: [{ TrackingCategoryName: Name, TrackingOptionName: 'North' }],
  });
  await harbour.post(`/TrackingCategories/${TrackingCategoryID}`, { Name: 'Area' });
  const changed = await harbour.post<{ Contacts: Row[] }>(`/Contacts/${made.json.Contacts[0]?.ContactID}`, {
    EmailAddress: 'a@tracked.example',
  });
  await harbour.post(`/TrackingCategories/${TrackingCategoryID}`, { Name });
  expect(changed.json.Contacts[0]).toMatchObject({
    EmailAddress: 'a@tracked.example',
    SalesTrackingCategories: [{ TrackingCategoryName: 'Area', TrackingOptionName: 'North' }],
  });
});

describe('who does not ask for JSON gets XML', () => {
  const anything = { accept: '*/*' };
  /** The elements that are open at the end; none in XML that is well formed. */
  const leftOpen = (xml: string) => {
    const open: string[] = [];
    for (const [, closing, name = ''] of xml.matchAll(/<(\/?)([A-Za-z]+)[^>]*>/g)) {
      if (!closing) open.push(name);
      else if (open.at(-1) === name) open.pop();
      else open.push(`/${name}`);
    }
    return open;
  };

  test('with dates as XML has them and text escaped', async () => {
    const { headers, text } = await harbour.get('/Invoices?page=1', anything);
    expect(headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(text).toMatch(/^<Response [^>]+><Id>[0-9a-f-]{36}<\/Id><Status>OK<\/Status>/);
    expect(text).toMatch(/<Invoices><Invoice>.*<LineItems><LineItem>.*<\/LineItem><\/LineItems>/);
    expect(text).toMatch(/<Date>20\d\d-\d\d-\d\dT00:00:00<\/Date>/);
    expect(leftOpen(text)).toEqual([]);
    expect((await harbour.get('/Organisation', anything)).text).toContain('<Name>Harbour &amp; Vine Ltd</Name>');
  });

  test('without the signs that XML cannot hold, and dates only where a date is meant', async () => {
    const { text } = await harbour.put('/Contacts', { Name: 'Bell\u0001 Ltd', FirstName: '/Date(0)/' }, anything);
    expect(text).toContain('<Name>Bell Ltd</Name>');
    expect(text).toContain('<FirstName>/Date(0)/</FirstName>');
  });

  test('also when the call is refused', async () => {
    const { status, text } = await harbour.put('/Contacts', { Name: 'bidfood' }, anything);
    expect(status).toBe(400);
    expect(text).toContain('<ErrorNumber>10</ErrorNumber><Type>ValidationException</Type>');
    expect(text).toContain('<ValidationErrors><ValidationError><Message>The contact name bidfood is already assigned');
    expect(leftOpen(text)).toEqual([]);
  });

  test('and JSON where the gateway refuses it', async () => {
    const { headers } = await harbour.get('/Organisation', { ...anything, authorization: 'Bearer x' });
    expect(headers.get('content-type')).toContain('application/json');
  });
});

test('a large organisation can be made on demand', async () => {
  const { contacts, accounts } = await sandbox.control<{ contacts: number; accounts: number }>(
    'POST',
    '/organisations',
    {
      name: 'Large Ltd',
      contacts: 2000,
      accounts: 300,
      bills: 50,
    },
  );
  expect([contacts, accounts]).toEqual([2000, 300]);
  const large = await sandbox.caller({ organisation: 'Large Ltd' });
  const page = await large.get<{ Contacts: Row[] }>('/Contacts?page=2&pageSize=1000');
  expect(page.json.Contacts).toHaveLength(1000);
});
