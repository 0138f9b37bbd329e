import { expect, type Locator } from '@playwright/test';
import { db } from '#lib/db.ts';
import { lineCell, row, status, test, text } from '#tests/support/costs-pages.ts';
import { focusEarly, withholdScripts } from '#tests/support/early.ts';
import { aPdf } from '#tests/support/files.ts';
import { aSharedItem } from '#tests/support/shared-business.ts';

/** The inbox as people work through it, without a mouse too. */

test('items are found, selected, opened and published without a mouse', async ({ business, open }) => {
  for (const reference of ['EARLY', 'FIRST', 'SECOND', 'THIRD']) {
    await aSharedItem(business, { reference }, { fileName: `${reference}.pdf`, bytes: aPdf(reference) });
  }
  const uncoded = { contactId: null, accountId: null, taxRateId: null, taxAmount: null };
  await aSharedItem(business, { reference: 'UNREADY', ...uncoded, total: null, issuedOn: null, dueOn: null });
  const page = await open('BOOKKEEPER');
  const { keyboard } = page;
  const field = (name: string) => page.locator(`[data-field="${name}"] input`);
  // Once the focus has come back from what closed: nobody outruns that by hand.
  const settled = () =>
    page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  const tabTo = async (control: Locator) => {
    for (let presses = 0; presses < 8; presses++) {
      await keyboard.press('Tab');
      if (await control.evaluate((element) => element === document.activeElement)) return;
    }
    await expect(control).toBeFocused();
  };
  const setNextOpens = async () => {
    await page.getByRole('button', { name: 'More' }).focus();
    await keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: 'Open the next item after publishing' })).toBeFocused();
    await keyboard.press('Enter');
    await expect(page.getByRole('menu')).toHaveCount(0);
    await settled();
  };

  await keyboard.press('n');
  await expect(page.getByRole('dialog', { name: 'Add documents' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await settled();

  await keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await keyboard.type('thi');
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(page.getByText('1 match', { exact: true })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'To review 0' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('row')).toHaveCount(6);
  await page.getByRole('radio', { name: 'Ready' }).check();
  await expect(page.getByRole('row')).toHaveCount(5);
  await page.getByRole('radio', { name: 'Ready' }).blur();

  await keyboard.press('j');
  await expect(row(page, 'THIRD')).toBeFocused();
  await keyboard.press('j');
  await expect(row(page, 'SECOND')).toBeFocused();
  await keyboard.press('x');
  await expect(page.getByText('1 selected')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Publish 1 · GBP 120.00' })).toBeVisible();
  await keyboard.press('x');
  await keyboard.press('k');
  await keyboard.press('p');
  // What waits is no longer ready: the row below takes its place, and the focus.
  await expect(page.getByText('1 item queued')).toBeVisible();
  await expect(row(page, 'THIRD')).toBeHidden();
  await expect(page.getByRole('radio', { name: 'Waiting 1' })).toBeVisible();
  await expect(row(page, 'SECOND')).toBeFocused();

  const drawn = new Set<string>();
  page.on('response', (response) => {
    const [, document] = /documents\/([^/]+)\/pages\/1\?/.exec(response.url()) ?? [];
    if (document) drawn.add(document);
  });
  await keyboard.press('Enter');
  await expect(text(page, 'Document reference')).toHaveValue('SECOND');
  // Its own page, and that of the item that comes next.
  await expect.poll(() => drawn.size).toBe(2);
  await setNextOpens();
  await page.getByRole('button', { name: 'Publish', exact: true }).focus();
  await keyboard.press('Enter');
  await expect(status(page, 'Waiting for Xero')).toBeVisible();
  // Publish is gone, and what took its place has the focus.
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await keyboard.press('j');
  await expect(text(page, 'Document reference')).toHaveValue('FIRST');
  await page.getByRole('link', { name: 'Back to the inbox' }).focus();
  await keyboard.press('Enter');
  await page.getByRole('radio', { name: 'All' }).check();
  await row(page, 'UNREADY').focus();
  await keyboard.press('Enter');
  await expect(field('contactId')).toBeFocused();
  // What nobody has been to yet is marked as needed, and no more; where one was, it is said what is missing.
  const missing = page.getByText(/^(Choose|Enter) the /);
  await expect(missing).toHaveCount(0);
  await tabTo(field('reference'));
  await expect(missing).toHaveText(['Choose the supplier.', 'Choose the category.']);
  await page.getByRole('button', { name: '6 fields left' }).focus();
  await keyboard.press('Enter');
  await expect(field('contactId')).toBeFocused();
  await page.getByRole('tab', { name: 'Details' }).focus();
  await keyboard.press('p');
  await expect(field('contactId')).toBeFocused();
  await expect(missing).toHaveCount(6);
  await keyboard.type('Brand new');
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '5 fields left' })).toBeVisible();
  await tabTo(field('accountId'));
  await keyboard.type('445');
  await keyboard.press('Enter');
  await tabTo(field('issuedOn'));
  await keyboard.type('2 nov 2026');
  await tabTo(field('dueOn'));
  await keyboard.type('2 dec 2026');
  await tabTo(field('total'));
  await keyboard.type('120');
  await tabTo(field('taxAmount'));
  await expect(field('taxAmount')).toHaveValue('20.00');
  await expect(status(page, 'Ready')).toBeVisible();
  await page.getByRole('button', { name: 'Add line items', exact: true }).focus();
  await keyboard.press('Enter');
  await expect(lineCell(page, 1, 'description')).toBeFocused();
  await page.getByRole('button', { name: 'Remove line 1' }).focus();
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Add line items', exact: true })).toBeFocused();
  await setNextOpens();
  await page.getByRole('button', { name: 'Add line items', exact: true }).focus();
  await keyboard.press('p');
  // The next item opens by itself, and Back leads to the one before.
  await expect(text(page, 'Document reference')).toHaveValue('THIRD');
  await page.goBack();
  await expect(text(page, 'Document reference')).toHaveValue('UNREADY');
  await expect(status(page, 'Waiting for Xero')).toBeVisible();
  await page.getByRole('link', { name: 'Back to the inbox' }).focus();
  await keyboard.press('Enter');
  await expect(row(page, 'UNREADY')).toBeFocused();
  await keyboard.press('Control+a');
  await expect(page.getByRole('button', { name: /^Publish \d/ })).toBeVisible();
  // The key means what is selected, as the button does.
  await keyboard.press('p');
  await expect(page.getByText(/selected$/)).toHaveCount(0);
  await expect(page.locator('[data-row]:focus')).toHaveCount(1);
});

