import { createHash } from 'node:crypto';
import { type Browser, type BrowserContext, expect, type Locator, type Page } from '@playwright/test';
import { db } from '#lib/db.ts';
import { refusalMessages } from '#lib/documents/document-kind.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { test } from '#tests/support/browser.ts';
import { aCrashingPdf, aHeic, aLockedPdf, aPdf } from '#tests/support/files.ts';
import { aSharedBusiness, aSharedItem, removeBusiness, type SharedBusiness } from '#tests/support/shared-business.ts';
import { type DemoRole, sessionOf } from '#tests/support/sign-in.ts';

/** Items as people work on them: alone and two at a time, with the mouse and without, on a desk and on a phone. */

let business: SharedBusiness;
const contexts: BrowserContext[] = [];

test.beforeEach(async () => {
  business = await aSharedBusiness();
});

test.afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  await removeBusiness(business);
});

test.afterAll(() => db.$disconnect());

test('two people who change different fields of an item both see both changes', async ({ browser }) => {
  const { number } = await aSharedItem(business);
  const alex = await open(browser, 'ADMIN', `/${number}`);
  const robin = await open(browser, 'BOOKKEEPER', `/${number}`);

  await setText(alex, 'Document reference', 'A-1');
  await setText(robin, 'Description', 'Night storage heaters');

  for (const page of [alex, robin]) {
    await expect(text(page, 'Document reference')).toHaveValue('A-1');
    await expect(text(page, 'Description')).toHaveValue('Night storage heaters');
  }
});

test('an edit is drawn once: where it was made from its answer, elsewhere by one drawing of the page', async ({
  browser,
}) => {
  const { number } = await aSharedItem(business, { contactId: null });
  const alex = await open(browser, 'ADMIN', `/${number}`);
  const robin = await open(browser, 'BOOKKEEPER', `/${number}`);
  const drawings = [alex, robin].map((page) => {
    const asked: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).searchParams.has('_rsc') && request.url().includes(`/${number}`))
        asked.push(request.url());
    });
    return asked;
  });
  let answer = '';
  await alex.route(`**/costs/${number}`, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    const response = await route.fetch();
    answer = await response.text();
    return route.fulfill({ response, body: answer });
  });

  await setText(alex, 'Description', 'Night storage heaters');
  await expect(text(robin, 'Description')).toHaveValue('Night storage heaters');
  await expect.poll(() => answer).toContain('Night storage heaters');
  expect(drawings.map((asked) => asked.length)).toEqual([0, 1]);
  // The answer tells what became of the item, and not the whole page with all that can be chosen.
  expect(answer).not.toContain('organisationName');
});

test('what is typed stays, whatever is answered meanwhile and however one leaves the field', async ({ browser }) => {
  const { number } = await aSharedItem(business, { accountId: null, taxRateId: null, taxAmount: null });
  const page = await open(browser, 'BOOKKEEPER', `/${number}`);
  const { keyboard } = page;
  const field = (name: string) => page.locator(`[data-field="${name}"] input`);
  const answers = await heldAnswers(page, `**/costs/${number}`);

  // The category brings a tax rate, which brings the tax.
  await field('accountId').fill('445');
  await page.getByRole('option', { name: /Light, Power/ }).click();
  await field('taxRateId').click();
  await keyboard.type('20% (VAT on E');
  await answers.release();
  await expect(field('taxAmount')).toHaveValue('20.00');
  await page.getByRole('tabpanel').evaluate((pane) => pane.scrollBy(0, 30));
  await expect(field('taxRateId')).toHaveValue('20% (VAT on E');
  await keyboard.press('Enter');
  await expect(field('taxRateId')).toHaveValue('20% (VAT on Expenses)');

  await field('total').fill('240');
  await field('taxAmount').click();
  await answers.release();
  await expect(field('taxAmount')).toHaveValue('40.00');
  await keyboard.type('1.5');
  await expect(field('taxAmount')).toHaveValue('1.5');
  await keyboard.press('Tab');
  await answers.release();

  await field('contactId').fill('Nobody of this name');
  await keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Create “Nobody of this name”' })).toBeVisible();
  await expect(field('contactId')).toHaveValue('Nobody of this name');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(field('contactId')).toHaveValue('Acme Ltd');
  await field('contactId').fill('Nobody of this name');
  await keyboard.press('Enter');
  await expect(page.getByText('Nobody of this name created')).toBeVisible();
  await answers.release();
  await page.reload();
  await expect(field('contactId')).toHaveValue('Nobody of this name');
});

