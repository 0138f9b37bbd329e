import { type BrowserContext, expect, type Page } from '@playwright/test';
import { db } from '#lib/db.ts';
import { demoPassword } from '#lib/team/demo.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { test } from '#tests/support/browser.ts';
import { aCodedItem, adminScope, codeInvoice } from '#tests/support/code-invoice.ts';
import { invoices, type RealInvoice } from '#tests/support/real-invoices.ts';
import { checkCalls } from '#tests/support/sandbox-contract.ts';
import { control } from '#tests/support/sandbox-control.ts';
import { sessionOf } from '#tests/support/sign-in.ts';

/**
 * The product's spine, as a person walks it: from signing in to finding the bills in the organisation's books, then a
 * connection that breaks and is mended. Real web server, real worker, real database, the sandbox over HTTP.
 */
test.describe.configure({ mode: 'serial' });

const business = '/harbour-and-vine';
const organisation = 'Harbour & Vine Ltd';
const ledgerPerson = 'amelia@harbour.example';

let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser }) => {
  context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  page = await context.newPage();
  await control('DELETE', '/log');
});

test.afterAll(async () => {
  await context.close();
});

test('a new person signs in with a demo sign-in that the page shows', async () => {
  await page.goto('/');
  await page.getByRole('button', { name: /Alex Harbour/ }).click();
  await expect(page.getByLabel('Password')).toHaveValue(demoPassword);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Costs', level: 1 })).toBeVisible();
});

test('Publish explains what to do while nothing is connected', async () => {
  const [first] = invoices;
  await addDocuments([first]);
  await page.getByRole('row').filter({ hasText: first.fileName }).getByRole('button', { name: 'Publish' }).click();
  const explanation = page.getByRole('dialog', { name: "Why this can't be published" });
  await expect(explanation).toContainText('Publishing needs your accounting software');
  await explanation.getByRole('link', { name: 'Connect it in Business settings' }).click();
  await expect(page).toHaveURL(/settings\/connections$/);
});

