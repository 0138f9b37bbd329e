'use client';

import { thisTab } from '#components/live/this-tab.ts';
import { toast } from '#components/ui/toast-queue.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { brokenOff, type ClaimHandlers } from './claim-handlers.ts';
import { type ClaimMade, NewClaimDialog } from './new-claim-dialog.tsx';

/** Selected costs of the inbox go to a claim, which is told, with the way back. */
export function AddToClaim({
  itemIds,
  claiming,
  onDone,
  onClose,
}: {
  itemIds: string[];
  claiming: ClaimHandlers;
  /** The selection has been dealt with. */
  onDone: () => void;
  onClose: () => void;
}) {
  function tell({ claimId, name, added, left }: ClaimMade) {
    onDone();
    const undo = async () => {
      const out = await claiming.takeOut({ claimId, itemIds: added }, thisTab()).catch(brokenOff);
      if (!out.ok) toast({ title: 'Not taken out', description: out.error.message, tone: 'danger' });
    };
    toast({
      title: `${added.length === 1 ? 'Item' : `${added.length} items`} added to ${isolated(name)}`,
      ...(left > 0 && { description: `${left} stayed: published, being published, or in another claim.` }),
      action: { label: 'Undo', onPress: () => void undo() },
    });
  }
  return <NewClaimDialog {...{ itemIds, onClose }} handlers={claiming} onDone={tell} />;
}