test('what is shown and not stored is neither published nor left unasked, and goes once the item is locked', async ({
  browser,
}) => {
  const { number } = await aSharedItem(business);
  const { number: other } = await aSharedItem(business, { reference: 'OTHER' });
  const page = await open(browser, 'BOOKKEEPER', `/${number}`);
  const { keyboard } = page;
  const field = (name: string) => page.locator(`[data-field="${name}"] input`);
  const publish = page.getByRole('button', { name: 'Publish', exact: true });
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await expect(status(page, 'Ready')).toBeVisible();
  for (const [name, typed] of [
    ['total', '€12'],
    ['issuedOn', '31 Feb 2026'],
    ['contactId', 'Wholly New Ltd'],
  ] as const) {
    await field(name).fill(typed);
    await keyboard.press('Tab');
  }
  await expect(status(page, 'Not saved')).toBeVisible();

  await publish.click();
  await expect(page.getByText('“Wholly New Ltd” in Supplier is not saved.')).toBeVisible();
  await expect(field('contactId')).toBeFocused();
  await page.locator('[data-field=contactId]').getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('tab', { name: 'History' }).click();
  await keyboard.press('p');
  await expect(page.getByText('“31 Feb 2026” in Date is not saved.')).toBeVisible();
  await expect(field('issuedOn')).toBeFocused();
  await keyboard.press('Escape');
  await expect(field('issuedOn')).toHaveValue('2 Nov 2026');

  await page.getByRole('link', { name: 'Back to the inbox' }).click();
  await expect(question).toContainText('“€12” in Total is not saved.');
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(field('total')).toBeFocused();
  await page.getByRole('tab', { name: 'Details' }).focus();
  await keyboard.press('k');
  await expect(question).toBeVisible();
  await keyboard.press('Escape');
  await expect(field('total')).toHaveValue('€12');

  const elsewhere = await open(browser, 'ADMIN', `/${number}`);
  await elsewhere.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(field('total')).toHaveValue('120.00');
  await expect(page.getByText('This amount is in GBP')).toHaveCount(0);

  await page.getByRole('link', { name: 'Back to the inbox' }).click();
  await row(page, 'OTHER').getByRole('combobox').fill('No such category');
  await keyboard.press('Tab');
  await row(page, 'OTHER').getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText(`“No such category” in Category of item ${other} is not saved.`)).toBeVisible();
  await row(page, 'OTHER').getByRole('link').click();
  await question.getByRole('button', { name: 'Leave without it' }).click();
  await expect(status(page, 'Ready')).toBeVisible();
});

test('two people who change the same field are told, and either value can be kept', async ({ browser }) => {
  const { number } = await aSharedItem(business, { reference: 'START' });
  const alex = await open(browser, 'ADMIN', `/${number}`);
  const robin = await open(browser, 'BOOKKEEPER', `/${number}`);
  const disagree = async (theirs: string, mine: string) => {
    await text(robin, 'Document reference').fill(mine);
    await setText(alex, 'Document reference', theirs);
    // Whoever is first has the field; the other is asked.
    const { businessId } = business.scope;
    const stored = () => db.item.findFirstOrThrow({ where: { businessId, number }, select: { reference: true } });
    await expect.poll(stored).toEqual({ reference: theirs });
    await text(robin, 'Document reference').press('Tab');
    await expect(robin.getByText(`Alex Harbour changed this to ${theirs} meanwhile`)).toBeVisible();
  };

  await disagree('ALEX-1', 'ROBIN-1');
  await robin.getByRole('button', { name: 'Keep mine: ROBIN-1' }).click();
  await expect(text(alex, 'Document reference')).toHaveValue('ROBIN-1');

  await disagree('ALEX-2', 'ROBIN-2');
  await robin.getByRole('button', { name: 'Take theirs: ALEX-2' }).click();
  await expect(text(robin, 'Document reference')).toHaveValue('ALEX-2');
  await robin.reload();
  await expect(text(robin, 'Document reference')).toHaveValue('ALEX-2');
});

