import { expect, type Page } from '@playwright/test';
import { db } from '#lib/db.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { addFiles, overflowPx, test, text, uploads } from '#tests/support/costs-pages.ts';
import { aCii, aHybridPdf, aUbl } from '#tests/support/e-invoices.ts';
import { aPdf } from '#tests/support/files.ts';
import type { SharedBusiness } from '#tests/support/shared-business.ts';

/** Documents that are read when they arrive, by the stack's own worker. */

const readsDocuments = ({ scope }: SharedBusiness) =>
  db.business.update({ where: { id: scope.businessId }, data: { readsDocuments: true } });

const allRead = async ({ scope: { businessId } }: SharedBusiness) =>
  expect
    .poll(() => db.extraction.count({ where: { businessId, state: { in: ['WAITING', 'READING'] } } }), {
      timeout: 120_000,
    })
    .toBe(0);

const xml = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/xml', buffer });
const pdf = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer });

const openItem = async (page: Page, business: SharedBusiness, number: number) => {
  await page.goto(`/${business.slug}/costs/${number}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(text(page, 'Document reference')).toBeVisible();
};

test('forty mixed documents are coded while they are read', async ({ open, business }) => {
  test.slow();
  await readsDocuments(business);
  const page = await open('BOOKKEEPER');
  const files = Array.from({ length: 40 }, (_, index) => {
    const number = `N-${index + 1}`;
    if (index % 4 === 0)
      return pdf(
        `${number}.pdf`,
        aHybridPdf(
          aCii({ number }),
          `Rechnung ${number} vom 02.03.2026 ueber`,
          'Papier und Tinte an Harbour Street Bakery, zusammen 131,00 EUR',
        ),
      );
    return index % 4 === 1
      ? pdf(
          `${number}.pdf`,
          aPdf(`Invoice number ${number} of the baker for bread and rolls in March, to be paid by May`),
        )
      : xml(`${number}.xml`, aUbl({ number }));
  });
  await addFiles(page, files);
  await expect(uploads(page)).toContainText('40 added', { timeout: 120_000 });
  // What a person enters meanwhile stays.
  const item = await db.item.findFirstOrThrow({
    where: { businessId: business.scope.businessId },
    orderBy: { number: 'desc' },
  });
  await openItem(page, business, item.number);
  await text(page, 'Description').fill('Entered meanwhile');
  await text(page, 'Description').press('Tab');
  await allRead(business);
  await expect(text(page, 'Document reference')).not.toHaveValue('');
  await expect(text(page, 'Description')).toHaveValue('Entered meanwhile');
  const read = await db.item.count({
    where: { businessId: business.scope.businessId, reference: { startsWith: 'N-' }, total: '131' },
  });
  expect(read).toBe(30);
});

test('a value is put right by pressing it on the document, a supplier once and for all, and a print that differs is told', async ({
  open,
  business,
}) => {
  await readsDocuments(business);
  const page = await open('ADMIN');
  const differing = aHybridPdf(
    aCii({ number: 'RE-2041' }),
    'Invoice RE-2041',
    'Nordwind Papier GmbH',
    'Date 02.03.2026',
    'Subtotal 400.00',
    'VAT 20% 80.00',
    'Total EUR 480.00',
    'Thank you for your order, please pay soon',
  );
  await addFiles(page, [xml('one.xml', aUbl({ number: 'RE-1' })), pdf('two.pdf', differing)]);
  await expect(uploads(page)).toContainText('2 added');
  await allRead(business);
  const { businessId } = business.scope;
  const [one, two] = await Promise.all(
    ['RE-1', 'RE-2041'].map((reference) => db.item.findFirstOrThrow({ where: { businessId, reference } })),
  );

  // The field that has the cursor lights its place; a word that is pressed there fills it.
  await openItem(page, business, one?.number ?? 0);
  const reference = text(page, 'Document reference');
  await reference.focus();
  await expect(page.locator('[data-lit]')).toBeVisible();
  await expect(page.getByText('The document says “Nordwind Papier GmbH”')).toBeVisible();
  const overlay = page.locator('[data-page="1"] [data-overlay]');
  const words = page.waitForResponse((answer) => answer.url().endsWith('/words'));
  await overlay.hover();
  const rows: { text: string; left: number; top: number; width: number; height: number }[][] = await (
    await words
  ).json();
  const word = rows.flat().find(({ text }) => text === 'PO-7');
  const box = await overlay.boundingBox();
  if (!word || !box) throw new Error('The order number is not on the page');
  const position = {
    x: (word.left + word.width / 2) * box.width,
    y: (word.top + word.height / 2) * box.height,
  };
  await overlay.click({ position });
  await expect(reference).toHaveValue('PO-7');
  await expectAccessible(page, 'an item with its places on the document');

  // The supplier is chosen once, and known the next time.
  await page.getByRole('combobox', { name: 'Supplier' }).fill('Acme');
  await page.getByRole('option', { name: 'Acme Ltd' }).click();
  await expect(page.getByText('The document says “Nordwind Papier GmbH”')).toHaveCount(0);
  await expect.poll(() => db.supplierMark.count({ where: { businessId } })).toBeGreaterThan(2);
  await page.goto(`/${business.slug}/costs`);
  await addFiles(page, [xml('three.xml', aUbl({ number: 'RE-3', iban: 'GB82WEST12345698765432' }))]);
  await expect(uploads(page)).toContainText('1 added');
  await allRead(business);
  const three = await db.item.findFirstOrThrow({ where: { businessId, reference: 'RE-3' } });
  expect(three.contactId).toBe(business.books.acme);
  await openItem(page, business, three.number);
  await expect(page.getByText('this document asks to pay to GB82WEST12345698765432')).toBeVisible();
  await page.getByRole('button', { name: 'It is theirs' }).click();
  await expect(page.getByText('this document asks to pay to')).toHaveCount(0);

  // A print that differs.
  await openItem(page, business, two?.number ?? 0);
  await expect(page.getByText('total 131.00, printed 480.00')).toBeVisible();

  await page.goto(`/${business.slug}/lists/suppliers/${business.books.acme}`);
  await expect(page.getByRole('list', { name: 'Known by' })).toContainText('DE136695976');
  await page.getByRole('button', { name: 'Forget Web domain nordwind-papier.example' }).click();
  await expect(page.getByRole('list', { name: 'Known by' })).not.toContainText('nordwind-papier.example');

  await page.goto(`/${business.slug}/settings/extraction`);
  await page.getByRole('radio', { name: 'Always' }).check();
  await expect(page.getByText('of the 3 documents read in the last 90 days').first()).toBeVisible();
  await expectAccessible(page, 'Business settings > Extraction');
  expect(await overflowPx(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(() => db.business.findUniqueOrThrow({ where: { id: businessId } }))
    .toMatchObject({ readsLines: 'ALWAYS' });
});
