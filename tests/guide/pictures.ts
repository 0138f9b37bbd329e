import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import sharp from 'sharp';
import { db } from '#lib/db.ts';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import { publishItems } from '#lib/publishing/publish-items.ts';
import type { PersonScope } from '#lib/scope.ts';
import { inProject } from '#scripts/lib/paths.mjs';
import { someBooks } from '#tests/support/books.ts';
import { test } from '#tests/support/browser.ts';
import { adminScope } from '#tests/support/code-invoice.ts';
import { row } from '#tests/support/costs-pages.ts';
import { aSharedBusiness, aSharedItem } from '#tests/support/shared-business.ts';
import { sessionOf } from '#tests/support/sign-in.ts';
import { accountOf, anItemOf, connected, optionOf, rateOf } from './business.ts';

/**
 * The pictures of docs/guide, each by the name of its file there. A small firm is made as people would make it, with the
 * sandbox for its books, and each part of the product is shown with what is in it.
 */
test.describe.configure({ mode: 'serial' });

const FOLDER = inProject('docs/guide/images');
const harbour = '/harbour-and-vine';
const TO = 'Harbour & Vine Ltd';

const day = (text: string) => calendarDate(`2026-11-${text}`);

let page: Page;
let scope: PersonScope;
const numbers: Record<string, number> = {};

async function take(name: string, of: Page | Locator = page): Promise<void> {
  // What fades in is there, and no caret blinks.
  const picture = await of.screenshot({ animations: 'disabled', caret: 'hide' });
  await sharp(picture)
    .png({ palette: true, colours: 128, effort: 10 })
    .toFile(join(FOLDER, `${name}.png`));
}

async function goTo(path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator('html[data-is-ready]')).toBeAttached();
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
}

const item = (name: string) => `${harbour}/costs/${numbers[name]}`;

async function keep(name: string, wanted: Parameters<typeof anItemOf>[1]): Promise<void> {
  numbers[name] = (await anItemOf(scope, wanted)).number;
}