test('a change is undone by its key, and the history tells both', async ({ browser }) => {
  const { number } = await aSharedItem(business, { reference: 'RIGHT' });
  const page = await open(browser, 'BOOKKEEPER', `/${number}`);
  await setText(page, 'Document reference', 'WRONG');
  await expect(page.getByRole('button', { name: 'Undo: Document reference' })).toBeEnabled();
  await page.getByRole('tab', { name: 'Details' }).focus();
  await page.keyboard.press('Control+z');
  await expect(text(page, 'Document reference')).toHaveValue('RIGHT');
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Robin Ledger changed Document reference' })).toHaveCount(
    2,
  );
});

test('files that cannot be read are refused, each with its reason, and the good ones are added', async ({
  browser,
}) => {
  const page = await open(browser, 'BOOKKEEPER');
  const refused: [name: string, reason: string, bytes: Buffer][] = [
    ['empty.pdf', refusalMessages.empty, Buffer.alloc(0)],
    ['broken.pdf', refusalMessages.broken, Buffer.from('%PDF-1.7\n1 0 obj\n<</Type/Cat')],
    ['locked.pdf', refusalMessages.encrypted, aLockedPdf()],
    ['huge.pdf', refusalMessages.tooLarge, Buffer.concat([aPdf('Huge'), Buffer.alloc(25 * 1024 * 1024)])],
    ['notes.pdf', refusalMessages.foreign, Buffer.from('Remember the milk')],
  ];
  await addFiles(page, [
    ...refused.map(([name, , buffer]) => ({ name, mimeType: 'application/pdf', buffer })),
    { name: 'good.pdf', mimeType: 'application/pdf', buffer: aPdf('Good') },
    { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: aHeic() },
  ]);
  for (const [name, reason] of refused) {
    await expect(uploads(page).getByRole('listitem').filter({ hasText: name })).toContainText(reason);
  }
  await expect(uploads(page).getByRole('link', { name: /^Open item/ })).toHaveCount(2);
  await expect(uploads(page)).toContainText('2 added, 5 not added');
  await expectAccessible(page, 'the files being added');
  await uploads(page).getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('row')).toHaveCount(3);
});

test('a HEIC photo is shown converted, and its original comes back byte for byte under its name', async ({
  browser,
}) => {
  const page = await open(browser, 'BOOKKEEPER');
  await addFiles(page, [{ name: 'Büro – №1.heic', mimeType: 'image/heic', buffer: aHeic() }]);
  await uploads(page)
    .getByRole('link', { name: /^Open item/ })
    .click();
  const picture = page.getByRole('img', { name: 'Page 1 of Büro – №1.heic' });
  await expect(picture).toBeVisible();
  const proportion = () => picture.evaluate((image: HTMLImageElement) => image.naturalWidth / image.naturalHeight);
  await expect.poll(proportion).toBeCloseTo(4 / 3);

  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the original' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('Büro – №1.heic');
  const hash = createHash('sha256');
  for await (const part of await download.createReadStream()) hash.update(part);
  expect(hash.digest('hex')).toBe(createHash('sha256').update(aHeic()).digest('hex'));
});