test('the filters say how many items they hold, and every heading sorts', async ({ business, open }) => {
  const reason = { code: 'other', field: 'reference', line: null, message: 'This number was used.', ledgerText: '' };
  await aSharedItem(business, { reference: 'DEAR', total: '900.00', taxAmount: '150.00' });
  await aSharedItem(business, { reference: 'CHEAP', total: '6.00', taxAmount: '1.00', contactId: null });
  await aSharedItem(business, { reference: 'AGAIN', refusal: [reason] });
  const page = await open('BOOKKEEPER');
  for (const name of ['All 3', 'To review 1', 'Ready 1', 'Waiting 0']) {
    await expect(page.getByRole('radio', { name, exact: true })).toBeVisible();
  }
  const tabs = page.getByRole('navigation', { name: 'Costs' });
  await tabs.getByRole('link', { name: 'Failed 1' }).click();
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(row(page, 'AGAIN')).toContainText('Refused');
  await expect(row(page, 'AGAIN')).toContainText('1 to fix');
  await tabs.getByRole('link', { name: 'Inbox 3' }).click();
  await page.getByRole('radio', { name: 'Waiting' }).check();
  await expect(page.getByText('Nothing is waiting to be published')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();

  for (const [heading, references] of [
    ['Total', ['CHEAP', 'AGAIN', 'DEAR']],
    ['Tax', ['CHEAP', 'AGAIN', 'DEAR']],
    ['Status', ['CHEAP', 'AGAIN', 'DEAR']],
    ['Supplier', ['DEAR', 'AGAIN', 'CHEAP']],
    ['Category', []],
    ['Date', []],
  ] as const) {
    await page.getByRole('button', { name: heading, exact: true }).click();
    await expect(page.getByRole('columnheader', { name: heading })).toHaveAttribute('aria-sort', 'ascending');
    for (const [index, reference] of references.entries()) {
      await expect(page.getByRole('row').nth(index + 1)).toContainText(reference);
    }
  }
});

test('previous and next follow the list as it was ordered and filtered', async ({ business, open }) => {
  for (const [reference, total] of [
    ['SMALL', '10'],
    ['LARGE', '900'],
    ['MIDDLE', '100'],
  ] as const) {
    await aSharedItem(business, { reference, total, taxAmount: '0' });
  }
  await aSharedItem(business, { reference: 'UNREADY', total: '500', contactId: null });
  const page = await open('BOOKKEEPER', '?show=ready&sort=total');
  await row(page, 'LARGE').getByRole('link').click();
  await expect(text(page, 'Document reference')).toHaveValue('LARGE');
  await expect(page.getByRole('button', { name: 'Previous item' })).toBeDisabled();
  for (const next of ['MIDDLE', 'SMALL']) {
    await page.getByRole('button', { name: 'Next item' }).click();
    await expect(text(page, 'Document reference')).toHaveValue(next);
  }
  await expect(page.getByRole('button', { name: 'Next item' })).toBeDisabled();
  await page.getByRole('link', { name: 'Back to the inbox' }).click();
  await expect(page.getByRole('radio', { name: 'Ready' })).toBeChecked();
});

test('what the ledger refused leads to the field and the line concerned', async ({ business, open }) => {
  const reason = (field: string, line: number | null, message: string) => ({
    code: 'other',
    field,
    line,
    message,
    ledgerText: 'No',
  });
  const { books, scope } = business;
  const { number } = await aSharedItem(business, {
    refusal: [reason('issuedOn', null, 'The date is locked.'), reason('accountId', 1, 'This category is closed.')],
    lines: {
      create: ['60.00', '60.00'].map((total, position) => ({
        businessId: scope.businessId,
        position,
        description: 'Heating',
        accountId: books.power,
        taxRateId: books.vat20,
        unitAmount: total,
        total,
        taxAmount: '10.00',
      })),
    },
  });
  const page = await open('BOOKKEEPER', `/${number}`);
  await expect(status(page, 'Refused')).toBeVisible();
  const leadTo = (name: string) => page.getByRole('alert').getByRole('button', { name, exact: true }).click();
  // Each is told once, where it is to be put right.
  for (const message of ['The date is locked.', 'This category is closed.']) {
    await expect(page.getByText(message)).toHaveCount(1);
  }
  await leadTo('Date');
  await expect(page.locator('[data-field="issuedOn"] :focus')).toHaveCount(1);
  await leadTo('Category of line 2');
  await expect(lineCell(page, 2, 'accountId')).toBeFocused();
});

test('what can be done with a row shows once one is at it, and what it leads to is fetched no earlier', async ({
  business,
  open,
}) => {
  const first = await aSharedItem(business, { reference: 'FIRST' });
  await aSharedItem(business, { reference: 'SECOND' });
  await aSharedItem(business, { reference: 'THIRD', contactId: null });
  const page = await open('BOOKKEEPER');
  const actions = (reference: string) =>
    row(page, reference)
      .getByRole('gridcell')
      .filter({ has: page.getByRole('button', { name: 'Publish' }) });
  await expect(actions('FIRST')).toHaveCSS('opacity', '0');
  const asked = new Set<string>();
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (searchParams.has('_rsc')) asked.add(pathname);
  });
  await row(page, 'FIRST').getByRole('link').hover();
  await expect.poll(() => [...asked]).toEqual([`/${business.slug}/costs/${first.number}`]);
  await expect(actions('FIRST')).toHaveCSS('opacity', '1');
  await row(page, 'SECOND').focus();
  await expect(actions('SECOND')).toHaveCSS('opacity', '1');
  // What has the focus in a cell is framed as a whole.
  const status = page.getByRole('gridcell').filter({ has: page.getByRole('button', { name: /show why$/ }) });
  await expect(status).toHaveCSS('overflow-clip-margin', '4px');
});