test('an admin connects an organisation and sees what was read from it', async () => {
  await page.getByRole('link', { name: 'Connect', exact: true }).click();
  await page.getByRole('link', { name: 'Connect Xero' }).click();
  const steps = page.getByRole('list', { name: 'Connecting Xero' });
  for (const access of [
    'bills, invoices and credit notes',
    'payments',
    'bank transactions',
    'suppliers',
    'tax rates',
  ]) {
    await expect(steps).toContainText(access);
  }
  await expectAccessible(page, 'what connecting asks for');
  await page.getByRole('button', { name: 'Connect to Xero' }).click();
  await consent();
  await expectAccessible(page, 'choose the organisation');
  // The only one that was allowed is suggested, and nothing is done before it is confirmed.
  await expect(page.getByRole('radio', { name: organisation })).toBeChecked();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('heading', { name: `Connect ${organisation}?` })).toBeVisible();
  // Another page begins with nothing that Enter would press.
  await expect(page.getByRole('main')).toBeFocused();
  await expectAccessible(page, 'confirm the organisation');
  await page.getByRole('button', { name: 'Finish' }).click();

  const card = connection();
  await expect(page.getByText('Chart of accounts: 70 added')).toBeVisible({ timeout: 30_000 });
  await expect(card.locator('header')).toContainText('Connected');
  await expect(card).toContainText('United Kingdom');
  await expect(card).toContainText('GBP');
  await expect(card).toContainText('by Alex Harbour');

  await page.getByRole('link', { name: 'Add documents' }).click();
  await expect(page.getByRole('dialog', { name: 'Add documents' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(`${business}/costs`);
});

test('the chart of accounts is under Lists > Categories', async () => {
  await goTo('Categories');
  const categories = rowsOf('Categories');
  await expect(categories.filter({ hasText: 'Advertising' })).toContainText('400');
  await page.getByRole('searchbox').fill('telephone');
  await expect(categories.filter({ hasText: 'Telephone' })).toBeVisible();
  await expect(categories.filter({ hasText: 'Advertising' })).toBeHidden();
});

test('several documents are added at once, and what is no document is refused without stopping the others', async () => {
  await goTo('Costs');
  await addDocuments(invoices.slice(1), [
    { name: 'notes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('hello') },
  ]);
  await expect(uploads()).toContainText('no kind of file that can be read here');
  await uploads().getByRole('button', { name: 'Close' }).click();
  await expect(rowsOf('Inbox')).toHaveCount(invoices.length + 1);
});

/** Those whose coding a person types; the others differ in their values only, which the use case takes alike. */
const typed = invoices.filter(({ fileName }) =>
  ['AzureInterior.pdf', 'saeco.pdf', 'NetpresseInvoice.pdf'].includes(fileName),
);

test('what is coded elsewhere is ready in the inbox', async () => {
  const scope = await adminScope(business.slice(1));
  const others = invoices.filter((invoice) => !typed.includes(invoice));
  for (const invoice of others) await codeInvoice(scope, invoice);
  await page.goto(`${business}/costs`);
  for (const { fileName, supplier } of others) {
    const row = page.getByRole('row').filter({ hasText: supplier });
    await expect(row, fileName).toContainText('Ready');
  }
});

for (const [index, invoice] of typed.entries()) {
  test(`${invoice.fileName} is coded beside its document, and each value is kept`, async () => {
    await page.goto(`${business}/costs`);
    await page.getByRole('row').filter({ hasText: invoice.fileName }).getByText(invoice.fileName).click();
    await expect(page.getByRole('img', { name: `Page 1 of ${invoice.fileName}` })).toBeVisible();
    await expect(status('To review')).toBeVisible();
    await setSupplier(invoice.supplier, { isNew: true });
    await setText('Document reference', invoice.reference);
    await setText('Date', invoice.issuedOn);
    await setText('Due date', invoice.dueOn);
    await choose('Currency', invoice.currency);
    await setText('Total', invoice.total);
    await choose('Category', invoice.category);
    await choose('Tax rate', invoice.taxRate);
    await setText('Tax', invoice.tax, { exact: true });
    await setText('Description', invoice.description);
    await choose('Region', 'North');
    await expect(status('Ready')).toBeVisible();
    if (index === 0) {
      await expectAccessible(page, 'the item page');
      await page.getByRole('tab', { name: 'History' }).click();
      await expect(page.getByRole('tabpanel')).toContainText(invoice.reference);
      await page.getByRole('tab', { name: 'Details' }).click();
    }
    await page.reload();
    await expect(page.getByLabel('Document reference')).toHaveValue(invoice.reference);
    await expect(status('Ready')).toBeVisible();
  });
}

test('an edit is undone, and the undoing is kept', async () => {
  await page.getByLabel('Document reference').fill('a slip');
  await page.getByLabel('Document reference').press('Tab');
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeEnabled();
  await page.getByRole('button', { name: /^Undo/ }).click();
  const [reference] = invoices.slice(-1).map((invoice) => invoice.reference);
  await expect(page.getByRole('textbox', { name: 'Document reference' })).toHaveValue(reference ?? '');
});

test('one is published from its page and is found in the books with its document', async () => {
  const last = invoices.at(-1);
  if (!last) throw new Error('no invoice');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  // The next item opens by itself; what was published is a step back.
  await expect(page.getByRole('textbox', { name: 'Document reference' })).not.toHaveValue(last.reference);
  await page.goBack();
  const card = page.getByRole('region', { name: 'What was published' });
  await expect(card).toContainText(`Bill ${last.reference} in Xero`, { timeout: 30_000 });
  await expect(card).toContainText('Awaiting payment');
  await expect(card).toContainText('Published by Alex Harbour');
  const books = await openInBooks();
  await expect(books.getByRole('heading', { level: 1 })).toContainText(last.reference);
  await expect(books.getByRole('main')).toContainText(last.supplier);
  await expect(books.getByRole('main')).toContainText('Awaiting payment');
  await expect(books.getByRole('main')).toContainText(last.fileName);
  await books.close();
});

test('the others are published from the row and as a selection', async () => {
  await page.goto(`${business}/costs`);
  const [first] = invoices;
  await page.getByRole('row').filter({ hasText: first.supplier }).getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByRole('row').filter({ hasText: first.supplier })).toBeHidden({ timeout: 30_000 });
  const news = page.getByRole('alertdialog').filter({ hasText: '1 item published' }).first();
  await expect(news.getByRole('button', { name: 'Open in Xero' })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('checkbox', { name: /select all/i }).check();
  await page.getByRole('button', { name: `Publish ${invoices.length - 2}` }).click();
  await expect(page.getByText(`${invoices.length - 2} items being published`)).toBeVisible();
  // What was begun here is told to its end, wherever one is by then.
  await openArchive();
  await expect(page.getByText(`${invoices.length - 2} items published`)).toBeVisible({ timeout: 30_000 });
  await goTo('Costs');
  await expect(page.getByText('Your inbox is empty')).toBeVisible({ timeout: 30_000 });

  await openArchive();
  await expect(rowsOf('Archive')).toHaveCount(invoices.length + 1);
  for (const invoice of invoices) {
    const row = rowsOf('Archive').filter({ hasText: invoice.supplier });
    await expect(row).toContainText('Awaiting payment');
    await expect(row.getByRole('link', { name: /Open in Xero/ })).toBeVisible();
  }
  await expectAccessible(page, 'the archive');
});

test('each bill is in the books once, with what was coded and the original attached', async () => {
  for (const invoice of invoices) {
    const bills = await billsInBooks(invoice.reference);
    expect(bills, invoice.fileName).toHaveLength(1);
    expect(bills[0]).toMatchObject({
      status: 'AUTHORISED',
      total: Number(invoice.total),
      totalTax: Number(invoice.tax),
      currencyCode: invoice.currency,
      hasAttachments: true,
    });
  }
});

test('a sale, what is paid, what is for a bank account and a credit note go where they belong, and as it was shown', async () => {
  const scope = await adminScope(business.slice(1));
  const cost = { accountCode: '429', taxType: 'INPUT2' };
  const { id: accountId } = await db.account.findFirstOrThrow({ where: { businessId: scope.businessId, code: '090' } });
  await db.paymentMethod.create({ data: { businessId: scope.businessId, name: 'Current account', accountId } });
  await aCodedItem(scope, { workspace: 'SALES', accountCode: '200', taxType: 'OUTPUT2', reference: 'OURS-1' });
  const paid = await aCodedItem(scope, { ...cost, reference: 'PAID-1' });
  const spent = await aCodedItem(scope, { ...cost, reference: 'SPENT-1', type: 'RECEIPT', dueOn: null });
  const open = await aCodedItem(scope, { ...cost, reference: 'OPEN-1' });
  const credit = await aCodedItem(scope, {
    ...{ ...cost, reference: 'CREDIT-1', type: 'CREDIT_NOTE', dueOn: null, total: '20.00', taxAmount: '3.33' },
  });

  await page.goto(`${business}/sales`);
  await page.getByRole('row').filter({ hasText: 'OURS-1' }).getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('There are no sales here')).toBeVisible({ timeout: 30_000 });

  await page.goto(`${business}/costs/${paid.number}`);
  await expect(page.getByRole('textbox', { name: 'Document reference' })).toHaveValue('PAID-1');
  await pay();
  const shown = await preview();
  await expect(shown).toContainText('PAID-1');
  await expect(shown.getByRole('region', { name: 'Lines' })).toContainText('Hire of chairs');
  await expect(shown).toContainText('A payment of GBP 120.00 on 2 Nov 2026 through Current account');
  await expectAccessible(page, 'what the books will show');
  await page.keyboard.press('Escape');
  const card = page.getByRole('region', { name: 'What was published' });
  await publishHere(paid.number);
  await expect(card).toContainText('Bill PAID-1 in Xero', { timeout: 30_000 });
  await expect(card).toContainText(/Paid/);

  await page.goto(`${business}/costs/${spent.number}`);
  await expect(page.getByRole('textbox', { name: 'Document reference' })).toHaveValue('SPENT-1');
  await page.getByRole('button', { name: /Publish to$/ }).click();
  await page.getByRole('option', { name: 'Bank account' }).click();
  await expect(page.getByText(/mark it as paid, and say through which/).first()).toBeVisible();
  await pay();
  await expect(await preview()).toContainText('Spend money');
  await page.keyboard.press('Escape');
  await publishHere(spent.number);
  await expect(card).toContainText('Bank payment SPENT-1 in Xero', { timeout: 30_000 });

  await page.goto(`${business}/costs/${open.number}`);
  await expect(page.getByRole('textbox', { name: 'Document reference' })).toHaveValue('OPEN-1');
  await publishHere(open.number);
  await expect(card).toContainText('Bill OPEN-1 in Xero', { timeout: 30_000 });
  await page.goto(`${business}/costs/${credit.number}`);
  await expect(page.getByRole('textbox', { name: 'Document reference' })).toHaveValue('CREDIT-1');
  await page.getByRole('button', { name: 'Choose an open bill' }).click();
  await expect(page.getByRole('button', { name: /OPEN-1/ })).toContainText('GBP 120.00');
  await page.getByRole('button', { name: /OPEN-1/ }).click();
  await expect(page.getByRole('textbox', { name: 'Credit for' })).toHaveValue('OPEN-1');
  await saved();
  await publishHere(credit.number);
  await expect(card).toContainText('Credit note CREDIT-1 in Xero', { timeout: 30_000 });
  // Until all that follows it is done too.
  await expect(card.getByRole('status')).toHaveCount(0, { timeout: 30_000 });
  const books = await openInBooks();
  await expect(books.getByRole('main')).toContainText('OPEN-1');
  await books.close();
  expect(await billsInBooks('OURS-1')).toMatchObject([{ type: 'ACCREC', status: 'AUTHORISED', total: 120 }]);
  expect(await billsInBooks('PAID-1')).toMatchObject([{ status: 'PAID', amountPaid: 120 }]);
});

/** Marks the item that is open as paid from the current account, on its day and in full. */
async function pay() {
  await page.getByRole('switch', { name: 'Paid' }).check();
  await expect(page.getByText('Balance: nothing, paid in full.')).toBeVisible();
  await choose('Payment method', 'Current account');
  await expect(status('Ready')).toBeVisible();
}

async function preview() {
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'What Xero will show' }).click();
  const dialog = page.getByRole('dialog', { name: 'What Xero will show' });
  await expect(dialog).toContainText('Total GBP', { timeout: 30_000 });
  return dialog;
}

