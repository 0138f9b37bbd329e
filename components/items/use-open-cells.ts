'use client';

import { useEffect, useState } from 'react';
import { keptInLines } from '#components/ui/kept-typing.ts';
import { useUnfinishedCells } from '#components/ui/unfinished.ts';
import type { CodingLine } from '#lib/domain/coding/coding.ts';
import type { LineColumn } from './line-columns.ts';
import { cellKey } from './line-row.tsx';

const none: ReadonlySet<string> = new Set();

/**
 * By line, the names of the columns whose cells have a field now, joined by spaces: the one that is edited, and those with
 * something that is not stored.
 */
export function useOpenCells(lines: readonly CodingLine[], columns: readonly LineColumn[], editing: string | null) {
  const unfinished = useUnfinishedCells();
  const restored = useRestoredCells(lines, columns);
  const open = new Map<string, string>();
  for (const key of new Set([editing, ...unfinished, ...restored])) {
    const [id, name] = key?.split(' ') ?? [];
    if (id && name) open.set(id, [open.get(id), name].filter(Boolean).join(' '));
  }
  return open;
}

/** Cells in which something was typed and left behind unsaved: for as long as their fields need to take it again. */
function useRestoredCells(lines: readonly CodingLine[], columns: readonly LineColumn[]): ReadonlySet<string> {
  const [cells, setCells] = useState(none);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the page opens
  useEffect(() => {
    const isKept = keptInLines();
    const kept = lines.flatMap((line, index) =>
      columns.filter(({ label }) => isKept(index, label)).map(({ name }) => cellKey(line, name)),
    );
    if (kept.length > 0) setCells(new Set(kept));
  }, []);
  useEffect(() => {
    if (cells.size > 0) setTimeout(() => setCells(none));
  }, [cells]);
  return cells;
}
