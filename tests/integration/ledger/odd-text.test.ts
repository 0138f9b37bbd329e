import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { openLedger } from '#lib/connections/open-ledger.ts';
import { addDays, calendarDate } from '#lib/domain/calendar-date.ts';
import type { Ledger, LedgerDocument, LedgerLists } from '#lib/ledger/ledger.ts';
import { aBusiness, connect } from '#tests/support/connect.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';
import { aDocument, aLine } from '#tests/unit/ledger/xero/builders.ts';

withSandbox();

/** Texts that anybody may type, in the form in which Xero writes dates: the last holds no number. */
const ODD = '/Date(1700000000000)/';
const odd = [ODD, '/Date(1700000000000+0000)/', '/Date(', '/Date(nobody)/ & Sons'];
const organisation = `${ODD} ${randomUUID().slice(0, 8)}`;
const path = `/organisations/${encodeURIComponent(organisation)}`;
const today = calendarDate(new Date().toISOString().slice(0, 10));
let ledger: Ledger;

beforeAll(async () => {
  await control('POST', '/organisations', {
    name: organisation,
    country: 'GB',
    limits: { minute: 1_000 },
    tracking: { [ODD]: odd },
  });
  await control('PATCH', path, { periodLockDate: '2026-06-30' });
  for (const [index, name] of odd.entries()) {
    await control('POST', `${path}/contacts`, { Name: name, AccountNumber: ODD, TaxNumber: ODD });
    await control('POST', `${path}/accounts`, {
      Code: `9${index}`,
      Name: `${name}${index}`,
      Type: 'EXPENSE',
      Description: ODD,
    });
  }
  await control('PATCH', `${path}/tax-rates/INPUT2`, { name: ODD });
  const connectionId = await connect(await aBusiness(), { organisations: [organisation] });
  const opened = await openLedger(connectionId, { priority: 'person' });
  if (!opened.ok) throw new Error(opened.error.message);
  ledger = opened.value;
});

async function read<L extends keyof LedgerLists>(list: L): Promise<LedgerLists[L][]> {
  const answer = await ledger.list(list, { page: 1, modifiedSince: null });
  if (!answer.ok) throw new Error(`${list}: ${answer.error.message}`);
  expect(answer.value.unread).toEqual([]);
  return answer.value.entries;
}

test('text that looks like a date stays text in every list, and dates stay dates', async () => {
  expect(await read('ORGANISATION')).toMatchObject([{ name: organisation, periodLockOn: '2026-06-30' }]);
  const contacts = await read('CONTACTS');
  for (const name of odd) {
    expect(contacts.find((contact) => contact.name === name)).toMatchObject({
      accountNumber: ODD,
      taxNumber: ODD,
      ledgerUpdatedAt: expect.any(Date),
    });
  }
  const accounts = await read('ACCOUNTS');
  for (const [index, name] of odd.entries()) {
    expect(accounts.find(({ code }) => code === `9${index}`)).toMatchObject({
      name: `${name}${index}`,
      description: ODD,
    });
  }
  const [category] = await read('TRACKING');
  expect([category?.name, category?.options.map(({ name }) => name)]).toEqual([ODD, odd]);
  expect((await read('TAX_RATES')).find(({ taxType }) => taxType === 'INPUT2')).toMatchObject({ name: ODD });
  await read('CURRENCIES');
  await read('PRODUCTS');
});

test.each(odd)('a bill with %j for a number and a description is found again and read as it is', async (text) => {
  const supplier = (await read('CONTACTS')).find(({ isArchived }) => !isArchived);
  const [region] = await read('TRACKING');
  const document: LedgerDocument = aDocument({
    mark: null,
    contactLedgerId: supplier?.ledgerId ?? '',
    issuedOn: today,
    dueOn: addDays(today, 30),
    reference: text,
    lines: [
      aLine({
        description: text,
        tracking: [
          {
            categoryLedgerId: region?.ledgerId ?? '',
            categoryName: ODD,
            optionLedgerId: region?.options[0]?.ledgerId ?? '',
            optionName: ODD,
          },
        ],
      }),
    ],
  });
  for (const kind of ['BILL', 'BILL_CREDIT_NOTE'] as const) {
    const one = { ...document, kind };
    const body = ledger.documentBody([one]);
    const created = await ledger.createDocuments(kind, [one], { idempotencyKey: randomUUID(), body });
    expect(created).toMatchObject({ ok: true, value: [{ ok: true, posted: { ledgerNumber: text, differences: [] } }] });
    const found = await ledger.findDocument(one, new Date(Date.now() - 60_000), new Set());
    expect(found).toMatchObject({ ok: true, value: { ledgerNumber: text, differences: [] } });
    const ledgerId = found.ok ? (found.value?.ledgerId ?? '') : '';
    expect(await ledger.readDocument({ kind, ledgerId })).toMatchObject({
      ok: true,
      value: {
        ledgerNumber: text,
        state: { date: today, number: text, 'lines.0.description': text, 'lines.0.tracking': `${ODD}: ${ODD}` },
      },
    });
  }
});

test.each(odd)('a contact called %j is created once, and found by its name afterwards', async (name) => {
  const body = ledger.contactBody(name);
  const existing = (await read('CONTACTS')).find((contact) => contact.name === name);
  expect(await ledger.createContact(name, { idempotencyKey: randomUUID(), body })).toEqual({
    ok: true,
    value: { ledgerId: existing?.ledgerId, name },
  });
});
