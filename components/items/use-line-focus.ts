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
  const awaited = useRef<string | null>(null);
  useEffect(() => {
    const index = lines.findIndex(({ id }) => id === awaited.current);
    if (index >= 0) goToField('description', index);
    else if (awaited.current === none && lines.length === 0) {
      document.querySelector<HTMLElement>(`[${addLinesPlace}] button`)?.focus();
    } else return;
    awaited.current = null;
  }, [lines]);
  return {
    enter(line: CodingLine) {
      awaited.current = line.id;
      return line;
    },
    leave() {
      awaited.current = none;
    },
  };
}

export type LineFocus = ReturnType<typeof useLineFocus>;
