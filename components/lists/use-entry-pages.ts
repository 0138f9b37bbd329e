'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { toast } from '#components/ui/toast-queue.ts';
import type { Result } from '#lib/domain/result.ts';
import type { Cursor, EntryPage, ListQuery } from '#lib/lists/browse/browse.ts';

export type LoadEntries<Row> = (query: ListQuery) => Promise<Result<EntryPage<Row>>>;

/**
 * The rows so far: the first page as the server drew it, and those loaded since. When the server draws the same
 * question anew, after a refresh, all rows so far are asked for again, so that nobody loses their place.
 */
export function useEntryPages<Row>(first: EntryPage<Row>, query: ListQuery, load: LoadEntries<Row>) {
  const [shown, setShown] = useState({ first, rows: first.rows, next: first.next });
  const newest = useRef(first);
  const question = JSON.stringify(query);
  const asked = useRef(question);

  useEffect(() => {
    if (newest.current === first) return;
    newest.current = first;
    const isSameQuestion = asked.current === question;
    asked.current = question;
    if (!isSameQuestion || shown.rows.length <= first.rows.length) {
      setShown({ first, rows: first.rows, next: first.next });
      return;
    }
    void load({ ...query, after: null, limit: shown.rows.length }).then((answer) => {
      if (newest.current !== first) return;
      const page = answer.ok ? answer.value : first;
      setShown({ first, rows: page.rows, next: page.next });
    });
  }, [first, question, query, load, shown.rows.length]);

  const loadMore = useCallback(async () => {
    const after: Cursor | null = shown.next;
    if (!after) return;
    const answer = await load({ ...query, after });
    if (newest.current !== shown.first) return;
    if (!answer.ok) {
      toast({ title: 'The rest of the list could not be loaded', description: answer.error.message, tone: 'danger' });
      return;
    }
    setShown((now) =>
      now.next === after ? { ...now, rows: [...now.rows, ...answer.value.rows], next: answer.value.next } : now,
    );
  }, [shown, query, load]);

  return { rows: shown.rows, hasMore: shown.next !== null, loadMore };
}
