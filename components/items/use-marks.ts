import { useState } from 'react';
import { brought } from '#components/ui/brought.ts';
import { useLater } from '#components/ui/later.ts';
import { useKeys } from '#components/ui/use-keys.ts';
import type { BulkOutcome } from '#lib/coding/bulk/bulk-outcome.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Marked } from './acts-on-selection.ts';
import type { BulkHandlers } from './bulk/bulk-types.ts';
import { selectionActs } from './selection-acts.ts';
import type { OpenMark } from './selection-marks.tsx';

/**
 * Flag, owner and reading of what is selected or, by a key, of the row that has the focus. `begun` is the last change, which
 * is followed to its end; `act` selects that row and says whether there is anything to do it to.
 */
export function useMarks({
  workspace,
  selected,
  bulk,
  mayEdit,
  act,
  onDone,
}: {
  workspace: Workspace;
  selected: readonly Marked[];
  bulk: BulkHandlers;
  mayEdit: boolean;
  act: () => readonly Marked[];
  onDone: () => void;
}) {
  const [open, setOpen] = useState<OpenMark>(null);
  const [begun, setBegun] = useState<BulkOutcome | null>(null);
  useLater(selectionActs);
  const openFor = (mark: OpenMark) => {
    if (act().length > 0) setOpen(mark);
  };

  async function set(values: { ownerId: string | null } | { flagId: string | null }) {
    setOpen(null);
    const acts = await brought(selectionActs);
    const outcome = acts && (await acts.setMark(selected, workspace, values, bulk));
    if (!outcome) return;
    setBegun(outcome);
    onDone();
  }

  async function toggleRead(items: readonly Marked[]) {
    if (items.length === 0) return;
    const acts = await brought(selectionActs);
    if (acts && (await acts.toggleRead(items, bulk))) onDone();
  }

  useKeys({
    f: mayEdit ? () => openFor('flag') : undefined,
    o: mayEdit ? () => openFor('owner') : undefined,
    m: () => void toggleRead(act()),
  });
  return {
    begun,
    parts: {
      open,
      onOpen: setOpen,
      setFlag: (flagId: string | null) => void set({ flagId }),
      setOwner: (ownerId: string | null) => void set({ ownerId }),
      onRead: () => void toggleRead(selected),
    },
  };
}
