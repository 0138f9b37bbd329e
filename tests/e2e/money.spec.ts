import { expect } from '@playwright/test';
import { db } from '#lib/db.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { aCard } from '#tests/support/books.ts';
import { row, setText, status, test, text } from '#tests/support/costs-pages.ts';
import { aSharedItem } from '#tests/support/shared-business.ts';

/** Lock dates, currencies and payments, as an admin sets them and a bookkeeper works with them. */

test('what is locked, in another currency or paid is told before it is published, and goes as the business has it', async ({
  business,
  open,
}) => {
  const { connectionId } = business.books;
  await db.connection.update({
    where: { id: connectionId },
    data: { periodLockOn: new Date('2026-03-31'), isMultiCurrency: true },
  });
  const { businessId } = business.scope;
  await db.lockDateChange.create({
    data: {
      ...{ businessId, kind: 'PERIOD', organisationName: 'Books Ltd' },
      ...{ fromOn: new Date('2026-02-28'), toOn: new Date('2026-03-31') },
    },
  });
  const locked = await aSharedItem(business, { issuedOn: new Date('2026-01-15'), dueOn: new Date('2026-04-14') });
  const yen = await aSharedItem(business, { total: '12000', taxAmount: '2000' });
  const paid = await aSharedItem(business);
  await aCard(business.scope, business.books);

  const bookkeeper = await open('BOOKKEEPER', `/${locked.number}`);
  await expect(
    bookkeeper.getByText(/Books Ltd is locked up to 31 Mar 2026\. A bill of 15 Jan 2026 can only/),
  ).toBeVisible();
  await expect(bookkeeper.getByText('How the lock date changed')).toBeVisible();

  const admin = await open('ADMIN', '/../settings/publishing');
  await expect(admin.getByText(/Item 1 of 15 Jan 2026 goes to the books on 1 Apr 2026/)).toBeVisible();
  await admin.getByRole('radio', { name: /Move it to the first open day/ }).check();
  await expect(admin.getByText('1 item in the inbox goes to the books on 1 Apr 2026.')).toBeVisible();
  await admin.getByRole('button', { name: 'Save lock dates' }).click();
  await expect(admin.getByText('Saved')).toBeVisible();

  await bookkeeper.reload();
  await expect(status(bookkeeper, 'Ready')).toBeVisible();
  await expect(bookkeeper.getByText(/In the books on 1 Apr 2026, not on 15 Jan 2026/)).toBeVisible();

  // Another currency than the books have.
  await bookkeeper.goto(`/${business.slug}/costs/${yen.number}`);
  await expect(text(bookkeeper, 'Document reference')).toHaveValue(yen.reference ?? '');
  const currency = bookkeeper.getByRole('combobox', { name: 'Currency' });
  await currency.fill('JPY');
  await currency.press('Enter');
  await expect(bookkeeper.getByText(/Books Ltd has no JPY yet\. Add it there/)).toBeVisible();
  await admin.goto(`/${business.slug}/settings/currency`);
  await admin.getByRole('radio', { name: /convert what the books lack/ }).check();
  await expect(admin.getByText('1 item in the inbox is converted to GBP when published.')).toBeVisible();
  await expectAccessible(admin, 'settings of currency');
  await admin.getByRole('button', { name: 'Save' }).click();
  await expect(admin.getByText('Saved')).toBeVisible();
  await bookkeeper.reload();
  await setText(bookkeeper, 'Exchange rate: one GBP in JPY', '190.5');
  await expect(bookkeeper.getByText('GBP 62.99 in the books.')).toBeVisible();
  await expect(bookkeeper.getByText(/In the books as GBP 62\.99, not JPY 12,000/)).toBeVisible();

  // Paid in parts.
  await bookkeeper.goto(`/${business.slug}/costs/${paid.number}`);
  await expect(text(bookkeeper, 'Document reference')).toHaveValue(paid.reference ?? '');
  await bookkeeper.getByRole('switch', { name: 'Paid' }).check();
  await expect(bookkeeper.getByText('Balance: nothing, paid in full.')).toBeVisible();
  const method = bookkeeper.getByRole('combobox', { name: 'Payment method' });
  await method.fill('Company');
  await method.press('Enter');
  await expect(status(bookkeeper, 'Ready')).toBeVisible();
  await setText(bookkeeper, 'Amount paid', '20');
  await expect(bookkeeper.getByText('Balance: GBP 100.00 still to pay.')).toBeVisible();
  await bookkeeper.getByRole('button', { name: 'Add payment' }).click();
  await expect(text(bookkeeper, 'Payment 2: amount')).toHaveValue('100.00');
  await expectAccessible(bookkeeper, 'an item that is paid');

  await bookkeeper.goto(`/${business.slug}/costs`);
  await expect(row(bookkeeper, paid.reference ?? '')).toContainText('Ready');
  await expect(row(bookkeeper, yen.reference ?? '')).toContainText('GBP 62.99');

  // What archives an item.
  await admin.goto(`/${business.slug}/settings/publishing`);
  await admin.getByRole('checkbox', { name: /^Export/ }).check();
  await expect(admin.getByText(/Item 3 of .*Acme Ltd.* goes to the archive when it is exported/)).toBeVisible();
  await admin.getByRole('button', { name: 'Save archiving' }).click();
  await expect(admin.getByText('From now on. Items stay where they are.')).toBeVisible();
  await expectAccessible(admin, 'settings of publishing');
  await bookkeeper.getByRole('button', { name: 'Export all that is shown' }).click();
  await expect(bookkeeper.getByRole('checkbox', { name: /Archive afterwards/ })).toBeChecked();
});