test('the list of keys fits a small laptop', async ({ open }) => {
  const page = await open('BOOKKEEPER');
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(list).toBeVisible();
  const hiddenPx = await list.evaluate((dialog) =>
    Math.max(...[dialog, ...dialog.children].map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)),
  );
  expect(hiddenPx).toBeLessThanOrEqual(0);
  await expect(list).toBeInViewport({ ratio: 1 });
});

test('once a duplicate is said to be none, the next key goes to what is left to do and never into a text', async ({
  business,
  open,
}) => {
  const unready = await aSharedItem(business, { reference: 'TWIN-1', accountId: null });
  await aSharedItem(business, { reference: 'TWIN-1' });
  const ready = await aSharedItem(business, { reference: 'TWIN-2' });
  await aSharedItem(business, { reference: 'TWIN-2' });
  const page = await open('BOOKKEEPER');
  const isAnother = page.getByRole('button', { name: 'It is another document' });
  // By somebody who does not wait for the scripts.
  const letCome = await withholdScripts(page);
  await page.goto(`/${business.slug}/costs/${unready.number}`, { waitUntil: 'commit' });
  await focusEarly(page, '[data-fixes] button');
  await page.keyboard.press('Enter');
  letCome();
  await expect(isAnother).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'Category' })).toBeFocused();

  // Said in the dialog that compares the two, likewise.
  await page.goto(`/${business.slug}/costs/${ready.number}`);
  await page.getByRole('button', { name: 'Compare' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'It is another document' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toBeFocused();
  await page.keyboard.press('p');
  // It is published, and the next item opens by itself.
  await expect(text(page, 'Document reference')).toHaveValue('TWIN-1');
  await page.goto(`/${business.slug}/costs/${ready.number}`);
  await expect(status(page, 'Waiting for Xero')).toBeVisible();
  await expect(text(page, 'Document reference')).toHaveValue('TWIN-2');
});