/** By its key; the next item opens by itself, and what was published is gone back to. */
async function publishHere(number: number) {
  await expect(status('Ready')).toBeVisible();
  await page.getByRole('main').getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('p');
  const of = { item: { number, business: { slug: business.slice(1) } } };
  await expect.poll(() => db.publication.count({ where: of })).toBe(1);
  await page.goto(`${business}/costs/${number}`);
}

test('a disconnect made inside Xero is told to everybody, and Reconnect lets what waited go on by itself', async ({
  browser,
}) => {
  const others = await browser.newContext();
  const other = await others.newPage();
  const [first] = invoices;
  await goTo('Costs');
  await addDocuments([first]);
  await expect(uploads()).toContainText('The same file is item 1');
  await uploads().getByRole('button', { name: 'Close' }).click();
  await page.getByRole('row').filter({ hasText: first.fileName }).getByText(first.fileName).click();
  await setSupplier(first.supplier, { isNew: false });
  await setText('Document reference', `${first.reference}-2`);
  await setText('Date', first.issuedOn);
  await setText('Due date', first.dueOn);
  await setText('Total', first.total);
  await choose('Category', first.category);
  await choose('Tax rate', first.taxRate);
  await expect(status('Ready')).toBeVisible();

  await control('POST', '/disconnect', { organisation });
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('needs reconnecting', { timeout: 30_000 });
  const item = page.url();
  const note = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Xero needs reconnecting/ });
  await expect(note).toBeVisible();
  await page.goto(`${business}/costs`);
  await expect(page.getByRole('alert').filter({ hasText: `${organisation} needs reconnecting` })).toBeVisible();
  await expectAccessible(page, 'an inbox whose connection is lost');
  for (const role of ['BOOKKEEPER', 'SUBMITTER'] as const) {
    await others.setStorageState(await sessionOf(role));
    await other.goto(`${business}/costs`);
    await expect(other.getByRole('alert').filter({ hasText: `${organisation} needs reconnecting` })).toContainText(
      'Ask Alex Harbour',
    );
    await expect(other.getByRole('navigation', { name: 'Main' })).toContainText('Xero needs reconnecting');
  }
  await others.close();

  await page.goto(`${business}/settings/connections`);
  await expect(connection().locator('header')).toContainText('Needs reconnecting');
  await expectAccessible(page, 'a connection that needs reconnecting');
  await page.getByRole('button', { name: 'Manage' }).click();
  await page.getByRole('menuitem', { name: 'Reconnect' }).click();
  await page.getByRole('button', { name: 'Connect to Xero' }).click();
  await consent();
  await chooseOrganisation();
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(connection().locator('header')).toContainText(/Refreshing|Connected/);

  await page.goto(item);
  await expect(page.getByRole('link', { name: /Open in Xero/ })).toBeVisible({ timeout: 30_000 });
  expect(await billsInBooks(`${first.reference}-2`)).toHaveLength(1);
});

