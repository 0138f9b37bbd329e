import { MAX_CSV_ROWS, writeCsv } from '#lib/domain/csv.ts';
import type { FileList } from '#lib/domain/list-files.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { type EntryPage, type ListQuery, MAX_PAGE_SIZE } from '../browse/browse.ts';
import { browseCategories } from '../browse/browse-accounts.ts';
import { browseCustomers, browseSuppliers, type ContactRow } from '../browse/browse-contacts.ts';
import { browseCurrencies } from '../browse/browse-currencies.ts';
import { browsePaymentMethods } from '../browse/browse-payment-methods.ts';
import { browseProducts, type ProductRow } from '../browse/browse-products.ts';
import { browseTaxRates } from '../browse/browse-tax-rates.ts';
import { browseTrackingOptions, trackingCategories } from '../browse/browse-tracking.ts';
import { type ListSource, listSource } from '../browse/list-source.ts';
import { aliasCell } from './plan-aliases.ts';

type Column<Row> = readonly [title: string, text: (row: Row) => string | null];

/** How a list is read page by page, and what a file says of each entry. */
type Exported<Row> = {
  title: string;
  browse: (scope: BusinessScope, source: ListSource, query: ListQuery) => Promise<EntryPage<Row>>;
  columns: readonly Column<Row>[];
};

/** Keeps the type of the rows to itself. */
function exported<Row>({ title, browse, columns }: Exported<Row>) {
  return {
    title,
    headings: columns.map(([heading]) => heading),
    async page(scope: BusinessScope, source: ListSource, query: ListQuery): Promise<EntryPage<string[]>> {
      const found = await browse(scope, source, query);
      return { ...found, rows: found.rows.map((row) => columns.map(([, text]) => text(row) ?? '')) };
    },
  };
}

const word = (isSo: boolean) => (isSo ? 'Yes' : 'No');
const state = ({ isArchived }: { isArchived: boolean }) => (isArchived ? 'Archived' : 'In use');
const sideTitles = { price: 'price', account: 'account', taxRate: 'tax rate' } as const;

/** A column for each part of how a product is bought or sold. */
const side = (of: 'bought' | 'sold', title: string) =>
  (['price', 'account', 'taxRate'] as const).map(
    (part) => [`${title} ${sideTitles[part]}`, (product: ProductRow) => product[of]?.[part] ?? null] as const,
  );

const contactColumns: readonly Column<ContactRow>[] = [
  ['Name', ({ name }) => name],
  ['Aliases', ({ aliases }) => aliasCell(aliases)],
  ['E-mail', ({ email }) => email],
  ['Tax number', ({ taxNumber }) => taxNumber],
  ['Open items', ({ openItems }) => String(openItems)],
  ['Published items', ({ publishedItems }) => String(publishedItems)],
  ['Status', state],
];

const files: Record<FileList, ReturnType<typeof exported>> = {
  categories: exported({
    title: 'Categories',
    browse: browseCategories,
    columns: [
      ['Code', ({ code }) => code],
      ['Name', ({ name }) => name],
      ['Type', ({ typeName }) => typeName],
      ['Tax rate', ({ taxRateName }) => taxRateName],
      ['Visible', ({ isVisible }) => word(isVisible)],
      ['Used by', ({ uses }) => String(uses)],
      ['Status', state],
    ],
  }),
  'tax-rates': exported({
    title: 'Tax rates',
    browse: browseTaxRates,
    columns: [
      ['Code', ({ taxType }) => taxType],
      ['Name', ({ name }) => name],
      ['Rate', ({ effectiveRate }) => effectiveRate],
      ['Components', ({ components }) => components.map(({ name, rate }) => `${name} ${rate}`).join('; ')],
      ['Visible', ({ isVisible }) => word(isVisible)],
      ['Used by', ({ uses }) => String(uses)],
      ['Status', state],
    ],
  }),
  tracking: exported({
    title: 'Tracking',
    browse: everyTrackingOption,
    columns: [
      ['Category', ({ category }) => category],
      ['Option', ({ name }) => name],
      ['Used by', ({ uses }) => String(uses)],
      ['Status', state],
    ],
  }),
  suppliers: exported({ title: 'Suppliers', browse: browseSuppliers, columns: contactColumns }),
  customers: exported({ title: 'Customers', browse: browseCustomers, columns: contactColumns }),
  products: exported({
    title: 'Products and services',
    browse: browseProducts,
    columns: [
      ['Code', ({ code }) => code],
      ['Name', ({ name }) => name],
      ['Description', ({ description }) => description],
      ...side('bought', 'Bought'),
      ...side('sold', 'Sold'),
      ['Used by', ({ uses }) => String(uses)],
      ['Status', state],
    ],
  }),
  'payment-methods': exported({
    title: 'Payment methods',
    browse: browsePaymentMethods,
    columns: [
      ['Name', ({ name }) => name],
      ['Card ends in', ({ cardLast4 }) => cardLast4],
      ['Bank account', ({ account }) => account],
      ['Currency', ({ currencyCode }) => currencyCode],
      ['Owner', ({ owner }) => owner],
      ['Status', state],
    ],
  }),
  currencies: exported({
    title: 'Currencies',
    browse: browseCurrencies,
    columns: [
      ['Code', ({ code }) => code],
      ['Name', ({ name }) => name],
      ['Base currency', ({ isBase }) => word(isBase)],
      ['Used by', ({ uses }) => String(uses)],
      ['Status', state],
    ],
  }),
};

/** The headings of a list's own file: what an import need not say it does not use. */
export const headingsOf = (list: FileList): readonly string[] => files[list].headings;

/** What is seen of a list, in its order, as a file for any spreadsheet. */
export async function exportList(
  scope: BusinessScope,
  list: FileList,
  query: ListQuery,
): Promise<Result<{ fileName: string; text: string }>> {
  const source = await listSource(scope);
  const { title, headings, page } = files[list];
  // A file to begin one's own list with.
  if (!source) return ok({ fileName: `${title}.csv`, text: writeCsv([headings]) });
  const rows: string[][] = [];
  let after: ListQuery['after'] = null;
  do {
    const found: EntryPage<string[]> = await page(scope, source, { ...query, limit: MAX_PAGE_SIZE, after });
    rows.push(...found.rows);
    after = found.next;
  } while (after !== null && rows.length <= MAX_CSV_ROWS);
  if (rows.length > MAX_CSV_ROWS)
    return failure('tooMany', `A file holds at most ${MAX_CSV_ROWS} entries. Search for fewer, and export those.`);
  return ok({ fileName: `${title}.csv`, text: writeCsv([headings, ...rows]) });
}

/** Of all categories, one after the other: a page has the options of one, and there are few. */
async function everyTrackingOption(scope: BusinessScope, source: ListSource, query: ListQuery) {
  const rows = [];
  for (const category of await trackingCategories(scope, source)) {
    if (category.isArchived && !query.showArchived) continue;
    let after: ListQuery['after'] = null;
    do {
      const found: Awaited<ReturnType<typeof browseTrackingOptions>> = await browseTrackingOptions(
        scope,
        source,
        category.id,
        { ...query, after },
      );
      rows.push(...found.rows.map((option) => ({ ...option, category: category.name })));
      after = found.next;
    } while (after !== null && rows.length <= MAX_CSV_ROWS);
  }
  return { rows, next: null, total: rows.length };
}
