import { useState } from 'react';
import { toast } from '#components/ui/toast-queue.ts';
import { useKeys } from '#components/ui/use-keys.ts';
import type { BulkOutcome } from '#lib/coding/bulk/bulk-outcome.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { BulkHandlers } from './bulk/bulk-types.ts';
import { isReadHere, noteRead } from './read-here.ts';
import type { OpenMark } from './selection-marks.tsx';

type Marked = { id: string; isUnread?: boolean };

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
  const openFor = (mark: OpenMark) => {
    if (act().length > 0) setOpen(mark);
  };

  async function set(values: { ownerId: string | null } | { flagId: string | null }) {
    setOpen(null);
    const itemIds = selected.map(({ id }) => id);
    const outcome = told(await bulk.set({ workspace, itemIds, values }).catch(offline));
    if (!outcome) return;
    setBegun(outcome);
    onDone();
  }

  /** What one has read becomes unread, unless some of it is that already. */
  async function toggleRead(items: readonly Marked[]) {
    if (items.length === 0) return;
    const isRead = items.some(({ id, isUnread }) => isUnread === true && !isReadHere(id));
    const itemIds = items.map(({ id }) => id);
    if (told(await bulk.read({ itemIds, isRead, shows: true }).catch(offline)) === null) return;
    for (const id of itemIds) noteRead(id, isRead);
    onDone();
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

function told<T>(answer: Result<T>): T | null {
  if (answer.ok) return answer.value;
  toast({ title: 'Nothing was changed', description: answer.error.message, tone: 'danger' });
  return null;
}

const offline = () => failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.');