/** Waits for the document beside the details to be drawn. */
async function drawn(): Promise<void> {
  const first = page.getByRole('img', { name: /^Page 1 of/ }).first();
  await expect.poll(() => first.evaluate((it) => it instanceof HTMLImageElement && it.naturalWidth > 0)).toBe(true);
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  page = await browser.newPage({ viewport: { width: 1280, height: 720 }, storageState: await sessionOf('ADMIN') });
  scope = await adminScope('harbour-and-vine');
  await connected(scope, 'Harbour & Vine Ltd');
  const { businessId } = scope;
  const [north, bar] = await Promise.all([optionOf(businessId, 'North'), optionOf(businessId, 'Bar')]);

  const gas = await anItemOf(scope, {
    bill: {
      ...{ from: 'British Gas Business', to: TO, number: 'BG-88120', date: '30 October 2026' },
      lines: [['Electricity, October', '412.50']],
      sums: [
        ['VAT 20%', '82.50'],
        ['Total', '495.00'],
      ],
    },
    ...{ contact: 'British Gas Business', category: 'Light, Power, Heating', rate: '20% (VAT on Expenses)' },
    coding: {
      ...{ issuedOn: calendarDate('2026-10-30'), dueOn: day('29'), reference: 'BG-88120' },
      ...{ currency: 'GBP', total: '495.00', taxAmount: '82.50', tracking1OptionId: north },
    },
  });
  const { revision } = await db.item.findUniqueOrThrow({ where: { id: gas.id } });
  await publishItems(scope, [{ itemId: gas.id, revision }]);

  await keep('phone', {
    bill: {
      ...{ from: 'BT Business', to: TO, number: 'B-2209', date: '2 November 2026' },
      lines: [
        ['Broadband, November', '58.00'],
        ['Three handsets', '24.50'],
      ],
      sums: [
        ['VAT 20%', '16.50'],
        ['Total', '99.00'],
      ],
    },
    ...{ contact: 'BT Business', category: 'Telephone & Internet', rate: '20% (VAT on Expenses)' },
    coding: {
      ...{ issuedOn: day('02'), dueOn: day('16'), reference: 'B-2209', description: 'Broadband and handsets' },
      ...{ currency: 'GBP', total: '99.00', taxAmount: '16.50', tracking1OptionId: north, tracking2OptionId: bar },
    },
  });
  await keep('food', {
    bill: {
      ...{ from: 'Bidfood', to: TO, number: '48211', date: '4 November 2026' },
      lines: [
        ['Sea bass, 12 kg', '186.00'],
        ['Lemons, 4 boxes', '52.00'],
        ['Napkins, 2,000', '64.00'],
        ['Delivery', '18.00'],
      ],
      sums: [
        ['VAT 20% on 82.00', '16.40'],
        ['Total', '336.40'],
      ],
    },
    contact: 'Bidfood',
    coding: {
      ...{ issuedOn: day('04'), dueOn: day('18'), reference: '48211', currency: 'GBP', total: '336.40' },
      taxMode: 'EXCLUSIVE',
    },
    lines: await foodLines(businessId, north),
  });
  await keep('train', {
    bill: {
      ...{ from: 'Trainline', to: TO, title: 'Receipt', number: 'TL-7719', date: '6 November 2026' },
      lines: [['Poole to London Waterloo, return', '84.60']],
      sums: [['Total', '84.60']],
    },
    ...{ contact: 'Trainline', category: 'Travel - National', rate: 'Zero Rated Expenses' },
    coding: {
      ...{ type: 'RECEIPT', issuedOn: day('06'), reference: 'TL-7719', currency: 'GBP', total: '84.60' },
      taxAmount: '0.00',
    },
  });
  await keep('wine', {
    bill: {
      ...{ from: 'Cantina Rossi', to: TO, number: '2026-311', date: '9 November 2026' },
      lines: [['Barolo 2021, 10 cases', '1,240.00']],
      sums: [['Total EUR', '1,240.00']],
    },
    ...{ contact: 'Cantina Rossi', category: 'Cost of Goods Sold', rate: 'No VAT' },
    coding: {
      ...{ issuedOn: day('09'), dueOn: calendarDate('2026-12-09'), reference: '2026-311', currency: 'EUR' },
      ...{ total: '1240.00', taxAmount: '0.00' },
    },
  });
  await keep('joinery', {
    bill: {
      ...{ from: 'Poole Joinery', to: TO, number: 'PJ-104', date: '11 November 2026' },
      lines: [
        ['Fitting the bar, labour', '1,800.00'],
        ['Oak', '640.00'],
      ],
      sums: [
        ['VAT: reverse charge, customer to account for 20%', '0.00'],
        ['Total', '2,440.00'],
      ],
    },
    ...{ contact: 'Poole Joinery', category: 'Repairs & Maintenance' },
    rate: 'Domestic Reverse Charge @ 20% (VAT on Expenses)',
    coding: {
      ...{ issuedOn: day('11'), dueOn: day('25'), reference: 'PJ-104', currency: 'GBP' },
      ...{ total: '2440.00', taxAmount: '0.00' },
    },
  });
  await keep('new', {
    bill: {
      ...{ from: 'Royal Mail Group', to: TO, number: 'RM-5521', date: '13 November 2026' },
      lines: [['Parcels, first half of November', '61.20']],
      sums: [['Total', '61.20']],
    },
  });
});

async function foodLines(businessId: string, north: string) {
  const [goods, office, zero, full] = await Promise.all([
    accountOf(businessId, 'Cost of Goods Sold'),
    accountOf(businessId, 'General Expenses'),
    rateOf(businessId, 'Zero Rated Expenses'),
    rateOf(businessId, '20% (VAT on Expenses)'),
  ]);
  const line = (description: string, total: string, taxAmount: string) => ({
    ...{ description, total, taxAmount, tracking1OptionId: north },
    ...(taxAmount === '0.00' ? { accountId: goods, taxRateId: zero } : { accountId: office, taxRateId: full }),
  });
  return [
    { ...line('Sea bass', '186.00', '0.00'), quantity: '12', unitAmount: '15.5' },
    { ...line('Lemons', '52.00', '0.00'), quantity: '4', unitAmount: '13' },
    { ...line('Napkins', '76.80', '12.80'), quantity: '2000', unitAmount: '0.032' },
    { ...line('Delivery', '21.60', '3.60'), unitAmount: '18' },
  ];
}

test.afterAll(() => page.close());

