import { expect } from '@playwright/test';
import { db } from '#lib/db.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { setText, test, text } from '#tests/support/costs-pages.ts';
import { aSharedItem, type SharedBusiness } from '#tests/support/shared-business.ts';

const aRate = async ({ scope, books }: SharedBusiness, taxType: string, name: string, more: object) =>
  (
    await db.taxRate.create({
      data: {
        ...{ businessId: scope.businessId, connectionId: books.connectionId, taxType, name, effectiveRate: '0' },
        ...{ canApplyToExpenses: true, ...more },
      },
    })
  ).id;

test('an admin decides about tax by what it does to an item, applies it to what is open and takes that back; a bookkeeper codes a reverse charge', async ({
  business,
  open,
}) => {
  const zero = await aRate(business, 'ZERORATEDINPUT', 'Zero Rated Expenses', {});
  const charge = await aRate(business, 'DRCHARGESUPPLY20', 'Builders, 20%', {
    reportTaxType: 'DRCHARGESUPPLY',
    components: [{ name: 'VAT', rate: '20', isCompound: false, isNonRecoverable: false }],
  });
  await aRate(business, 'CAN002', 'BC - GST/PST on Purchases 12%', {
    effectiveRate: '12',
    components: [
      { name: 'GST', rate: '5', isCompound: false, isNonRecoverable: false },
      { name: 'PST', rate: '7', isCompound: false, isNonRecoverable: true },
    ],
  });
  await aRate(business, 'OUTPUT2', '20% (VAT on Income)', {
    effectiveRate: '20',
    canApplyToExpenses: false,
    canApplyToRevenue: true,
  });
  const item = await aSharedItem(business, { taxAmount: '19.00' });
  const coded = async () => {
    const { taxRateId, taxAmount } = await db.item.findUniqueOrThrow({ where: { id: item.id } });
    return [taxRateId, Number(taxAmount)];
  };

  const page = await open('ADMIN');
  await page.goto(`/${business.slug}/settings/tax`);
  const ours = page.getByRole('radio', { name: /^Allow Intray to decide(?!,)/ });
  await expect(ours).toBeChecked();
  const calculated = page.getByRole('radio', { name: /^Allow Xero to calculate/ });
  await expect(calculated).toHaveAccessibleName(/with GBP 19\.00 of tax, gets there with GBP 20\.00/);
  await calculated.check();
  await expect(page.getByText('1 would get to Xero with another tax')).toBeVisible();
  await page.getByRole('radio', { name: /^Always use the default tax rates/ }).check();
  const costs = page.getByRole('combobox', { name: 'Default tax rate for costs' });
  await costs.fill('Zero Rated');
  await costs.press('Enter');
  const anew = page.getByRole('checkbox', { name: 'Also code the open items anew (1)' });
  await anew.check();
  await expectAccessible(page, 'the settings of tax');
  await page.getByRole('button', { name: 'Save' }).click();
  const told = page.getByRole('alertdialog').filter({ hasText: '1 item coded anew' });
  await expect(told).toBeVisible();
  expect(await coded()).toEqual([zero, 0]);
  // Who missed that, or whose page was closed before it came, finds it on the page.
  await page.reload();
  await expect(page.getByText(/^1 item coded anew by /)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('1 item as before')).toBeVisible();
  expect(await coded()).toEqual([business.books.vat20, 19]);

  const coding = await open('BOOKKEEPER', `/${item.number}`);
  const about = coding.getByRole('list', { name: 'About the tax' });
  await expect(about).toContainText('20.00, where this item has 19.00');
  const rate = coding.getByRole('combobox', { name: 'Tax rate' });
  await rate.focus();
  await rate.press('ArrowDown');
  const offered = coding.getByRole('listbox');
  await expect(offered.getByRole('option')).toHaveText([
    /^Zero Rated Expenses.*Your default for costs/,
    /^20% \(VAT on Expenses\).*The default of/,
    /^BC - GST\/PST/,
    /^Builders, 20%/,
  ]);
  await rate.fill('Builders');
  await rate.press('Enter');
  await expect(about).toContainText('Domestic reverse charge');
  expect(await coded()).toEqual([charge, 0]);
  await setText(coding, 'Tax', '20');
  await expect(coding.getByText('is a reverse charge, of which the supplier charges none')).toBeVisible();
  await coding.getByRole('button', { name: 'Take the tax out' }).click();
  await expect(text(coding, 'Tax')).toHaveValue('0.00');
  await expect(about).toContainText('24.00, which is 20% of 120.00');

  // Two taxes in one rate, as in Canada, each as the document prints it.
  await rate.fill('GST/PST');
  await rate.press('Enter');
  await expect(text(coding, 'GST')).toHaveValue('5.36');
  await setText(coding, 'PST', '7.51');
  await expect(text(coding, 'Tax')).toHaveValue('12.87');
  await expect(about).toContainText(/GST.* 5\.36, recoverable; .*PST.* 7\.51, not recoverable/);
  const { taxAmount, secondTaxAmount } = await db.item.findUniqueOrThrow({ where: { id: item.id } });
  expect([Number(taxAmount), Number(secondTaxAmount)]).toEqual([12.87, 7.51]);
});

test('a contractor takes the CIS deduction off the bill of a supplier that it has said to be a subcontractor', async ({
  business,
  open,
}) => {
  await aRate(business, 'NONE', 'No VAT', { canApplyToLiabilities: true });
  const item = await aSharedItem(business);
  const page = await open('ADMIN');
  await page.goto(`/${business.slug}/settings/tax`);
  const account = page.getByRole('combobox', { name: 'Deductions go to' });
  await account.fill('General');
  await account.press('Enter');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  await page.goto(`/${business.slug}/lists/suppliers/${business.books.acme}`);
  await page.getByRole('button', { name: /CIS deduction/ }).click();
  await page.getByRole('option', { name: 'Registered: 20%' }).click();
  await expect(page.getByText('What is open of it is looked at anew.')).toBeVisible();

  await page.goto(`/${business.slug}/costs/${item.number}`);
  await expect(page.getByText('take off 20.00, 20% of its labour of 100.00')).toBeVisible();
  await page.getByRole('button', { name: 'Deduct 20.00' }).click();
  await expect(text(page, 'Total').first()).toHaveValue('100.00');
  await expect
    .poll(() => db.lineItem.findMany({ where: { itemId: item.id, total: -20 }, select: { accountId: true } }))
    .toEqual([{ accountId: business.books.office }]);
});
