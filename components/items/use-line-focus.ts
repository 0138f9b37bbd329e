'use client';

import { useEffect, useRef } from 'react';
import type { CodingLine } from '#lib/domain/coding/coding.ts';
import { goToField } from './go-to-field.ts';

/** Where lines are added when there are none. */
export const addLinesPlace = 'data-add-lines';

const none = 'none';

/**
 * Keeps the focus with the work on lines: a line given to `enter` is entered once it is drawn, and after `leave` the
 * button that begins anew has the focus.
 */
export function useLineFocus(lines: readonly CodingLine[]) {
  const awaited = useRef<{ id: string; field: string } | null>(null);
  useEffect(() => {
    const wanted = awaited.current;
    const index = lines.findIndex(({ id }) => id === wanted?.id);
    if (wanted && index >= 0) goToField(wanted.field, index);
    else if (wanted?.id === none && lines.length === 0) {
      document.querySelector<HTMLElement>(`[${addLinesPlace}] button`)?.focus();
    } else return;
    awaited.current = null;
  }, [lines]);
  return {
    enter(line: CodingLine, field = 'description') {
      awaited.current = { id: line.id, field };
      return line;
    },
    leave() {
      awaited.current = { id: none, field: '' };
    },
  };
}

export type LineFocus = ReturnType<typeof useLineFocus>;