test('a page or list that could not be shown once is there after Try again, and the way to the others stays', async ({
  business,
  open,
}) => {
  await aSharedItem(business, { place: 'ARCHIVE', archivedAt: new Date(), reference: 'DONE' });
  const page = await open('BOOKKEEPER');
  const navigation = page.getByRole('navigation').first();
  const setLedger = (ledger: string) =>
    db.connection.update({ where: { id: business.books.connectionId }, data: { ledger } });
  for (const [link, title, shown] of [
    ['Archive', 'This could not be shown', row(page, 'DONE')],
    ['Suppliers', 'This list could not be shown', row(page, 'Acme Ltd')],
  ] as const) {
    // Of a ledger that nobody knows, nothing can be read.
    await setLedger('unknown');
    await page.getByRole('link', { name: link, exact: true }).click();
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await expect(navigation).toBeVisible();
    await setLedger('xero');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(shown).toBeVisible();
    // From anywhere on the page into its rows.
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await expect(page.locator('[data-row]').first()).toBeFocused();
  }
});

test('what is typed and pressed before the scripts have come is used once they have', async ({ business, open }) => {
  await aSharedItem(business, { reference: 'FIRST' });
  const { number } = await aSharedItem(business, { reference: 'THIRD' });
  const page = await open('BOOKKEEPER');
  const letCome = await withholdScripts(page);
  await page.goto(`/${business.slug}/costs`, { waitUntil: 'commit' });
  await focusEarly(page, '[data-page-search]');
  await page.keyboard.type('thi');
  await page.evaluate(() => {
    for (const button of document.querySelectorAll('button')) {
      if (button.textContent === 'Add documents') button.click();
    }
  });
  letCome();
  await expect(page.getByRole('dialog', { name: 'Add documents' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('searchbox')).toHaveValue('thi');
  await expect(page.getByRole('row')).toHaveCount(2);

  const letItemCome = await withholdScripts(page);
  await page.goto(`/${business.slug}/costs/${number}`, { waitUntil: 'commit' });
  await focusEarly(page, '[data-field=type] button');
  await page.keyboard.press('Enter');
  letItemCome();
  await expect(page.getByRole('option', { name: 'Credit note' })).toBeVisible();

  // Keys of the page too, in their order, and what acts on a selection before its own tools have come.
  const letKeysCome = await withholdScripts(page);
  await page.goto(`/${business.slug}/costs`, { waitUntil: 'commit' });
  await focusEarly(page, '[data-page-header] a');
  for (const key of ['j', 'x', 'a', 'a']) await page.keyboard.press(key);
  letKeysCome();
  await expect(page.getByText('Item archived')).toBeVisible();
  await expect(row(page, 'THIRD')).toHaveCount(0);
  await expect(row(page, 'FIRST')).toBeVisible();

  // Files too, which the browser would open in place of the page.
  const letDropCome = await withholdScripts(page);
  await page.goto(`/${business.slug}/costs`, { waitUntil: 'commit' });
  await focusEarly(page, '[data-page-search]');
  const isKept = await page.evaluate(
    (bytes) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([new Uint8Array(bytes)], 'early.pdf', { type: 'application/pdf' }));
      const event = { dataTransfer, bubbles: true, cancelable: true };
      return ['dragover', 'drop'].map((type) => !document.body.dispatchEvent(new DragEvent(type, event)));
    },
    [...aPdf('early')],
  );
  expect(isKept).toEqual([true, true]);
  letDropCome();
  await expect(row(page, 'early.pdf')).toBeVisible();
});
