import { brought } from '#components/ui/brought.ts';
import type { RemovalHandlers } from './acts-on-selection.ts';
import { selectionActs } from './selection-acts.ts';

/** Moves rows to the bin, with a way back. */
export function useRemoval(handlers: RemovalHandlers, onDone: () => void) {
  return async (rows: readonly { id: string }[]) => {
    const acts = await brought(selectionActs);
    if (acts && (await acts.removeItems(rows, handlers))) onDone();
  };
}
