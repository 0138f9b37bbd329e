import { useCallback, useMemo, useState } from 'react';
import type { Publishable } from '#components/publishing/publish-words.ts';
import { brought } from '#components/ui/brought.ts';
import type { Result } from '#lib/domain/result.ts';
import type { MatchingItem, MatchingItems } from '#lib/inbox/select-matching.ts';
import { selectionActs } from './selection-acts.ts';

type Row = Publishable & { id: string; revision: number };

const none: ReadonlySet<string> = new Set();

/**
 * The items that are selected: rows of the page or, once all that match are asked for, also those that the page does not
 * have, of which less is known.
 */
export function useItemSelection<R extends Row>(
  rows: readonly R[],
  loadMatching: () => Promise<Result<MatchingItems>>,
) {
  const [selection, select] = useState<ReadonlySet<string>>(none);
  const [elsewhere, setElsewhere] = useState<ReadonlyMap<string, MatchingItem>>(new Map());
  const [isAsking, setAsking] = useState(false);
  // A row that has left the list is no longer selected.
  const selected = useMemo(() => {
    const shown = rows.filter(({ id }) => selection.has(id));
    const isShown = new Set(shown.map(({ id }) => id));
    const others = [...elsewhere.values()].filter(({ id }) => selection.has(id) && !isShown.has(id));
    return [...shown, ...others.map(asRow)];
  }, [rows, selection, elsewhere]);
  const clear = useCallback(() => {
    select(none);
    setElsewhere(new Map());
  }, []);

  async function selectMatching() {
    setAsking(true);
    const acts = await brought(selectionActs);
    const found = acts && (await acts.allMatching(loadMatching));
    setAsking(false);
    if (!found) return;
    setElsewhere(new Map(found.items.map((item) => [item.id, item])));
    select(new Set(found.items.map(({ id }) => id)));
  }

  return { selection, select, clear, selected, selectMatching, isAsking };
}

const asRow = ({ isReady, ...item }: MatchingItem): Row => ({
  ...item,
  problems: isReady ? [] : [null],
  publication: null,
});
