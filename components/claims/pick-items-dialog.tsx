'use client';

import { useEffect, useState } from 'react';
import { brokenOff, type ClaimHandlers } from '#components/gathering/claim-handlers.ts';
import { thisTab } from '#components/live/this-tab.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { FormSkeleton } from '#components/ui/skeleton.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { FreeItem } from '#lib/claims/claim-choices.ts';
import type { ClaimView } from '#lib/claims/get-claim.ts';
import { showDate } from '#lib/domain/date-form.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { Failure } from '#lib/domain/result.ts';

/** Costs of the inbox to be added to a claim: its claimant's at first. */
export function PickItemsDialog({
  claim,
  handlers,
  onClose,
}: {
  claim: ClaimView;
  handlers: ClaimHandlers;
  onClose: () => void;
}) {
  const { dates } = useFormats();
  const [everybodys, setEverybodys] = useState(false);
  const [items, setItems] = useState<FreeItem[] | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  const { id: claimId, claimant } = claim;
  useEffect(() => {
    let isGone = false;
    setItems(null);
    void handlers
      .free({ claimantId: claimant.id, everybodys })
      .catch(brokenOff)
      .then((answer) => {
        if (isGone) return;
        if (answer.ok) setItems(answer.value);
        else setProblem(answer.error);
      });
    return () => {
      isGone = true;
    };
  }, [handlers, claimant.id, everybodys]);

  async function add() {
    setPending(true);
    const added = await handlers.add({ claimId, itemIds: [...chosen] }, thisTab()).catch(brokenOff);
    setPending(false);
    if (!added.ok) return setProblem(added.error);
    onClose();
    if (added.value.left > 0) {
      toast({
        title: `${added.value.left} stayed where they were`,
        description: 'They are published, or in another claim.',
      });
    }
  }

  const choose = (id: string, isChosen: boolean) =>
    setChosen((now) => new Set(isChosen ? [...now, id] : [...now].filter((each) => each !== id)));
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Add items"
      size="large"
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isPending={isPending} isDisabled={chosen.size === 0} onPress={add}>
            {chosen.size === 0 ? 'Add' : `Add ${chosen.size} ${chosen.size === 1 ? 'item' : 'items'}`}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {problem && <Banner tone="danger">{problem.message}</Banner>}
        <Switch isSelected={everybodys} onChange={setEverybodys}>
          Also what is not {isolated(claimant.name)}’s
        </Switch>
        {items === null ? (
          !problem && <FormSkeleton fields={4} />
        ) : items.length === 0 ? (
          <p className="text-muted">
            {everybodys ? 'No costs are in the inbox.' : `No costs of ${isolated(claimant.name)} are in the inbox.`}
          </p>
        ) : (
          <ul className="divide-y">
            {items.map((item) => (
              <li key={item.id} className="py-1.5">
                <Checkbox isSelected={chosen.has(item.id)} onChange={(is) => choose(item.id, is)} className="w-full">
                  <span className="flex flex-wrap items-baseline gap-x-2">
                    <bdi>{item.contact ?? item.fileName ?? `Item ${item.number}`}</bdi>
                    <span className="text-muted">
                      no. {item.number}
                      {item.issuedOn && `, ${showDate(item.issuedOn, dates)}`}
                      {everybodys && item.owner && `, ${isolated(item.owner)}`}
                    </span>
                    {item.total !== null && (
                      <span className="ml-auto tabular-nums">
                        {item.currency} <ShownNumber value={item.total} />
                      </span>
                    )}
                  </span>
                </Checkbox>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