test('Refresh integration data shows its progress and ends with what changed per list', async () => {
  await control('POST', `/organisations/${encodeURIComponent(organisation)}/accounts`, {
    Code: '409',
    Name: 'Oyster boats',
    Type: 'EXPENSE',
  });
  await page.goto(`${business}/settings/connections`);
  await page.getByRole('button', { name: 'Manage' }).click();
  await page.getByRole('menuitem', { name: 'Refresh integration data' }).click();
  await expect(page.getByText('Chart of accounts: 1 added')).toBeVisible({ timeout: 30_000 });
  await goTo('Categories');
  await expect(rowsOf('Categories').filter({ hasText: 'Oyster boats' })).toBeVisible();

  // One list alone, from its own page.
  await control('POST', `/organisations/${encodeURIComponent(organisation)}/accounts`, {
    Code: '410',
    Name: 'Sail cloth',
    Type: 'EXPENSE',
  });
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByText(/^Refreshed .+: 1 added$/)).toBeVisible({ timeout: 30_000 });
  await expect(rowsOf('Categories').filter({ hasText: 'Sail cloth' })).toBeVisible();
});

test('Disconnect asks first, says what stays, and deactivates Publish', async () => {
  await page.goto(`${business}/settings/connections`);
  await page.getByRole('button', { name: 'Manage' }).click();
  await page.getByRole('menuitem', { name: 'Disconnect' }).click();
  const dialog = page.getByRole('dialog', { name: `Disconnect ${organisation}?` });
  await expect(dialog).toContainText('What stays');
  await expectAccessible(page, 'the disconnect dialog');
  await dialog.getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByText('No accounting software is connected')).toBeVisible();
  await openArchive();
  await expect(rowsOf('Archive')).toHaveCount(invoices.length + 6);
});