test('the inbox, what is added, and an item', async () => {
  await goTo(`${harbour}/costs`);
  await expect(row(page, 'Cantina Rossi')).toBeVisible();
  await take('inbox');
  await page.getByRole('button', { name: 'Add documents' }).first().click();
  await expect(page.getByRole('dialog', { name: 'Add documents' })).toBeVisible();
  await take('add-documents');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await take('keyboard');

  await goTo(item('phone'));
  await drawn();
  await take('item');
  await goTo(item('new'));
  await drawn();
  await page.getByRole('button', { name: /^To review/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await take('what-is-left');
  await keep('twin', {
    bill: {
      ...{ from: 'BT Business', to: TO, number: 'B-2209', date: '2 November 2026', title: 'Reminder' },
      lines: [['Your bill of 2 November', '99.00']],
      sums: [['Still to pay', '99.00']],
    },
    contact: 'BT Business',
    coding: { issuedOn: day('02'), reference: 'B-2209', currency: 'GBP', total: '99.00' },
  });
  await goTo(item('twin'));
  await page.getByRole('button', { name: 'Compare' }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByRole('img', { name: /^First page/ }).last()).toBeVisible();
  await take('duplicates');
});

test('line items, and several of them at once', async () => {
  await goTo(item('food'));
  await drawn();
  await take('line-items');
  await page.getByRole('button', { name: 'More for lines' }).click();
  await page.getByRole('menuitem', { name: 'Change all lines…' }).click();
  await expect(page.getByRole('dialog', { name: /Change/ })).toBeVisible();
  await take('change-lines');
});

test('tax, and what becomes of it', async () => {
  await goTo(item('joinery'));
  await drawn();
  await expect(page.getByRole('list', { name: 'About the tax' })).toContainText('Domestic reverse charge');
  await take('reverse-charge');
  await goTo(`${harbour}/settings/tax`);
  await expect(page.getByRole('radio', { name: /^Allow Intray to decide(?!,)/ })).toBeChecked();
  await take('tax-settings');
  await goTo(`${harbour}/lists/tax-rates`);
  await expect(row(page, 'Zero Rated Expenses')).toBeVisible();
  await take('tax-rates');
});

test('several items at once', async () => {
  await goTo(`${harbour}/costs`);
  for (const reference of ['PJ-104', 'TL-7719', '2026-311']) {
    await row(page, reference).getByRole('checkbox').check();
  }
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Edit 3 items/ });
  await dialog.getByRole('button', { name: /What to change/ }).click();
  await page.getByRole('option', { name: 'Category' }).click();
  const category = dialog.getByRole('combobox', { name: 'Category' });
  await category.fill('General');
  await category.press('Enter');
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await expect(dialog.getByRole('button', { name: 'Change 3 items' })).toBeVisible();
  await take('bulk-edit');
  await dialog.getByRole('button', { name: 'Back' }).click();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Export all that is shown' }).click();
  await expect(page.getByRole('dialog', { name: /Export/ })).toBeVisible();
  await expect(page.getByRole('dialog').getByText('Counting…')).toBeHidden();
  await take('export');
});

test('payments, currencies and lock dates', async () => {
  const account = await accountOf(scope.businessId, 'Company Credit Card');
  await db.paymentMethod.create({
    data: { businessId: scope.businessId, name: 'Company card Robin', accountId: account, cardLast4: '4417' },
  });
  await goTo(`${harbour}/lists/payment-methods`);
  await expect(row(page, 'Company card Robin')).toBeVisible();
  await take('payment-methods');
  await goTo(item('train'));
  await page.getByRole('switch', { name: 'Paid' }).check();
  await expect(page.getByText('Balance: nothing, paid in full.')).toBeVisible();
  const method = page.getByRole('combobox', { name: 'Payment method' });
  await method.fill('Company');
  await method.press('Enter');
  await expect(method).toHaveValue(/Company card Robin/);
  await page.getByRole('switch', { name: 'Paid' }).evaluate((it) => it.scrollIntoView({ block: 'start' }));
  await take('paid');
  await goTo(item('wine'));
  await drawn();
  await take('currency');
  await goTo(`${harbour}/settings/publishing`);
  await page.getByRole('heading', { name: 'Lock dates', exact: true }).evaluate((it) => it.scrollIntoView());
  await take('lock-dates');
});

