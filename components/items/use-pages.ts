'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { toast } from '#components/ui/toast-queue.ts';
import type { Result } from '#lib/domain/result.ts';
import type { Cursor } from '#lib/inbox/inbox-query.ts';

type Page<Row> = { rows: Row[]; next: Cursor | null };
export type LoadPage<Row> = (part: { after: Cursor | null; limit?: number }) => Promise<Result<Page<Row>>>;

/** Asked for anew at once, at most; beyond it the list starts over. */
const MAX_REFRESHED = 500;

/**
 * The rows so far: the first page as the server drew it, and those loaded since. When the server draws the same
 * question anew, after a change, as many rows as before are asked for again, so that nobody loses their place.
 */
export function usePages<Row>(first: Page<Row>, question: string, load: LoadPage<Row>) {
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
    void load({ after: null, limit: Math.min(count, MAX_REFRESHED) }).then((answer) => {
      if (newest.current !== first) return;
      const page = answer.ok ? answer.value : first;
      setShown({ first, rows: page.rows, next: page.next });
    });
  }, [first, question, load, count]);

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
