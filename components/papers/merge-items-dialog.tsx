'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { ItemPapers } from '#lib/inbox/pages/item-papers.ts';
import type { Merged } from '#lib/inbox/pages/merge-items.ts';
import { PagePicture } from './page-picture.tsx';
import { brokeOffHere, type PaperHandlers } from './paper-handlers.ts';

/** Which of several items leads, and in which order their pages come. */
export function MergeItemsDialog({
  slug,
  itemIds,
  handlers,
  onDone,
  onClose,
}: {
  slug: string;
  itemIds: readonly string[];
  handlers: PaperHandlers;
  onDone: (merged: Merged) => void;
  onClose: () => void;
}) {
  const [items, setItems] = useState<ItemPapers[] | null>(null);
  const [leadId, setLead] = useState(itemIds[0] ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const group = useId();

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it opens
  useEffect(() => {
    void handlers
      .load({ itemIds: [...itemIds] })
      .catch(brokeOffHere)
      .then((loaded) => {
        if (!loaded.ok) return setProblem(loaded.error.message);
        setItems(loaded.value);
        // What somebody has coded leads, unless they say otherwise.
        const coded = loaded.value.find(({ total }) => total !== null) ?? loaded.value[0];
        if (coded) setLead(coded.id);
      });
  }, []);

  const held = items?.filter(({ isFree }) => !isFree) ?? [];
  const isReady = items !== null && items.length > 1 && held.length === 0;
  const move = (index: number, by: 1 | -1) =>
    setItems((current) => {
      const next = [...(current ?? [])];
      const [moved] = next.splice(index, 1);
      if (moved) next.splice(index + by, 0, moved);
      return next;
    });

  async function merge() {
    if (!items) return;
    setPending(true);
    const merged = await handlers.merge({ leadId, itemIds: items.map(({ id }) => id) }, thisTab()).catch(brokeOffHere);
    setPending(false);
    if (!merged.ok) return setProblem(merged.error.message);
    tellMerged(merged.value, handlers);
    onDone(merged.value);
  }

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      mustAnswer={isPending}
      size="large"
      title={`Merge ${itemIds.length} items`}
      actions={
        <>
          <Button onPress={onClose} isDisabled={isPending}>
            Cancel
          </Button>
          <Button variant="primary" isPending={isPending} isDisabled={!isReady} onPress={() => void merge()}>
            Merge
          </Button>
        </>
      }
    >
      <p className="mb-3 text-sm text-muted">
        They become one item with the pages of all, in this order. What is entered at the one that you choose stays; the
        others leave the inbox, and come back as they are with Unmerge.
      </p>
      {problem && (
        <Banner tone="danger" title="Not merged">
          {problem}
        </Banner>
      )}
      {held.length > 0 && (
        <Banner tone="warning" title="Not all of these can be merged">
          {held.map(({ number }) => `Item ${number}`).join(', ')}: published, on the way, in an expense claim or in the
          archive. Close this and select others.
        </Banner>
      )}
      {items === null && !problem && (
        <div className="flex flex-col gap-2">
          {itemIds.slice(0, 6).map((id) => (
            <Skeleton key={id} className="h-18" />
          ))}
        </div>
      )}
      <ol className="flex flex-col gap-2">
        {items?.map((item, index) => (
          <li key={item.id} className="flex items-center gap-3 rounded-md border p-2">
            {item.sheets[0] && (
              <PagePicture {...{ slug }} sheet={item.sheets[0]} label="" className="size-14 shrink-0 rounded-sm" />
            )}
            <label className="flex min-h-6 min-w-0 flex-1 cursor-pointer items-start gap-2 pointer-coarse:min-h-11">
              <input
                type="radio"
                name={group}
                checked={item.id === leadId}
                onChange={() => setLead(item.id)}
                className="mt-0.5 size-4 shrink-0 appearance-none rounded-full border border-edge bg-surface checked:border-[5px] checked:border-accent"
              />
              <span className="min-w-0">
                <span className="block truncate font-medium">
                  Item {item.number} <bdi className="font-normal">{item.name}</bdi>
                </span>
                <span className="block truncate text-xs text-muted">
                  {item.id === leadId ? 'Its entries stay' : 'Leaves the inbox'}
                  {`, ${item.sheets.length === 1 ? '1 page' : `${item.sheets.length} pages`}`}
                  {item.reference && `, ${item.reference}`}
                  {item.total !== null && (
                    <>
                      , {item.currency} <ShownNumber value={item.total} />
                    </>
                  )}
                </span>
              </span>
            </label>
            <IconButton
              size="small"
              label={`Item ${item.number} earlier`}
              icon={<ArrowUp size={15} />}
              isDisabled={index === 0}
              onPress={() => move(index, -1)}
            />
            <IconButton
              size="small"
              label={`Item ${item.number} later`}
              icon={<ArrowDown size={15} />}
              isDisabled={index === items.length - 1}
              onPress={() => move(index, 1)}
            />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

/** Says what was merged, with the way back. */
export function tellMerged({ leadId, leadNumber, itemIds }: Merged, { unmerge }: PaperHandlers): void {
  const undo = async () => {
    const undone = await unmerge({ leadId, itemIds }, thisTab()).catch(brokeOffHere);
    if (!undone.ok) toast({ title: 'Not unmerged', description: undone.error.message, tone: 'danger' });
  };
  toast({
    title: `${itemIds.length === 1 ? 'Item' : `${itemIds.length} items`} merged into item ${leadNumber}`,
    tone: 'success',
    action: { label: 'Undo', onPress: () => void undo() },
  });
}
