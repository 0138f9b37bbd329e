'use client';

import { useCallback, useEffect, useState } from 'react';
import { later, useLater } from '#components/ui/later.ts';
import type { BulkOutcome } from '#lib/coding/bulk/bulk-outcome.ts';
import type { BulkEditDialogProps } from './bulk-edit-dialog.tsx';

const dialog = later(() => import('./bulk-edit-dialog.tsx'));
const follow = later(() => import('./bulk-follow.tsx'));

type Followed = { bulkEditId: string; first: BulkOutcome | null };

/** Edits of many items: the dialog that begins one, and each that is under way, whenever it was begun. */
export function BulkEdit({
  untold,
  begun,
  onBegun,
  ...props
}: BulkEditDialogProps & {
  /** One that was begun elsewhere on the page, to be followed. */
  begun: BulkOutcome | null;
  /** Those whose end the person has not been told of. */
  untold: readonly string[];
}) {
  const { workspace, handlers, isOpen } = props;
  const [followed, setFollowed] = useState<readonly Followed[]>(() =>
    untold.map((bulkEditId) => ({ bulkEditId, first: null })),
  );
  const begin = useCallback(
    (outcome: BulkOutcome) =>
      setFollowed((now) => [
        ...now.filter(({ bulkEditId }) => bulkEditId !== outcome.bulkEditId),
        { bulkEditId: outcome.bulkEditId, first: outcome },
      ]),
    [],
  );
  useEffect(() => {
    if (begun) begin(begun);
  }, [begun, begin]);
  const dialogPart = useLater(dialog, isOpen);
  const followPart = useLater(follow, followed.length > 0);
  return (
    <>
      {dialogPart && isOpen && (
        <dialogPart.BulkEditDialog
          {...props}
          onBegun={(outcome) => {
            begin(outcome);
            onBegun(outcome);
          }}
        />
      )}
      {followPart &&
        followed.map(({ bulkEditId, first }) => (
          <followPart.BulkFollow
            key={`${bulkEditId} ${first?.state}`}
            {...{ workspace, bulkEditId, first, handlers }}
            onEnd={() => setFollowed((now) => now.filter((other) => other.bulkEditId !== bulkEditId))}
            onUndo={begin}
          />
        ))}
    </>
  );
}
