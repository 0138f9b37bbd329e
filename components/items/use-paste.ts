'use client';

import { useState } from 'react';
import { toast } from '#components/ui/toast-queue.ts';
import { readTable } from '#lib/domain/clipboard-table.ts';
import { MAX_LINES } from '#lib/domain/coding/line-items.ts';
import { isRange, rangeOf, type Spot } from './grid-moves.ts';
import type { LineColumn } from './line-columns.ts';
import type { LineEntries } from './line-editor.tsx';
import { columnOfHeading, type LineValues, type Named, type PasteContext, readPasted } from './pasted-lines.ts';
import type { LineChanges } from './use-line-changes.ts';

/** Names that are looked up of one paste, in each of the long lists. */
const MAX_LOOKED_UP = 30;

/** What waits to be looked at before it is pasted. */
export type Waiting = { text: string; from: number; at: number; context: PasteContext };

/**
 * Pasting into lines: what is understood whole goes where one is at once, with a way back; of everything else, and of
 * what has headings, it is shown first what it would become.
 */
export function usePaste(
  columns: readonly LineColumn[],
  context: PasteContext,
  entries: LineEntries,
  changes: LineChanges,
) {
  const [waiting, setWaiting] = useState<Waiting | null>(null);

  async function paste(text: string, spot: Spot) {
    const { top, bottom, left } = rangeOf(spot);
    const { rows: table, leftOut } = readTable(text, (cell) => columnOfHeading(cell, columns, context) !== null);
    if (table.every((row) => row.every((cell) => cell === ''))) {
      toast({ title: 'There is no text on the clipboard', description: 'Copy the cells in your spreadsheet again.' });
      return;
    }
    const known = await withLookedUp(table, columns, left, context, entries);
    const { hasHeadings, rows, unread } = readPasted(table, columns, left, known);
    const repeated =
      rows.length === 1 && isRange(spot) ? Array<LineValues>(bottom - top + 1).fill(rows[0] ?? {}) : rows;
    if (hasHeadings || unread.length > 0 || leftOut > 0 || top + repeated.length > MAX_LINES) {
      setWaiting({ text, from: left, at: top, context: known });
    } else changes.setMany(top, repeated, 'Paste', (of) => `Pasted into ${of}`);
  }

  return {
    waiting,
    paste: (text: string, spot: Spot) => void paste(text, spot),
    /** With an empty dialog to paste into, for those without the keys. */
    ask: (spot: Spot) => setWaiting({ text: '', from: 0, at: rangeOf(spot).top, context }),
    close: () => setWaiting(null),
  };
}

/** The same context, with the products and customers that the table names. One that can't be looked up is not known. */
async function withLookedUp(
  table: readonly (readonly string[])[],
  columns: readonly LineColumn[],
  from: number,
  context: PasteContext,
  { findProducts, findCustomers }: LineEntries,
): Promise<PasteContext> {
  const read = readPasted(table, columns, from, context);
  const textsOf = (name: 'productId' | 'rebillableContactId') => {
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
  const [products, customers] = await Promise.all([
    lookUp(textsOf('productId'), findProducts),
    lookUp(textsOf('rebillableContactId'), findCustomers),
  ]);
  return {
    ...context,
    products: uniqueById([...context.products, ...products]),
    customers: uniqueById([...context.customers, ...customers]),
  };
}

const uniqueById = (entries: readonly Named[]) => [...new Map(entries.map((entry) => [entry.id, entry])).values()];
