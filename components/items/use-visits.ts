'use client';

import { type FocusEvent, useState } from 'react';
import type { CodingLine } from '#lib/domain/coding/coding.ts';

/** What floats above a field and belongs to it: whoever is in there has not left the field. */
const floating = '[role=dialog],[role=listbox]';

/**
 * Which fields somebody has been to and left, or has tried to publish with: what is still missing at those is said there,
 * and stays said. Elsewhere it is enough that the field is marked as needed.
 */
export function useVisits(lines: readonly CodingLine[]) {
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set());
  const [isTried, setTried] = useState(false);
  const keyOf = (field: string, line: number | null) => `${line === null ? '' : lines[line]?.id} ${field}`;

  function onBlurCapture({ target, relatedTarget }: FocusEvent<HTMLElement>) {
    // Whoever only comes by a cell of the lines has not been asked anything.
    if (target.matches('[role=gridcell]')) return;
    const place = target.closest<HTMLElement>('[data-field],[data-cell]');
    const isStillThere = place?.contains(relatedTarget) || relatedTarget?.closest(floating) || !document.hasFocus();
    if (!place || isStillThere) return;
    const line = place.closest<HTMLElement>('[data-line]')?.dataset.line;
    const { field, cell } = place.dataset;
    const key = keyOf(field ?? cell ?? '', line === undefined ? null : Number(line));
    setVisited((now) => (now.has(key) ? now : new Set(now).add(key)));
  }

  return {
    onBlurCapture,
    tryAll: () => setTried(true),
    isAsked: (field: string, line: number | null) => isTried || visited.has(keyOf(field, line)),
  };
}
