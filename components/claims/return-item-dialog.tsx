'use client';

import { useState } from 'react';
import { brokenOff, type ClaimHandlers } from '#components/gathering/claim-handlers.ts';
import { thisTab } from '#components/live/this-tab.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { ClaimItemView } from '#lib/claims/get-claim.ts';
import type { Failure } from '#lib/domain/result.ts';

/** Takes an item out of a claim and says why, to whoever it is of. */
export function ReturnItemDialog({
  claimId,
  item,
  returnItem,
  onClose,
}: {
  claimId: string;
  item: ClaimItemView;
  returnItem: ClaimHandlers['returnItem'];
  onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  async function submit() {
    setPending(true);
    const returned = await returnItem({ claimId, itemId: item.id, reason }, thisTab()).catch(brokenOff);
    setPending(false);
    if (!returned.ok) return setProblem(returned.error);
    onClose();
    toast({ title: `Item ${item.number} is returned`, description: 'It is in the inbox again.', tone: 'success' });
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Return item ${item.number}`}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isPending={isPending} onPress={submit}>
            Return
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {problem && !problem.fields?.reason && <Banner tone="danger">{problem.message}</Banner>}
        <p>It goes back to the inbox. Its owner, whoever added it and the claimant are told why.</p>
        <TextField
          label="Reason"
          autoFocus
          autoComplete="off"
          maxLength={300}
          rows={2}
          value={reason}
          onChange={setReason}
          {...(problem?.fields?.reason && { problems: problem.fields.reason })}
        />
      </form>
    </Dialog>
  );
}
