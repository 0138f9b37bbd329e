import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { overflowPx, row, test } from '#tests/support/costs-pages.ts';
import { aSharedItem } from '#tests/support/shared-business.ts';

/** The inbox as each person looks at it: filters, columns and views that are kept. */

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Begins a filter by its key, and finds it by typing. */
async function addFilter(page: Page, label: string) {
  await page.keyboard.press('Shift+F');
  await page.getByRole('searchbox', { name: 'Find a filter' }).fill(label);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  return page.getByRole('dialog', { name: label });
}

test('filters of any field hold together, stand in the address, and are changed and taken back', async ({
  business,
  open,
}) => {
  const { office, power } = business.books;
  await aSharedItem(business, { reference: 'SMALL', total: '10.00', taxAmount: '0' });
  await aSharedItem(business, { reference: 'LARGE', total: '900.00', taxAmount: '0' });
  await aSharedItem(business, { reference: 'OFFICE', total: '50.00', taxAmount: '0', accountId: office });
  const page = await open('BOOKKEEPER');
  const filters = page.getByRole('list', { name: 'Filters' });

  const category = await addFilter(page, 'Category');
  await category.getByRole('combobox', { name: 'Is' }).fill('heat');
  await page.getByRole('option', { name: 'Light, Power, Heating' }).click();
  await expectAccessible(page, 'a filter being set');
  await category.getByRole('button', { name: 'Apply' }).click();
  await expect(row(page, 'OFFICE')).toHaveCount(0);
  await expect(page.getByText('2 matches', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Filter', exact: true })).toBeFocused();

  const total = await addFilter(page, 'Total');
  await total.getByRole('textbox', { name: 'From' }).fill('1000');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing matches the filters')).toBeVisible();
  await expect(page.getByText('Only what has Category Light, Power, Heating, and Total from 1,000')).toBeVisible();
  await filters.getByRole('button', { name: 'Total from 1,000' }).click();
  // Where one types at once; Escape gives that up, and does not leave.
  await expect(total.getByRole('textbox', { name: 'From' })).toBeFocused();
  await page.keyboard.type('7');
  await page.keyboard.press('Escape');
  await expect(total.getByRole('textbox', { name: 'From' })).toHaveValue('1,000.00');
  // What is no amount is asked about, and nothing is filtered without it.
  await total.getByRole('textbox', { name: 'From' }).fill('9 or 10');
  await total.getByRole('textbox', { name: 'To' }).fill('9000');
  await page.keyboard.press('Enter');
  await expect(total.getByRole('textbox', { name: 'From' })).toBeFocused();
  await total.getByRole('textbox', { name: 'To' }).fill('');
  await total.getByRole('textbox', { name: 'From' }).fill('100');
  await page.keyboard.press('Enter');
  await expect(row(page, 'LARGE')).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(2);
  await expectAccessible(page, 'a filtered inbox');
  const address = new URL(page.url());
  expect(Object.fromEntries(address.searchParams)).toEqual({ category: power, total: '100.00..' });

  // What is selected is what the filters show, and an item leads back to them.
  await row(page, 'LARGE').getByRole('link').click();
  await expect(page.getByRole('button', { name: 'Next item' })).toBeDisabled();
  await page.getByRole('link', { name: 'Back to the inbox' }).click();
  await expect(filters.getByRole('listitem')).toHaveCount(2);
  await page.reload();
  await expect(row(page, 'LARGE')).toBeVisible();
  await filters.getByRole('button', { name: 'Remove the filter Total' }).click();
  await expect(row(page, 'SMALL')).toBeVisible();
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(row(page, 'OFFICE')).toBeVisible();
  await expect(filters).toHaveCount(0);

  // What is shown and what is selected is added up.
  await page.getByRole('button', { name: 'Totals of what is shown' }).click();
  const sums = page.getByRole('dialog', { name: 'Totals' });
  await expect(sums.getByRole('row', { name: 'GBP' })).toHaveText('GBP3960.000.00960.00');
  await expectAccessible(page, 'totals of a list');
  await page.keyboard.press('Escape');
  await row(page, 'SMALL').getByRole('checkbox').check();
  await row(page, 'LARGE').getByRole('checkbox').check();
  await expect(page.getByRole('group', { name: 'Selection' }).getByRole('status')).toHaveText(
    '2 selected · GBP 910.00',
  );
  // At the box that was ticked, as in the row.
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('group', { name: 'Selection' }).getByRole('status')).toContainText('3 selected');
  await page.getByRole('button', { name: 'Clear selection' }).click();

  // An address may say anything.
  await page.goto(`/${business.slug}/costs?type=LETTER&total=9..&contact=00000000-0000-4000-8000-000000000000`);
  await expect(filters.getByRole('listitem')).toHaveText([
    'Totalfrom 9',
    'Type: the address asks for nothing that is here, so all are shown',
    'Supplier: the address asks for nothing that is here, so all are shown',
  ]);
  await expect(page.getByRole('row')).toHaveCount(4);

  // What a search is found by is marked, and told where no column shows it.
  await page.goto(`/${business.slug}/costs`);
  await page.getByRole('searchbox', { name: 'Search the inbox' }).fill('acme general');
  await expect(row(page, 'OFFICE').locator('mark')).toHaveText(['Acme', 'General']);
  await expect(row(page, 'OFFICE')).toContainText('in category: 429 General Expenses');
  await expect(page.getByRole('row')).toHaveCount(2);
  await expectAccessible(page, 'a search');
  await page.getByRole('searchbox', { name: 'Search the inbox' }).fill('ácme 50,00');
  await expect(row(page, 'OFFICE').locator('mark')).toHaveText(['Acme', '50.00']);

  // Each choice is a step back, and all that was typed into the search is one.
  await page.getByRole('radio', { name: 'To review' }).click();
  await expect(page).toHaveURL(/show=toReview/);
  await expect(page.getByText('Nothing matches')).toBeVisible();
  const large = await addFilter(page, 'Total');
  await large.getByRole('textbox', { name: 'From' }).fill('49');
  await page.keyboard.press('Enter');
  await expect(filters.getByRole('listitem')).toHaveCount(1);
  await page.goBack();
  await expect(filters).toHaveCount(0);
  await expect(page.getByRole('radio', { name: 'To review' })).toBeChecked();
  await page.goBack();
  await expect(page.getByRole('radio', { name: 'All' })).toBeChecked();
  await expect(row(page, 'OFFICE').locator('mark')).toHaveText(['Acme', '50.00']);
  await page.goBack();
  await expect(page.getByRole('searchbox', { name: 'Search the inbox' })).toHaveValue('');
  await expect(page.getByRole('row')).toHaveCount(4);
  await page.goForward();
  await expect(page.getByRole('searchbox', { name: 'Search the inbox' })).toHaveValue('ácme 50,00');

  const told = await open('BOOKKEEPER', '', phone);
  await row(told, 'SMALL').getByRole('checkbox').tap();
  await expect(told.getByRole('group', { name: 'Selection' }).getByRole('status')).toHaveText('1 selected · GBP 10.00');

  const small = await open('SUBMITTER', `?total=9..&date=lastMonth&category=${power}`, phone);
  await expect(small.getByText('Nothing matches the filters')).toBeVisible();
  await expect(small.getByText('Category: only who edits items filters by it, so all are shown')).toBeVisible();
  expect(await overflowPx(small)).toBeLessThanOrEqual(0);
  await small.getByRole('button', { name: 'Filter', exact: true }).tap();
  await expect(small.getByRole('menuitem', { name: 'Total' })).toBeVisible();
  await expect(small.getByRole('menuitem', { name: 'Category' })).toHaveCount(0);
});

test('columns are chosen, ordered and sized by each person, and stay so', async ({ business, open }) => {
  await aSharedItem(business, { reference: 'ONE', description: 'For the quarter' });
  const page = await open('BOOKKEEPER');
  const heads = page.getByRole('columnheader').filter({ hasText: /\w/ });
  const usual = ['Date', 'Supplier', 'Category', 'Total', 'Tax', 'Owner', 'Status', 'Actions'];
  await expect(heads).toHaveText(usual);

  await page.getByRole('button', { name: 'View: columns and density' }).click();
  const view = page.getByRole('dialog', { name: 'View' });
  // What is shown comes once it is kept in mind, which a press need not wait for.
  await view.getByRole('checkbox', { name: 'Owner' }).click();
  await expect(view.getByRole('checkbox', { name: 'Owner' })).not.toBeChecked();
  await view.getByRole('checkbox', { name: 'Description' }).click();
  await expect(row(page, 'ONE')).toContainText('For the quarter');
  await view.getByRole('checkbox', { name: 'Description' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await view.getByRole('button', { name: 'Move Date down' }).click();
  await view.getByRole('radio', { name: 'Compact' }).check();
  await expect(view.getByRole('radio', { name: 'Compact' })).toBeChecked();
  await expectAccessible(page, 'the view of a list');
  await page.keyboard.press('Escape');
  const own = ['Supplier', 'Date', 'Category', 'Total', 'Tax', 'Description', 'Status', 'Actions'];
  await expect(heads).toHaveText(own);
  const category = heads.filter({ hasText: 'Category' });
  const widthOf = async () => (await category.boundingBox())?.width ?? 0;
  const width = Math.round(await widthOf());
  await page.getByRole('separator', { name: 'Width of Category' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(widthOf).toBe(width + 8);
  const edge = await page.getByRole('separator', { name: 'Width of Category' }).boundingBox();
  if (!edge) throw new Error('The edge has no place');
  await page.mouse.move(edge.x + 5, edge.y + 5);
  await page.mouse.down();
  await page.mouse.move(edge.x + 65, edge.y + 5, { steps: 3 });
  const saved = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.mouse.up();
  await expect.poll(widthOf).toBe(width + 68);
  await saved;

  // As it was left, for this person alone.
  await page.reload();
  await expect(heads).toHaveText(own);
  await expect.poll(widthOf).toBe(width + 68);
  const other = await open('ADMIN');
  await expect(other.getByRole('columnheader').filter({ hasText: /\w/ })).toHaveText(usual);
  await page.getByRole('button', { name: 'View: columns and density' }).click();
  await view.getByRole('button', { name: 'Reset' }).click();
  await expect(heads).toHaveText(usual);
});

test('a view is kept under a name, shared, opened first, changed for all, and deleted with a way back', async ({
  business,
  open,
}) => {
  await aSharedItem(business, { reference: 'SMALL', total: '10.00', taxAmount: '0' });
  await aSharedItem(business, { reference: 'LARGE', total: '900.00', taxAmount: '0' });
  const page = await open('BOOKKEEPER', '?total=100..&sort=total');
  const views = page.getByRole('dialog', { name: 'Views' });
  const at = (name: string) => page.getByRole('button', { name: `Views: ${name}` });
  await page.getByRole('button', { name: 'Views', exact: true }).click();
  await views.getByRole('button', { name: 'Save as a view…' }).click();
  const naming = page.getByRole('dialog', { name: 'Save as a view' });
  await naming.getByRole('textbox', { name: 'Name' }).fill('Large ones');
  await naming.getByRole('checkbox', { name: 'Share with the business' }).check();
  await expectAccessible(page, 'naming a view');
  await page.keyboard.press('Enter');
  await expect(at('Large ones')).toBeVisible();
  await expect(row(page, 'SMALL')).toHaveCount(0);
  await at('Large ones').click();
  await views.getByRole('button', { name: 'Open it first' }).click();
  await expect(page.getByText('Large ones opens first')).toBeVisible();
  await at('Large ones').click();
  await views.getByRole('button', { name: 'Show it as a tab' }).click();
  const tab = page.getByRole('navigation', { name: 'Costs' }).getByRole('link', { name: 'Large ones' });
  await expect(tab).toHaveAttribute('aria-current', 'page');
  await page.getByRole('navigation', { name: 'Costs' }).getByRole('link', { name: 'Bin' }).click();
  await expect(page).toHaveURL(/bin$/);
  await tab.click();
  await expect(at('Large ones')).toBeVisible();
  await page.goto(`/${business.slug}/costs`);
  await expect(at('Large ones')).toBeVisible();
  await expect(row(page, 'LARGE')).toBeVisible();
  await expect(row(page, 'SMALL')).toHaveCount(0);

  // Another finds it with its count, and cannot change it.
  const other = await open('ADMIN');
  await other.getByRole('button', { name: 'Views', exact: true }).click();
  const theirs = other.getByRole('dialog', { name: 'Views' });
  await expect(theirs.getByRole('listitem')).toHaveText(['Large onesRobin Ledger1']);
  await expectAccessible(other, 'the views of a workspace');
  await theirs.getByRole('link', { name: 'Large ones' }).click();
  await expect(other.getByRole('button', { name: 'Views: Large ones' })).toBeVisible();
  await other.getByRole('button', { name: 'Views: Large ones' }).click();
  await expect(theirs.getByRole('button', { name: 'Open it first' })).toBeVisible();
  await expect(theirs.getByRole('button', { name: 'Delete this view' })).toHaveCount(0);

  // Changed by its owner, it is changed for all.
  await page.getByRole('button', { name: 'Remove the filter Total' }).click();
  await expect(row(page, 'SMALL')).toBeVisible();
  await at('Large ones').click();
  await views.getByRole('button', { name: 'Save what was changed' }).click();
  await expect(page.getByText('Large ones is changed')).toBeVisible();
  await other.goto(`/${business.slug}/costs`);
  await other.getByRole('button', { name: 'Views', exact: true }).click();
  await theirs.getByRole('link', { name: 'Large ones' }).click();
  await expect(other.getByRole('button', { name: 'Views: Large ones' })).toBeVisible();
  await expect(row(other, 'SMALL')).toBeVisible();

  await at('Large ones').click();
  await views.getByRole('button', { name: 'Delete this view' }).click();
  await expect(page.getByText('Large ones is deleted')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Views', exact: true })).toBeVisible();
  await page.getByRole('alertdialog').filter({ hasText: 'is deleted' }).getByRole('button', { name: 'Undo' }).click();
  await expect(at('Large ones')).toBeVisible();
  await at('Large ones').click();
  await views.getByRole('link', { name: 'All items' }).click();
  await expect(page.getByRole('button', { name: 'Views', exact: true })).toBeVisible();
  await expect(row(page, 'SMALL')).toBeVisible();
});
