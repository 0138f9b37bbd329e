import { expect, type Page } from '@playwright/test';
import { storeStatus } from '#lib/coding/store-status.ts';
import { db } from '#lib/db.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { row, test } from '#tests/support/costs-pages.ts';
import type { SharedBusiness } from '#tests/support/shared-business.ts';

/** Work on many items of the inbox at once. */

/** More than the page has at first. */
const ITEMS = 65;

async function manyItems({ scope: { businessId, actor }, books }: SharedBusiness): Promise<void> {
  await db.item.createMany({
    data: Array.from({ length: ITEMS }, (_, index) => ({
      ...{ businessId, number: index + 1, submittedByUserId: actor.userId, submittedByName: actor.name },
      ...{ contactId: books.acme, accountId: books.power, taxRateId: books.vat20, currency: 'GBP' },
      ...{ issuedOn: new Date('2026-11-02'), dueOn: new Date('2026-12-02'), total: '120.00', taxAmount: '20.00' },
      reference: `MANY-${index + 1}`,
    })),
  });
  const items = await db.item.findMany({
    where: { businessId },
    orderBy: { number: 'asc' },
    select: { id: true, number: true },
  });
  const sent = { businessId, workspace: 'COSTS', byUserId: actor.userId, byName: actor.name } as const;
  await db.submission.createMany({
    data: [
      {
        ...sent,
        fileName: 'notes.txt',
        refusal: 'foreign',
        message: 'This is not a PDF, JPG, PNG, WebP or HEIC file.',
      },
      ...items
        .slice(-2)
        .map(({ id, number }) => ({ ...sent, fileName: `${number}.pdf`, itemId: id, itemNumber: number })),
    ],
  });
  await db.$transaction((transaction) =>
    storeStatus(
      transaction,
      businessId,
      items.map(({ id }) => id),
    ),
  );
}

async function chooseIn(page: Page, label: string, typed: string) {
  const field = page.getByRole('dialog').getByRole('combobox', { name: label });
  await field.fill(typed);
  await page
    .getByRole('option', { name: new RegExp(typed) })
    .first()
    .click();
}

test('many items are edited at once, flagged, and deleted, each with a way back', async ({ business, open }) => {
  await manyItems(business);
  const page = await open('BOOKKEEPER');
  const { keyboard } = page;
  await expect(row(page, 'MANY-65')).toBeVisible();
  await keyboard.press('j');
  await keyboard.press('x');
  await keyboard.press('Control+a');
  // All rows may have come by now: then they are all selected already.
  const rest = page.getByRole('button', { name: `Select all ${ITEMS} that match` });
  const all = page.getByText(`${ITEMS} selected`);
  await expect(rest.or(all)).toBeVisible();
  if (await rest.isVisible()) await rest.click();
  await expect(all).toBeVisible();

  await keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: `Edit ${ITEMS} items` });
  await chooseIn(page, 'What to change', 'Category');
  await chooseIn(page, 'Category', 'General');
  await chooseIn(page, 'And also', 'Description');
  await dialog.getByRole('textbox', { name: 'Description' }).fill('For the office');
  await expectAccessible(page, 'bulk edit');
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await expect(dialog.getByText(`${ITEMS} items would change.`)).toBeVisible();
  await expect(dialog.getByText('in place of 445 Light, Power, Heating')).toBeVisible();
  await keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(`${ITEMS} items changed`)).toBeVisible();
  await expect(row(page, 'MANY-65').getByRole('combobox')).toHaveValue(/General Expenses/);

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(`${ITEMS} items as before`)).toBeVisible();
  await expect(row(page, 'MANY-65').getByRole('combobox')).toHaveValue(/Light, Power/);

  // A flag of the business's own, by its key, then what has one.
  await page.getByRole('link', { name: 'Business settings' }).click();
  await page.getByRole('link', { name: 'Flags' }).click();
  await page.getByRole('button', { name: 'Add flag' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Ask the client');
  await keyboard.press('Enter');
  await expect(page.getByRole('listitem').filter({ hasText: 'Ask the client' })).toBeVisible();
  await expectAccessible(page, 'flags');
  await page.getByRole('link', { name: /^Costs/ }).click();
  await row(page, 'MANY-63').focus();
  await keyboard.press('f');
  await page.getByRole('menuitem', { name: 'Ask the client' }).click();
  await expect(page.getByText('1 item changed')).toBeVisible();
  await expect(row(page, 'MANY-63')).toContainText('Flag: Ask the client');
  await page.keyboard.press('Shift+F');
  await page.getByRole('menuitem', { name: 'Flag' }).click();
  const filter = page.getByRole('dialog', { name: 'Flag' });
  await filter.getByRole('combobox', { name: 'Is' }).fill('Ask');
  await page.getByRole('option', { name: 'Ask the client' }).click();
  await filter.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('row')).toHaveCount(2);
  // Opened, it is read; and unread again by a key.
  await expect(row(page, 'MANY-63')).toContainText('Unread');
  await row(page, 'MANY-63').focus();
  await keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Back to the inbox' })).toBeVisible();
  await page.getByRole('link', { name: 'Back to the inbox' }).click();
  await expect(row(page, 'MANY-63')).toBeVisible();
  await expect(row(page, 'MANY-63')).not.toContainText('Unread');
  await row(page, 'MANY-63').focus();
  await keyboard.press('m');
  await expect(row(page, 'MANY-63')).toContainText('Unread');
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(row(page, 'MANY-65')).toBeVisible();

  // A row where it is, with the fields of the item's page.
  const edited = page.locator(`[data-row="${await row(page, 'MANY-65').getAttribute('data-row')}"]`);
  await edited.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Edit in its row' }).click();
  await expect(edited.getByRole('combobox', { name: 'Supplier' })).toBeFocused();
  await edited.getByRole('textbox', { name: 'Total' }).fill('99.60');
  await keyboard.press('Tab');
  await expect(edited.getByRole('textbox', { name: 'Tax' })).toHaveValue('16.60');
  await expectAccessible(page, 'an edited row');
  await keyboard.press('Escape');
  await expect(edited).toBeFocused();
  await expect(row(page, 'MANY-65')).toContainText('99.60');
  // The same by its key.
  await keyboard.press('F2');
  await expect(edited.getByRole('combobox', { name: 'Supplier' })).toBeFocused();
  // Also when what had the focus has gone.
  await edited.getByRole('combobox', { name: 'Supplier' }).blur();
  await keyboard.press('Escape');
  await expect(edited).toBeFocused();

  await row(page, 'MANY-65').focus();
  await keyboard.press('x');
  await keyboard.press('j');
  await keyboard.press('x');
  await keyboard.press('Delete');
  await expect(page.getByText('2 items moved to the bin')).toBeVisible();
  await page.getByRole('link', { name: 'Bin' }).first().click();
  await expect(page.getByRole('heading', { name: 'Bin' })).toBeVisible();
  await expect(row(page, 'MANY-65')).toContainText('In 30 days');
  await expectAccessible(page, 'bin');
  await row(page, 'MANY-65').getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByText('1 item back in the inbox')).toBeVisible();
  await row(page, 'MANY-64').focus();
  await keyboard.press('x');
  await keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('The bin is empty')).toBeVisible();
  await page.getByRole('link', { name: 'Inbox' }).first().click();
  await expect(row(page, 'MANY-65')).toBeVisible();
  await expect(row(page, 'MANY-64')).toHaveCount(0);

  // What was sent is known whatever became of it.
  await page.getByRole('link', { name: 'Submission history' }).click();
  await expect(row(page, '64.pdf')).toContainText('Item 64, deleted for good');
  await expectAccessible(page, 'submission history');
  await page.getByRole('radio', { name: 'Refused' }).check();
  await expect(row(page, 'notes.txt')).toContainText('Refused: This is not a PDF');
  await expect(row(page, '64.pdf')).toHaveCount(0);
});