test('a page that cannot be drawn says so, and its original can still be downloaded', async ({ browser }) => {
  const { number } = await aSharedItem(business, {}, { fileName: 'crash.pdf', bytes: aCrashingPdf() });
  const page = await open(browser, 'BOOKKEEPER');
  const drawing = page.waitForResponse((response) => response.url().includes('/pages/1?'));
  await page.goto(`/${business.slug}/costs/${number}`);
  expect((await drawing).status()).toBe(422);
  await expect(page.getByRole('alert').filter({ hasText: 'This page could not be drawn.' })).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the original' }).click();
  expect((await downloading).suggestedFilename()).toBe('crash.pdf');
});

test('a submitter sees their own items only, and nothing to publish or to change', async ({ browser }) => {
  const others = await aSharedItem(business);
  const page = await open(browser, 'SUBMITTER');
  await addFiles(page, [{ name: 'lunch.pdf', mimeType: 'application/pdf', buffer: aPdf('Lunch') }]);
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toHaveCount(0);

  await uploads(page)
    .getByRole('link', { name: /^Open item/ })
    .click();
  await expect(page.getByText('A bookkeeper codes and publishes this')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toHaveCount(0);
  await expect(text(page, 'Document reference')).toHaveCount(0);
  await expect(page.getByText(/Choose|Enter the/)).toHaveCount(0);
  await page.getByRole('button', { name: 'What becomes of it' }).click();
  await expect(page.getByRole('dialog').getByText('There is nothing for you to do')).toBeVisible();

  await page.goto(`/${business.slug}/costs/${others.number}`);
  await expect(page.getByText('There is no such item')).toBeVisible();
});

test('line items tell what they are out by until the remaining balance is added, in gross and net amounts', async ({
  browser,
}) => {
  const { number } = await aSharedItem(business);
  const page = await open(browser, 'BOOKKEEPER', `/${number}`);
  await page.getByRole('button', { name: 'Add line items', exact: true }).click();
  const lines = page.getByRole('region', { name: 'Line items' });
  await expect(lines.getByText('The lines add up to GBP 120.00')).toBeVisible();
  await setText(lines, 'Total', '90');
  await expect(lines.getByText('Out by 30.00')).toBeVisible();
  await expect(status(page, 'To review')).toBeVisible();
  await page.reload();
  await expect(lines.getByText('Out by 30.00')).toBeVisible();
  await expectAccessible(page, 'the line editor');

  await lines.getByRole('button', { name: 'Add line', exact: true }).click();
  await expect(lines.getByRole('listitem')).toHaveCount(2);
  await lines.getByRole('button', { name: 'Add remaining balance' }).click();
  await expect(lines.getByRole('listitem')).toHaveCount(2);
  await expect(lines.getByText('The lines add up to GBP 120.00')).toBeVisible();
  await expect(status(page, 'Ready')).toBeVisible();

  // Net prices from here on: the same document, and Enter goes down the column as in a spreadsheet.
  await lines.getByRole('button', { name: /Amounts are/ }).click();
  await page.getByRole('option', { name: 'Tax exclusive' }).click();
  await expect(lines.getByRole('button', { name: /Amounts are/ })).toBeFocused();
  const net = (line: number) => text(lines.getByRole('listitem').nth(line), 'Net');
  await expect(net(0)).toHaveValue('75.00');
  await net(0).fill('80');
  await net(0).press('Enter');
  await expect(net(1)).toBeFocused();
  await expect(lines.getByText('Out by -6.00')).toBeVisible();
  await net(1).fill('20');
  await net(1).press('Tab');
  await expect(lines.getByText('The lines add up to GBP 120.00')).toBeVisible();
  await expect(status(page, 'Ready')).toBeVisible();
});

test('items are found, selected, opened and published without a mouse', async ({ browser }) => {
  for (const reference of ['EARLY', 'FIRST', 'SECOND', 'THIRD']) {
    await aSharedItem(business, { reference }, { fileName: `${reference}.pdf`, bytes: aPdf(reference) });
  }
  const uncoded = { contactId: null, accountId: null, taxRateId: null, taxAmount: null };
  await aSharedItem(business, { reference: 'UNREADY', ...uncoded, total: null, issuedOn: null, dueOn: null });
  const page = await open(browser, 'BOOKKEEPER');
  const { keyboard } = page;
  const field = (name: string) => page.locator(`[data-field="${name}"] input`);
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
  };

  await keyboard.press('n');
  await expect(page.getByRole('dialog', { name: 'Add documents' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await keyboard.press('/');
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
  await expect(text(page.getByRole('listitem', { name: 'Line 1' }), 'Description')).toBeFocused();
  await page.getByRole('button', { name: 'Remove all lines' }).focus();
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
  await page.getByRole('button', { name: /^Publish \d/ }).focus();
  await keyboard.press('Enter');
  await expect(page.locator('[data-row]:focus')).toHaveCount(1);
});

test('the filters say how many items they hold, and every heading sorts', async ({ browser }) => {
  const reason = { code: 'other', field: 'reference', line: null, message: 'This number was used.', ledgerText: '' };
  await aSharedItem(business, { reference: 'DEAR', total: '900.00', taxAmount: '150.00' });
  await aSharedItem(business, { reference: 'CHEAP', total: '6.00', taxAmount: '1.00', contactId: null });
  await aSharedItem(business, { reference: 'AGAIN', refusal: [reason] });
  const page = await open(browser, 'BOOKKEEPER');
  for (const name of ['All 3', 'To review 1', 'Ready 1', 'Refused 1', 'Waiting 0']) {
    await expect(page.getByRole('radio', { name, exact: true })).toBeVisible();
  }
  await page.getByRole('radio', { name: 'Refused' }).check();
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(row(page, 'AGAIN')).toContainText('Refused');
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

test('previous and next follow the list as it was ordered and filtered', async ({ browser }) => {
  for (const [reference, total] of [
    ['SMALL', '10'],
    ['LARGE', '900'],
    ['MIDDLE', '100'],
  ] as const) {
    await aSharedItem(business, { reference, total, taxAmount: '0' });
  }
  await aSharedItem(business, { reference: 'UNREADY', total: '500', contactId: null });
  const page = await open(browser, 'BOOKKEEPER', '?show=ready&sort=total');
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

test('what the ledger refused leads to the field and the line concerned', async ({ browser }) => {
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
  const page = await open(browser, 'BOOKKEEPER', `/${number}`);
  await expect(status(page, 'Refused')).toBeVisible();
  const leadTo = (name: string) => page.getByRole('alert').getByRole('button', { name, exact: true }).click();
  // Each is told once, where it is to be put right.
  for (const message of ['The date is locked.', 'This category is closed.']) {
    await expect(page.getByText(message)).toHaveCount(1);
  }
  await leadTo('Date');
  await expect(page.locator('[data-field="issuedOn"] :focus')).toHaveCount(1);
  await leadTo('Category of line 2');
  await expect(page.locator('[data-line="1"]').getByRole('combobox', { name: 'Category' })).toBeFocused();
});

test('the inbox, an item and the archive are accessible, and fit a small laptop', async ({ browser }) => {
  const document = { fileName: 'invoice.pdf', bytes: aPdf('Invoice') };
  const { number } = await aSharedItem(business, { contactId: null }, document);
  // Refused for reasons without a field, and here twice.
  const refusal = ['It is late.', 'It is wrong.', 'It is odd.'].map((message) => ({
    code: 'other',
    field: null,
    line: null,
    message,
    ledgerText: message,
  }));
  const refused = await aSharedItem(business, { reference: 'TWIN', refusal });
  await aSharedItem(business, { reference: 'TWIN' });
  await aSharedItem(business, { place: 'ARCHIVE', archivedAt: new Date() });
  const page = await open(browser, 'BOOKKEEPER');
  for (const [path, sign] of [
    ['', page.getByRole('row', { name: /To review/ }).first()],
    [`/${number}`, page.getByRole('img', { name: 'Page 1 of invoice.pdf' })],
    [`/${refused.number}`, page.getByRole('combobox', { name: 'Category' })],
    ['/archive', page.getByRole('row', { name: /Archived/ })],
  ] as const) {
    await page.goto(`/${business.slug}/costs${path}`);
    await expect(sign).toBeInViewport();
    await expectAccessible(page, `costs${path}`);
    expect(await overflowPx(page), `costs${path}`).toBeLessThanOrEqual(0);
  }
});

test('what can be done with a row shows once one is at it', async ({ browser }) => {
  await aSharedItem(business, { reference: 'FIRST' });
  await aSharedItem(business, { reference: 'SECOND' });
  const page = await open(browser, 'BOOKKEEPER');
  const actions = (reference: string) =>
    row(page, reference)
      .getByRole('gridcell')
      .filter({ has: page.getByRole('button', { name: 'Publish' }) });
  await expect(actions('FIRST')).toHaveCSS('opacity', '0');
  await row(page, 'FIRST').hover();
  await expect(actions('FIRST')).toHaveCSS('opacity', '1');
  await row(page, 'SECOND').focus();
  await expect(actions('SECOND')).toHaveCSS('opacity', '1');
});

test('on a phone everything is large enough for a finger, and two lines stand above the rows', async ({ browser }) => {
  await aSharedItem(business, { reference: 'SMALL', total: '12.00', taxAmount: '2.00' });
  await aSharedItem(business, { reference: 'LARGE' });
  await aSharedItem(business, { place: 'ARCHIVE', archivedAt: new Date(), reference: 'DONE' });
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const context = await browser.newContext({ ...phone, storageState: await sessionOf('BOOKKEEPER') });
  contexts.push(context);
  const page = await context.newPage();
  await page.goto(`/${business.slug}/costs`);

  await expect(row(page, 'LARGE').getByText('Publish', { exact: true })).toBeVisible();
  expect(await smallTargets(page)).toEqual([]);
  expect(await overflowPx(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Show and sort: All' }).tap();
  expect(await smallTargets(page)).toEqual([]);
  await page.getByRole('menuitem', { name: /^Total/ }).tap();
  await expect(page.locator('[data-row]').first()).toContainText('LARGE');
  await page.getByRole('button', { name: 'Show and sort: All' }).tap();
  await page.getByRole('menuitem', { name: /^Total/ }).tap();
  await expect(page.locator('[data-row]').first()).toContainText('SMALL');

  await row(page, 'LARGE').getByRole('checkbox').check();
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await expect(page.getByRole('button', { name: 'Publish 2 · GBP 132.00' })).toBeVisible();
  expect(await smallTargets(page)).toEqual([]);
  expect(await overflowPx(page)).toBeLessThanOrEqual(0);
  await expectAccessible(page, 'the inbox on a phone');

  await page.getByRole('button', { name: 'Add documents' }).tap();
  await expect(page.getByRole('button', { name: 'Take a photo' })).toBeVisible();
  await expect(page.locator('input[type=file][capture=environment]')).toHaveCount(1);
  expect(await smallTargets(page)).toEqual([]);

  await page.goto(`/${business.slug}/costs/archive`);
  await expect(row(page, 'DONE')).toBeVisible();
  expect(await smallTargets(page)).toEqual([]);
  expect((await row(page, 'DONE').boundingBox())?.y).toBeLessThanOrEqual(100);
  await page.getByRole('button', { name: 'Navigation' }).tap();
  await expect(page.getByRole('dialog', { name: 'Navigation' })).toBeVisible();
  expect(await smallTargets(page)).toEqual([]);
});

/** What can be pressed on the page, or in the dialog over it, and is less than 44 px high or wide; not links in sentences. */
const smallTargets = (page: Page) =>
  page.evaluate(() => {
    const within = [...document.querySelectorAll('[role=dialog],[role=menu]')].at(-1) ?? document.body;
    return [...within.querySelectorAll('a[href],button,input:not([type=file]),[role=menuitem]')].flatMap((element) => {
      // A card's link is the whole card, as a box's label is the box.
      const target = element.closest(element.tagName === 'A' ? '[data-row]' : 'label,.control') ?? element;
      const { width, height, left, bottom } = target.getBoundingClientRect();
      const isShown = element.checkVisibility({ visibilityProperty: true }) && width > 1 && left >= 0 && bottom > 0;
      const isInText = getComputedStyle(element).display === 'inline';
      return isShown && !isInText && (width < 44 || height < 44)
        ? `${element.outerHTML.slice(0, 120)} ${width}×${height}`
        : [];
    });
  });

test('on a phone the document, the details and the history are a touch away', async ({ browser }) => {
  const document = { fileName: 'invoice.pdf', bytes: aPdf('Invoice') };
  const { number } = await aSharedItem(business, { reference: 'TWIN' }, document);
  await aSharedItem(business, { reference: 'TWIN' });
  const page = await open(browser, 'BOOKKEEPER', `/${number}`, { width: 390, height: 844 });
  await expect(text(page, 'Document reference')).toBeVisible();
  // What puts a field right fits beside its neighbour.
  await expect(page.getByRole('button', { name: 'It is another document' })).toBeInViewport({ ratio: 1 });
  expect(await overflowPx(page)).toBeLessThanOrEqual(0);
  await page.getByRole('radio', { name: 'Document' }).check();
  await expect(page.getByRole('img', { name: 'Page 1 of invoice.pdf' })).toBeVisible();
  await expectAccessible(page, 'the document on a phone');
  await page.getByRole('radio', { name: 'History' }).check();
  await expect(page.getByRole('tabpanel')).toBeVisible();
  await expect(page.getByRole('img', { name: 'Page 1 of invoice.pdf' })).toBeHidden();
});

/** The costs of the business as somebody sees them, in a browser of their own. */
async function open(
  browser: Browser,
  who: DemoRole,
  path = '',
  viewport = { width: 1280, height: 720 },
): Promise<Page> {
  const context = await browser.newContext({ viewport, storageState: await sessionOf(who) });
  contexts.push(context);
  const page = await context.newPage();
  await page.goto(`/${business.slug}/costs${path}`);
  // Keys are pressed whatever the page is at, so it has to be there before.
  await expect(page.getByRole('main')).toBeVisible();
  return page;
}

type Upload = { name: string; mimeType: string; buffer: Buffer };

async function addFiles(page: Page, files: Upload[]) {
  await page.getByRole('button', { name: 'Add documents' }).first().click();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('dialog', { name: 'Add documents' }).getByRole('button', { name: 'Choose files' }).click();
  await (await choosing).setFiles(files);
}

const uploads = (page: Page) => page.getByRole('region', { name: 'Documents being added' });
const row = (page: Page, reference: string) => page.getByRole('row').filter({ hasText: reference });
const text = (within: Page | Locator, label: string) => within.getByRole('textbox', { name: label, exact: true });
const status = (page: Page, words: string) => page.getByRole('main').getByText(words, { exact: true }).first();

/** Types into a field and leaves it, which saves it. */
async function setText(within: Page | Locator, label: string, value: string) {
  await text(within, label).fill(value);
  await text(within, label).press('Tab');
}

/** Keeps the answers of actions back, each until it is released. */
async function heldAnswers(page: Page, address: string) {
  let release = () => {};
  await page.route(address, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    const response = await route.fetch();
    if ((await response.text()).includes('"revision"')) {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    }
    return route.fulfill({ response });
  });
  return {
    /** Waits for an answer to an edit, and lets it through. */
    async release() {
      await expect(async () => {
        release();
        release = () => {};
        await expect(page.getByText('Saving', { exact: true })).toHaveCount(0, { timeout: 100 });
      }).toPass();
    },
  };
}

/** By how much the page, or the table on it, is wider than the room it has. */
const overflowPx = (page: Page) =>
  page.evaluate(() =>
    Math.max(
      ...[document.documentElement, ...document.querySelectorAll('[role=grid]')].map(
        ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
      ),
    ),
  );
