import { afterAll, describe, expect, test } from 'vitest';
import { aSandbox } from '#tests/support/sandbox-client.ts';

const sandbox = await aSandbox();
const app = await sandbox.caller();
afterAll(() => sandbox.close());

type Row = Record<string, unknown>;
type Lists = Record<string, Row[]>;

const aQuote = (changes: Row = {}): Row => ({
  Contact: { Name: 'Fig & Olive' },
  Date: '2026-11-02',
  ExpiryDate: '2026-12-02',
  Title: 'Your quote',
  LineItems: [
    { Description: 'Catering', Quantity: 10, UnitAmount: 20, AccountCode: '200', TaxType: 'OUTPUT2', DiscountRate: 10 },
  ],
  ...changes,
});

const put = async (changes?: Row) => (await app.put<Lists>('/Quotes', aQuote(changes))).json;
const made = async (changes?: Row) => (await put(changes)).Quotes?.[0] ?? {};
const read = async (path: string) => (await app.get<Lists>(path)).json.Quotes ?? [];
const messagesOf = ({ Elements = [] }: Lists) =>
  Elements.flatMap((element) => (element.ValidationErrors as Row[]).map(({ Message }) => Message));

test('a quote gets a number of its own, its totals, and is found alone, by number and in the list', async () => {
  const quote = await made({ LineAmountTypes: 'INCLUSIVE' });
  expect(quote).toMatchObject({
    QuoteNumber: expect.stringMatching(/^QU-\d{4}$/),
    Status: 'DRAFT',
    LineAmountTypes: 'INCLUSIVE',
    Total: 180,
    TotalTax: 30,
    SubTotal: 150,
    TotalDiscount: 20,
    DateString: '2026-11-02 00:00:00',
    ExpiryDateString: '2026-12-02 00:00:00',
  });
  expect(await read(`/Quotes/${quote.QuoteID}`)).toMatchObject([{ QuoteNumber: quote.QuoteNumber }]);
  expect(await read(`/Quotes?QuoteNumber=${quote.QuoteNumber}`)).toMatchObject([{ QuoteID: quote.QuoteID }]);
  expect((await app.get('/Quotes/00000000-0000-4000-8000-000000000000')).status).toBe(404);
});

test('quotes are selected by status, contact and dates, and come in pages', async () => {
  const early = await made({ Date: '2020-01-10', ExpiryDate: '2020-02-10', Status: 'SENT' });
  const contactId = (early.Contact as Row).ContactID;
  for (const query of ['DateTo=2020-01-31', 'ExpiryDateTo=2020-03-01', `Status=SENT&ContactID=${contactId}&page=1`]) {
    expect((await read(`/Quotes?${query}`)).map(({ QuoteID }) => QuoteID)).toEqual([early.QuoteID]);
  }
  expect(await read('/Quotes?DateFrom=2030-01-01')).toEqual([]);
  expect((await app.get('/Quotes?DateFrom=soon')).status).toBe(400);
});

describe('a quote lives', () => {
  const to = async (id: unknown, Status: string) => app.post<Lists>(`/Quotes/${id}`, { Status });

  test('from draft by sent and accepted to invoiced', async () => {
    const { QuoteID } = await made();
    for (const status of ['SENT', 'ACCEPTED', 'INVOICED']) {
      expect((await to(QuoteID, status)).json.Quotes?.[0]?.Status).toBe(status);
    }
  });

  test('and cannot be accepted before it was sent, nor changed once it is deleted', async () => {
    const { QuoteID } = await made();
    expect((await to(QuoteID, 'ACCEPTED')).status).toBe(400);
    expect((await to(QuoteID, 'DELETED')).status).toBe(200);
    expect((await app.post(`/Quotes/${QuoteID}`, { Title: 'Again' })).status).toBe(400);
    expect((await app.put('/Quotes', aQuote({ Status: 'INVOICED' }))).status).toBe(400);
  });

  test('and a change keeps what it does not send, matched by its number too', async () => {
    const quote = await made();
    const { json } = await app.post<Lists>('/Quotes', aQuote({ QuoteNumber: quote.QuoteNumber, Title: 'Better' }));
    expect(json.Quotes).toMatchObject([{ QuoteID: quote.QuoteID, Title: 'Better', Total: quote.Total }]);
  });
});

test.each([
  ['no date', { Date: undefined }, 'Date cannot be empty'],
  ['no lines', { LineItems: [] }, 'One or more line items must be specified'],
  ['no contact', { Contact: undefined }, 'A Contact must be specified for this type of transaction'],
  [
    'a title that is too long',
    { Title: 't'.repeat(101) },
    'The field Title must be a string with a maximum length of 100.',
  ],
  ['a wrong total', { Total: 1 }, 'The document total does not equal the sum of the lines.'],
])('one with %s is refused', async (_what, changes, message) => {
  expect(messagesOf(await put(changes))).toContain(message);
});

test('a number is given once', async () => {
  const { QuoteNumber } = await made();
  expect(messagesOf(await put({ QuoteNumber }))).toEqual(['Quote number must be unique']);
});

test('a quote has history, files and a PDF, and stops its account and tracking from being deleted', async () => {
  const { json } = await app.put<Lists>('/Accounts', {
    Code: '299',
    Name: 'Quoted only',
    Type: 'REVENUE',
    TaxType: 'OUTPUT2',
  });
  const quote = await made({
    LineItems: [{ Description: 'Offer', Quantity: 1, UnitAmount: 1, AccountCode: '299', TaxType: 'OUTPUT2' }],
  });
  const path = `/Quotes/${quote.QuoteID}`;
  expect((await app.get<Lists>(`${path}/History`)).json.HistoryRecords).toHaveLength(1);
  const bytes = new TextEncoder().encode('%PDF');
  expect((await app.put(`${path}/Attachments/offer.pdf`, bytes, { 'content-type': 'application/pdf' })).status).toBe(
    200,
  );
  const pdf = await app.get(`${path}/pdf`, { accept: 'application/pdf' });
  expect(pdf.text.startsWith('%PDF')).toBe(true);
  expect((await app.call('DELETE', `/Accounts/${json.Accounts?.[0]?.AccountID}`)).status).toBe(400);
});