test('a publish of many items tells how far it is, and is paused, resumed and cancelled by whoever may publish', async ({
  business,
  open,
}) => {
  await manyItems(business);
  // The books take no more calls for some minutes, so that nothing is sent while one looks.
  const { connectionId } = business.books;
  const waits = (waitsFor: string) =>
    db.connection.update({
      where: { id: connectionId },
      data: { status: 'CONNECTED', waitsFor, waitsUntil: new Date(Date.now() + 10 * 60_000) },
    });
  await waits('minute');
  const page = await open('BOOKKEEPER');
  const { keyboard } = page;
  await expect(row(page, 'MANY-65')).toBeVisible();
  await keyboard.press('j');
  await keyboard.press('x');
  await keyboard.press('Control+a');
  const rest = page.getByRole('button', { name: `Select all ${ITEMS} that match` });
  const all = page.getByText(`${ITEMS} selected`);
  await expect(rest.or(all)).toBeVisible();
  if (await rest.isVisible()) await rest.click();
  await expect(all).toBeVisible();
  await page.getByRole('button', { name: new RegExp(`^Publish ${ITEMS}`) }).click();

  const run = (within: Page) =>
    within
      .getByRole('status')
      .filter({ hasText: `${ITEMS} items` })
      .filter({
        has: within.getByRole('progressbar'),
      });
  await expect(run(page)).toContainText(`${ITEMS} not sent yet`);
  await expect(run(page)).toContainText(/minutes to go/);
  await expectAccessible(page, 'a run');

  // Whoever else publishes sees it, and so does one who comes back.
  const other = await open('ADMIN');
  await expect(run(other)).toContainText('asked for by');
  await run(other).getByRole('button', { name: 'Pause' }).click();
  await expect(run(page)).toContainText('paused by');
  await expect(run(page)).toContainText('Nothing more is sent until somebody resumes it.');
  await page.reload();
  await run(page).getByRole('button', { name: 'Resume' }).click();
  await expect(run(other)).toContainText(/to go/);

  // The day's calls are used up: one banner says so, and nothing has failed.
  await waits('day');
  await page.reload();
  await expect(page.getByText('takes no more requests for Books Ltd today')).toBeVisible();
  await expect(page.getByText(`${ITEMS} items wait; nothing failed, and nothing is lost.`)).toBeVisible();

  await run(page).getByRole('button', { name: 'Cancel the rest' }).click();
  const which = page.getByRole('dialog', { name: 'What is sent, and what is not' });
  await expect(which.getByText(`Not sent, back in the inbox · ${ITEMS}`)).toBeVisible();
  await expect(which.getByRole('link', { name: '65', exact: true })).toBeVisible();
  await expectAccessible(page, 'what is sent');
  await keyboard.press('Escape');
  await expect(run(page)).toHaveCount(0);
  await expect(row(page, 'MANY-65').getByRole('button', { name: 'Publish' })).toBeVisible();
});
