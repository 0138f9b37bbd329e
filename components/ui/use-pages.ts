'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Result } from '#lib/domain/result.ts';
import type { Cursor, Page } from '#lib/keyset.ts';
import { toast } from './toast-queue.ts';

export type LoadPage<Row> = (part: { after: Cursor | null; limit?: number }) => Promise<Result<Page<Row>>>;

/**
 * The rows so far: the first page as the server drew it, and those loaded since. When the server draws the same
 * question anew, after a change, as many rows as before are asked for again, so that nobody loses their place: `most`
 * of them at once, beyond which the list starts over.
 */
export function usePages<Row>(first: Page<Row>, question: string, load: LoadPage<Row>, most: number) {
  const [shown, setShown] = useState({ first, rows: first.rows, next: first.next });
  const newest = useRef(first);
  const asked = useRef(question);
  const count = shown.rows.length;

  useEffect(() => {
    if (newest.current === first) return;
    newest.current = first;
    const isSameQuestion = asked.current === question;
    asked.current = question;
    if (!isSameQuestion || count <= first.rows.length || first.next === null) {
      setShown({ first, rows: first.rows, next: first.next });
      return;
    }
    void load({ after: null, limit: Math.min(count, most) }).then((answer) => {
      if (newest.current !== first) return;
      const page = answer.ok ? answer.value : first;
      setShown({ first, rows: page.rows, next: page.next });
    });
  }, [first, question, load, count, most]);

  const loadMore = useCallback(async () => {
    const after = shown.next;
    if (!after) return;
    const answer = await load({ after });
    if (newest.current !== shown.first) return;
    if (!answer.ok) {
      toast({ title: 'The rest of the list could not be loaded', description: answer.error.message, tone: 'danger' });
      return;
    }
    setShown((now) =>
      now.next === after ? { ...now, rows: [...now.rows, ...answer.value.rows], next: answer.value.next } : now,
    );
  }, [shown, load]);

  return { rows: shown.rows, hasMore: shown.next !== null, loadMore };
}
