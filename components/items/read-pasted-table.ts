import { toast } from '#components/ui/toast-queue.ts';
import { readTable } from '#lib/domain/clipboard-table.ts';
import { lookForCategories } from './found-categories.ts';
import type { LineColumn } from './line-columns.ts';
import type { LineEntries } from './line-editor.tsx';
import type { LineValues } from './line-values.ts';
import { columnOfHeading, type Named, type PasteContext, readPasted } from './pasted-lines.ts';

/** Names that are looked up of one paste, in each of the long lists. */
const MAX_LOOKED_UP = 30;

/**
 * What a copied table would become in the columns from `from` on; `isPlain` where all of it is understood as it stands.
 * Null for one without any text, which is told.
 */
export async function readPastedTable(
  text: string,
  {
    columns,
    from,
    context,
    entries,
  }: { columns: readonly LineColumn[]; from: number; context: PasteContext; entries: LineEntries },
): Promise<{ rows: readonly LineValues[]; known: PasteContext; isPlain: boolean } | null> {
  const { rows: table, leftOut } = readTable(text, (cell) => columnOfHeading(cell, columns, context) !== null);
  if (table.every((row) => row.every((cell) => cell === ''))) {
    toast({ title: 'There is no text on the clipboard', description: 'Copy the cells in your spreadsheet again.' });
    return null;
  }
  const known = await withLookedUp(table, columns, from, context, entries);
  const { hasHeadings, rows, unread } = readPasted(table, columns, from, known);
  return { rows, known, isPlain: !hasHeadings && unread.length === 0 && leftOut === 0 };
}

/** The same context, with the products, customers and, of many, categories that the table names. One that can't be looked up is not known. */
async function withLookedUp(
  table: readonly (readonly string[])[],
  columns: readonly LineColumn[],
  from: number,
  context: PasteContext,
  { findProducts, findCustomers, findCategories, of }: LineEntries,
): Promise<PasteContext> {
  const read = readPasted(table, columns, from, context);
  const textsOf = (name: 'productId' | 'rebillableContactId' | 'accountId') => {
    const at = read.columns.indexOf(name);
    const texts = new Set(at < 0 ? [] : read.unread.filter(({ column }) => column === at).map(({ text }) => text));
    return [...texts].slice(0, MAX_LOOKED_UP);
  };
  async function lookUp(
    texts: readonly string[],
    find: (input: {
      query: string;
    }) => ReturnType<LineEntries['findProducts']> | ReturnType<LineEntries['findCustomers']>,
  ): Promise<Named[]> {
    const answers = await Promise.all(texts.map((query) => find({ query }).catch(() => null)));
    return answers.flatMap((answer) =>
      answer?.ok
        ? answer.value.map((entry) => ({ id: entry.id, names: [entry.name, 'code' in entry ? entry.code : null] }))
        : [],
    );
  }
  async function lookUpCategories(texts: readonly string[]) {
    const found = texts.map((query) => lookForCategories(findCategories, { ...of, query }).catch(() => []));
    return (await Promise.all(found)).flat();
  }
  const { choices } = context;
  const [accounts, products, customers] = await Promise.all([
    choices.hasManyAccounts ? lookUpCategories(textsOf('accountId')) : [],
    lookUp(textsOf('productId'), findProducts),
    lookUp(textsOf('rebillableContactId'), findCustomers),
  ]);
  return {
    ...context,
    ...(accounts.length > 0 && { choices: { ...choices, accounts: uniqueById([...choices.accounts, ...accounts]) } }),
    products: uniqueById([...context.products, ...products]),
    customers: uniqueById([...context.customers, ...customers]),
  };
}

const uniqueById = <Entry extends { id: string }>(entries: readonly Entry[]) => [
  ...new Map(entries.map((entry) => [entry.id, entry])).values(),
];