test("every request was valid by Xero's contract, and every answer too", async () => {
  const checked = await checkCalls();
  test.skip(checked === null, "Xero's contract lies beside the repository and is absent here");
  expect(checked?.problems).toEqual([]);
  expect(checked?.count).toBeGreaterThan(20);
});

type Upload = { name: string; mimeType: string; buffer: Buffer };

async function addDocuments(some: readonly RealInvoice[], others: readonly Upload[] = []) {
  await page.getByRole('button', { name: 'Add documents' }).first().click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('dialog', { name: 'Add documents' }).getByRole('button', { name: 'Choose files' }).click();
  const files = some.map(({ fileName, bytes }) => ({ name: fileName, mimeType: 'application/pdf', buffer: bytes }));
  await (await chooser).setFiles([...files, ...others]);
  for (const { name } of [...files, ...others]) await expect(uploads()).toContainText(name);
  await expect(uploads().getByRole('link', { name: /item \d+$/ })).toHaveCount(files.length, { timeout: 20_000 });
}

const goTo = (place: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place }).click();

/** The tab of the costs, wherever one is. */
async function openArchive() {
  await goTo('Costs');
  await page.getByRole('navigation', { name: 'Costs' }).getByRole('link', { name: 'Archive' }).click();
}

const rowsOf = (table: string) => page.getByRole('grid', { name: table }).getByRole('row');

const connection = () => page.getByRole('article', { name: organisation });

/** The item's status beside its name. */
const status = (text: string) => page.getByRole('main').getByText(text, { exact: true }).first();

const uploads = () => page.getByRole('region', { name: 'Documents being added' });

/** Signs in at the sandbox when it asks, and allows the organisation. */
async function consent() {
  await page.waitForURL(/\/identity\//);
  const person = page.getByRole('button', { name: new RegExp(ledgerPerson) });
  if (await person.isVisible()) await person.click();
  await page.getByRole('checkbox', { name: organisation }).check();
  await page.getByRole('button', { name: 'Allow access' }).click();
}

async function chooseOrganisation() {
  // The consent that one comes from names it too.
  await page.getByRole('radiogroup', { name: 'Organisation' }).getByText(organisation).click();
  await page.getByRole('button', { name: 'Next' }).click();
}

/** Types into a field and leaves it, which saves it. */
async function setText(label: string, value: string, { exact = true } = {}) {
  const field = page.getByRole('textbox', { name: label, exact });
  await field.fill(value);
  await field.press('Tab');
  await saved();
}

async function choose(label: string, option: string) {
  await typeInto(label, option);
  await page.getByRole('option', { name: option }).first().click();
  await saved();
}

async function setSupplier(name: string, { isNew }: { isNew: boolean }) {
  await typeInto('Supplier', name);
  await page.getByRole('option', { name: isNew ? `Create “${name}”` : name }).click();
  await saved();
}

/** By keys, as a person does: a value set at once goes unnoticed where the field holds the same already. */
async function typeInto(label: string, text: string) {
  const field = page.getByRole('combobox', { name: label, exact: true });
  await field.click();
  // The open list hides all else from assistive technology, the field's label too: its name is gone meanwhile.
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

async function saved() {
  await expect(page.getByText('Saving', { exact: true })).toHaveCount(0);
}

async function openInBooks(): Promise<Page> {
  const opened = page.context().waitForEvent('page');
  await page.getByRole('link', { name: /Open in Xero/ }).click();
  return opened;
}

/** The organisation's bills with this number, as its own people see them. */
async function billsInBooks(reference: string) {
  const { invoices: bills } = await control<{ invoices: { number: string }[] }>(
    'GET',
    `/organisations/${encodeURIComponent(organisation)}/books/invoices`,
  );
  return bills.filter(({ number }) => number === reference);
}
