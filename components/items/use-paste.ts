'use client';

import { useState } from 'react';
import { brought } from '#components/ui/brought.ts';
import { later, useLater } from '#components/ui/later.ts';
import { MAX_LINES } from '#lib/domain/coding/line-items.ts';
import { isRange, rangeOf, type Spot } from './grid-moves.ts';
import type { LineColumn } from './line-columns.ts';
import type { LineEntries } from './line-editor.tsx';
import type { LineValues } from './line-values.ts';
import type { PasteContext } from './pasted-lines.ts';
import type { LineChanges } from './use-line-changes.ts';

const reading = later(() => import('./read-pasted-table.ts'));

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
  useLater(reading);

  async function paste(text: string, spot: Spot) {
    const { top, bottom, left } = rangeOf(spot);
    const part = await brought(reading);
    const read = await part?.readPastedTable(text, { columns, from: left, context, entries });
    if (!read) return;
    const { rows, known, isPlain } = read;
    const repeated =
      rows.length === 1 && isRange(spot) ? Array<LineValues>(bottom - top + 1).fill(rows[0] ?? {}) : rows;
    if (!isPlain || top + repeated.length > MAX_LINES) setWaiting({ text, from: left, at: top, context: known });
    else changes.setMany(top, repeated, 'Paste', (of) => `Pasted into ${of}`);
  }

  return {
    waiting,
    paste: (text: string, spot: Spot) => void paste(text, spot),
    /** With an empty dialog to paste into, for those without the keys. */
    ask: (spot: Spot) => setWaiting({ text: '', from: 0, at: rangeOf(spot).top, context }),
    close: () => setWaiting(null),
  };
}
