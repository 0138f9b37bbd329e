import { expect, type Page } from '@playwright/test';
import { db } from '#lib/db.ts';
import { row, setText, test, text } from '#tests/support/costs-pages.ts';
import { withholdLaterScripts } from '#tests/support/early.ts';
import { aSharedItem } from '#tests/support/shared-business.ts';

/** An item as people code it, alone and two at a time. */

test('two people who change different fields of an item both see both changes', async ({ business, open }) => {
  const { number } = await aSharedItem(business);
  const alex = await open('ADMIN', `/${number}`);
  const robin = await open('BOOKKEEPER', `/${number}`);

  await setText(alex, 'Document reference', 'A-1');
  await setText(robin, 'Description', 'Night storage heaters');

  for (const page of [alex, robin]) {
    await expect(text(page, 'Document reference')).toHaveValue('A-1');
    await expect(text(page, 'Description')).toHaveValue('Night storage heaters');
  }
});

test('an edit is drawn once: where it was made from its answer, elsewhere by one drawing of the page', async ({
  business,
  open,
}) => {
  const { number } = await aSharedItem(business, { contactId: null });
  const alex = await open('ADMIN', `/${number}`);
  const robin = await open('BOOKKEEPER', `/${number}`);
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

test('today is the day that it is where the books are, wherever the browser stands', async ({ business, open }) => {
  const { number } = await aSharedItem(business);
  const { connectionId } = business.books;
  await db.connection.update({ where: { id: connectionId }, data: { timeZone: 'America/New_York' } });
  const page = await open('BOOKKEEPER', `/${number}`);
  // The second of July in London, where this browser is.
  await page.clock.setFixedTime('2026-07-01T23:30:00Z');
  await setText(page, 'Date', 'today');
  await expect(text(page, 'Date')).toHaveValue('1 Jul 2026');
  await setText(page, 'Due date', '+30');
  await expect(text(page, 'Due date')).toHaveValue('31 Jul 2026');
  await setText(page, 'Date', '');
  await page.getByRole('button', { name: 'Date: open the calendar', exact: true }).click();
  await expect(page.getByRole('application', { name: /Calendar, July 2026/ })).toBeVisible();
  await expect(page.locator('td [role=button]:focus')).toHaveText('1');
});

test('what is typed stays, whatever is answered meanwhile and however one leaves the field', async ({
  business,
  open,
}) => {
  const { number } = await aSharedItem(business, { accountId: null, taxRateId: null, taxAmount: null });
  const page = await open('BOOKKEEPER', `/${number}`);
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
  // Enter takes what is highlighted.
  await expect(field('taxRateId')).toHaveAttribute('aria-activedescendant', /./);
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

test('two people who change the same field are told, and either value can be kept', async ({ business, open }) => {
  const { number } = await aSharedItem(business, { reference: 'START' });
  const alex = await open('ADMIN', `/${number}`);
  const robin = await open('BOOKKEEPER', `/${number}`);
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

test('a change is undone by its key, and the history tells both', async ({ business, open }) => {
  const { number } = await aSharedItem(business, { reference: 'RIGHT' });
  const page = await open('BOOKKEEPER', `/${number}`);
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

test('what is typed into a field before its list has come is kept, and the list opens with it', async ({
  business,
  open,
}) => {
  const { number } = await aSharedItem(business, { accountId: null, taxRateId: null, taxAmount: null });
  const page = await open('BOOKKEEPER', `/${number}`);
  const release = await withholdLaterScripts(page);
  // What is withheld holds back that all has loaded.
  const reload = () => page.reload({ waitUntil: 'domcontentloaded' });
  await reload();
  const category = page.locator('[data-field="accountId"] input');
  await category.click();
  await page.keyboard.type('Lihgt');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(category).toHaveValue('Lihgt');
  release();
  await expect(page.getByRole('listbox')).toBeVisible();
  await expect(category).toBeFocused();
  await expect(category).toHaveValue('Lihgt');
  // Where the caret was.
  await page.keyboard.press('Backspace');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('h');
  await expect(category).toHaveValue('Light');
  await page.getByRole('option', { name: /Light, Power/ }).click();
  await expect(category).toHaveValue('Light, Power, Heating');

  // What was asked of a list is done once it has come: what Enter takes for a text, and what the arrows lead to.
  const { connectionId } = business.books;
  const rates = { businessId: business.scope.businessId, connectionId, canApplyToExpenses: true };
  await db.taxRate.create({ data: { ...rates, taxType: 'NONE', name: 'No VAT', effectiveRate: '0' } });
  const { number: next } = await aSharedItem(business, { accountId: null, taxRateId: null, taxAmount: null });
  await page.goto(`/${business.slug}/costs/${next}`);
  const releaseAgain = await withholdLaterScripts(page);
  await reload();
  const type = page.getByRole('button', { name: /Type/ });
  await type.focus();
  for (const key of ['ArrowDown', 'Escape']) await page.keyboard.press(key);
  await category.fill('Power');
  await page.keyboard.press('Enter');
  const rate = page.getByRole('combobox', { name: 'Tax rate' });
  await rate.focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  releaseAgain();
  await expect(category).toHaveValue('Light, Power, Heating');
  await expect(rate).toHaveValue('No VAT');
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await type.press('ArrowDown');
  await expect(page.getByRole('option', { name: 'Credit note' })).toBeVisible();

  // Nor does a list open for whoever is still in the field, over what comes after it.
  const releaseLast = await withholdLaterScripts(page);
  await reload();
  await rate.fill('20%');
  await page.keyboard.press('Enter');
  releaseLast();
  await expect(rate).toHaveValue(/^20% \(/);
  await expect(rate).toBeFocused();
  await expect(page.getByRole('listbox')).toHaveCount(0);
});

test('Tab leads from field to field past what is offered at one, which has its keys, and Escape leaves a field', async ({
  business,
  open,
}) => {
  const { number } = await aSharedItem(business, { contactId: null });
  const { number: next } = await aSharedItem(business, { reference: 'NEXT' });
  const page = await open('BOOKKEEPER', `/${next}`);
  const { keyboard } = page;
  const field = (name: string) => page.locator(`[data-field="${name}"] input`);
  await field('contactId').fill('Acme');
  await expect(page.getByRole('option', { name: 'Create “Acme”' })).toBeVisible();
  // It may be a name of its own: a longer one is not taken for it.
  await keyboard.press('Enter');
  await expect(field('contactId')).toHaveValue('Acme');
  await keyboard.press('Tab');
  await expect(field('accountId')).toBeFocused();
  await expect(page.getByText('“Acme” is not chosen yet.')).toBeVisible();
  // What is offered is part of what the field says of itself.
  await expect(field('contactId')).toHaveAccessibleDescription(/Alt and Enter: Use Acme Ltd/);
  await keyboard.press('Shift+Tab');
  await expect(field('contactId')).toBeFocused();
  await keyboard.press('Alt+Enter');
  await expect(page.getByRole('button', { name: 'Use Acme Ltd' })).toBeFocused();
  await keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Create “Acme”' })).toBeFocused();
  await keyboard.press('Escape');
  await expect(field('contactId')).toBeFocused();
  await keyboard.press('Escape');
  await expect(field('contactId')).toHaveValue('Acme Ltd');

  await field('total').fill('twelve');
  await keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Discard' })).toBeVisible();
  await expect(field('currency')).toBeFocused();
  await keyboard.press('Shift+Tab');
  await keyboard.press('Escape');
  await expect(field('total')).toHaveValue('120.00');
  // What is wrong with a value is the news of it, not that it is saved.
  await field('issuedOn').fill('2 Nov 1926');
  await keyboard.press('Tab');
  const date = page.locator('[data-field=issuedOn]');
  await expect(date.getByText(/1926|old|long ago|past/i)).toBeVisible();
  expect(await date.getByText('Saved').count()).toBe(0);
  // One that is open is closed first, and only then left.
  await field('accountId').click();
  await expect(page.getByRole('listbox')).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await expect(field('accountId')).toBeFocused();
  // At once: the next key may be there before a busy browser comes to anything else.
  const isLeft = await field('accountId').evaluate((input) => {
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
    return input !== document.activeElement;
  });
  expect(isLeft).toBe(true);
  await keyboard.press('j');
  await expect(text(page, 'Document reference')).toHaveValue(`INV-${number}`);
});

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

test('the first click on the next field opens its list, and what is missing at the one before is said after it', async ({
  business,
  open,
}) => {
  const { number } = await aSharedItem(business, {
    contactId: null,
    accountId: null,
    taxRateId: null,
    taxAmount: null,
  });
  const page = await open('BOOKKEEPER', `/${number}`);
  const field = (name: string) => page.locator(`[data-field="${name}"] input`);
  const list = page.getByRole('listbox');
  // Clicks where the field is now, as a hand does: not where it may have gone by the time the button is up.
  const clickAt = async (name: string) => {
    await field(name).scrollIntoViewIfNeeded();
    const box = await field(name).boundingBox();
    if (!box) throw new Error(`${name} is not drawn`);
    await page.mouse.move(box.x + 20, box.y + box.height / 2);
    await page.mouse.down();
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await page.mouse.up();
  };
  await field('contactId').focus();

  await clickAt('accountId');
  await expect(page.getByText('Choose the supplier.')).toBeVisible();
  await expect(field('accountId')).toHaveAttribute('aria-expanded', 'true');
  await expect(list.getByRole('option', { name: /Light, Power/ })).toBeVisible();
  // The list stands at its field, and covers none of it: it follows within a frame when what is said above moves that.
  await expect(async () => {
    const [listBox, fieldBox] = await Promise.all([list.boundingBox(), field('accountId').boundingBox()]);
    expect(listBox?.y).toBeGreaterThanOrEqual((fieldBox?.y ?? 0) + (fieldBox?.height ?? 0));
  }).toPass();
  await page.keyboard.press('Escape');

  await clickAt('taxRateId');
  await expect(page.getByText('Choose the category.')).toBeVisible();
  await expect(field('taxRateId')).toHaveAttribute('aria-expanded', 'true');
});

test('one of hundreds of categories is found by typing, on the item’s page and in the list, the likely ones first', async ({
  business,
  open,
}) => {
  const { businessId } = business.scope;
  const books = { businessId, connectionId: business.books.connectionId, type: 'EXPENSE', class: 'EXPENSE' };
  await db.account.createMany({
    data: Array.from({ length: 400 }, (_, index) => ({
      ...books,
      ...{ ledgerId: `many-${index}`, code: String(7_000 + index), name: `Vehicle ${index}`, taxType: 'INPUT2' },
    })),
  });
  await aSharedItem(business, { reference: 'CODED' });
  const { number } = await aSharedItem(business, { reference: 'OPEN', accountId: null, taxRateId: null });
  const page = await open('BOOKKEEPER', `/${number}`);
  const category = page.getByRole('combobox', { name: 'Category' });
  await category.click();
  // What the supplier's other item has.
  await expect(page.getByRole('option').first()).toHaveText(/Light, Power, Heating/);
  await category.fill('7321');
  await page.getByRole('option', { name: 'Vehicle 321' }).click();
  // Its tax rate comes with it.
  await expect(page.getByRole('combobox', { name: 'Tax rate' })).toHaveValue(/20%/);
  await page.reload();
  await expect(category).toHaveValue('Vehicle 321');

  await page.goto(`/${business.slug}/costs`);
  const cell = page.getByRole('combobox', { name: `Category of item ${number}` });
  await expect(cell).toHaveValue('Vehicle 321');
  // What is typed before the list has come stays, whatever is drawn anew meanwhile.
  const letCome = await withholdLaterScripts(page);
  await page.reload();
  await cell.fill('vehicle 13');
  await row(page, 'CODED').getByRole('checkbox').check();
  await expect(cell).toHaveValue('vehicle 13');
  letCome();
  await expect(page.getByText(/Category set to .*Vehicle 13/)).toBeVisible();
  await expect(cell).toHaveValue('Vehicle 13');

  await cell.fill('vehicle 12');
  await page.getByRole('option', { name: 'Vehicle 12 7012' }).click();
  await expect(page.getByText(/Category set to .*Vehicle 12/)).toBeVisible();
  await page.reload();
  await expect(cell).toHaveValue('Vehicle 12');
});