test('lists, suppliers and their twins', async () => {
  await goTo(`${harbour}/lists/categories`);
  await expect(row(page, 'Cost of Goods Sold')).toBeVisible();
  await take('categories');
  const { businessId } = scope;
  const supplier = await db.contact.findFirstOrThrow({ where: { businessId, name: 'BT Business' } });
  await goTo(`${harbour}/lists/suppliers/${supplier.id}`);
  await expect(page.getByRole('heading', { name: 'BT Business', level: 1 })).toBeVisible();
  await take('supplier');
});

test('people, connections and mail', async () => {
  await goTo(`${harbour}/settings/team`);
  await expect(row(page, 'Robin Ledger')).toBeVisible();
  await page.getByRole('button', { name: 'Invite' }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await take('invite');
  await goTo(`${harbour}/settings/connections`);
  await expect(page.getByText('Chart of accounts').first()).toBeVisible();
  await take('connections');
});

test('what is put aside', async () => {
  await goTo(`${harbour}/costs/archive`);
  await expect(row(page, 'British Gas Business')).toBeVisible();
  await take('archive');
});

test('the deduction of CIS', async () => {
  const { businessId } = scope;
  const paye = await accountOf(businessId, 'PAYE Payable');
  await db.business.update({ where: { id: businessId }, data: { cisAccountId: paye } });
  await db.contact.updateMany({ where: { businessId, name: 'Poole Joinery' }, data: { cisRate: '20' } });
  await goTo(item('joinery'));
  await drawn();
  await expect(page.getByText(/take off/)).toBeVisible();
  await take('cis');
});

test('a Canadian business', async () => {
  const { businessId: _, actor } = scope;
  const { id } = await db.business.create({
    data: {
      ...{ name: 'Maple & Main', slug: 'maple-and-main', country: 'CA', baseCurrency: 'CAD' },
      memberships: { create: { userId: actor.userId, role: 'ADMIN' } },
    },
  });
  const maple: PersonScope = { businessId: id, actor };
  await connected(maple, 'Maple & Main Inc');
  const { number } = await anItemOf(maple, {
    bill: {
      ...{ from: 'Cascade Packaging', to: 'Maple & Main Inc', number: 'CP-3302', date: '3 November 2026' },
      lines: [['Boxes, 400', '250.00']],
      sums: [
        ['GST 5%', '12.50'],
        ['PST 7%', '17.50'],
        ['Total', '280.00'],
      ],
    },
    ...{ contact: 'Cascade Packaging', category: 'Office Supplies' },
    rate: 'BC - GST/PST on Purchases 12%',
    coding: {
      ...{ issuedOn: calendarDate('2026-11-03'), dueOn: calendarDate('2026-12-03'), reference: 'CP-3302' },
      ...{ currency: 'CAD', total: '280.00', taxAmount: '30.00', secondTaxAmount: '17.50' },
    },
  });
  await goTo(`/maple-and-main/costs/${number}`);
  await drawn();
  await take('canada-item');
  await goTo('/maple-and-main/settings/tax');
  const evidence = page.getByText('Evidence for input tax credits');
  await evidence.evaluate((it) => it.scrollIntoView({ block: 'end' }));
  await page.getByRole('checkbox', { name: /^Ask for what the CRA/ }).focus();
  await take('canada-settings');
});

test('other books after the first', async () => {
  const business = await aSharedBusiness();
  const { businessId } = business.scope;
  await aSharedItem(business);
  await aSharedItem(business, { accountId: business.books.office, taxRateId: null, taxAmount: null });
  await db.connection.update({
    where: { id: business.books.connectionId },
    data: { status: 'DISCONNECTED', organisationName: 'Quay Kitchen (old file)' },
  });
  const now = await someBooks(business.scope);
  await db.connection.update({
    where: { id: now.connectionId },
    data: { status: 'NEEDS_RECONNECTING', organisationName: 'Quay Kitchen Ltd' },
  });
  await db.account.update({ where: { id: now.office }, data: { name: 'Sundries', code: '500' } });
  await db.business.update({ where: { id: businessId }, data: { otherBooksItems: 2, name: 'Quay Kitchen' } });
  await goTo(`/${business.slug}/lists/merge/categories`);
  await expect(row(page, 'Light, Power, Heating')).toBeVisible();
  await take('merge-lists');
});
