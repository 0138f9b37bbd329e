'use client';

import { Columns2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Link } from '#components/ui/link.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { itemPath } from '#lib/domain/paths.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import type { LikeView } from '#lib/inbox/duplicates/like-views.ts';
import type { ItemView } from '#lib/inbox/get-item.ts';
import { SideBySide, sideOf } from './compared-items.tsx';
import { tellMerged } from './merge-items-dialog.tsx';
import { brokeOffHere, type PaperHandlers } from './paper-handlers.ts';

/** Beside an item that may be the same purchase as others: which, by what, and a look at both side by side. */
export function LikenessNotice({ slug, item, handlers }: { slug: string; item: ItemView; handlers: PaperHandlers }) {
  const [shownId, show] = useState<string | null>(null);
  const shown = item.likes.find(({ id }) => id === shownId);
  const [first] = item.likes;
  if (!first) return null;
  return (
    <Banner
      tone="warning"
      title={first.isSameFile ? 'The same file was added more than once' : 'This may be the same purchase'}
      action={
        <Button size="small" icon={<Columns2 size={14} />} onPress={() => show(first.id)}>
          Compare
        </Button>
      }
    >
      {item.likes.map((other, index) => (
        <span key={other.id}>
          {index > 0 && '; '}
          <Link href={itemPath(slug, other.workspace, other.number)}>Item {other.number}</Link>
          {other.workspace !== item.workspace && `, in ${workspaceNames[other.workspace].toLowerCase()}`}
          {other.status !== 'In the inbox' && `, ${other.status.toLowerCase()}`}: {other.by}
        </span>
      ))}
      {shown && <Compared {...{ slug, item, handlers }} other={shown} onClose={() => show(null)} />}
    </Banner>
  );
}

function Compared({
  slug,
  item,
  other,
  handlers,
  onClose,
}: {
  slug: string;
  item: ItemView;
  other: LikeView;
  handlers: PaperHandlers;
  onClose: () => void;
}) {
  const router = useRouter();
  const [isMerging, setMerging] = useState(false);
  const own = sideOf(item);

  async function settle() {
    const asked = { itemId: item.id, otherIds: [other.id] };
    const settled = await handlers.settle({ ...asked, areTwo: true }, thisTab()).catch(brokeOffHere);
    if (!settled.ok) return toast({ title: 'Not kept', description: settled.error.message, tone: 'danger' });
    onClose();
    const undo = () => void handlers.settle({ ...asked, areTwo: false }, thisTab()).catch(brokeOffHere);
    toast({
      title: `Item ${other.number} is another purchase`,
      description: 'Neither is asked about again.',
      action: { label: 'Undo', onPress: undo },
    });
  }

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="large"
      title={isMerging ? 'The same purchase' : `Item ${item.number} and item ${other.number}`}
      actions={
        isMerging ? null : (
          <>
            <Button onPress={() => void settle()}>It is a different one</Button>
            <Button variant="primary" onPress={() => setMerging(true)}>
              It is the same purchase
            </Button>
          </>
        )
      }
    >
      {isMerging ? (
        <KeepWhich
          {...{ item, other, handlers }}
          onBack={() => setMerging(false)}
          onDone={() => router.push(itemPath(slug, other.workspace, other.number))}
        />
      ) : (
        <>
          <p className="mb-3 text-sm text-muted">Found by {other.by}. What differs is marked.</p>
          <SideBySide {...{ slug, own, other }} />
        </>
      )}
    </Dialog>
  );
}

const keeping = ['lead', 'all', 'others'] as const;
type Keeping = (typeof keeping)[number];

function KeepWhich({
  item,
  other,
  handlers,
  onBack,
  onDone,
}: {
  item: ItemView;
  other: LikeView;
  handlers: PaperHandlers;
  onBack: () => void;
  onDone: () => void;
}) {
  const [keep, setKeep] = useState<Keeping>('lead');
  const [isPending, setPending] = useState(false);
  const mayAttach = other.isFree && other.workspace === item.workspace;

  async function merge() {
    setPending(true);
    const asked = { leadId: other.id, itemIds: [other.id, item.id], keep };
    const merged = await handlers.merge(asked, thisTab()).catch(brokeOffHere);
    setPending(false);
    if (!merged.ok) return toast({ title: 'Not merged', description: merged.error.message, tone: 'danger' });
    tellMerged(merged.value, handlers);
    onDone();
  }

  return (
    <div className="flex flex-col gap-4">
      <p>
        Item {item.number} leaves the inbox, and item {other.number} stays with what is entered there. Nothing is
        deleted: Unmerge brings it back as it is.
      </p>
      <RadioGroup<Keeping>
        label={`Pages of item ${other.number}`}
        value={keep}
        onChange={setKeep}
        choices={[
          { value: 'lead', label: 'Its own pages' },
          {
            value: 'all',
            label: `Its own, and those of item ${item.number} behind them`,
            isDisabled: !mayAttach,
            ...(!mayAttach && { description: `Item ${other.number} is not free to get other pages.` }),
          },
          { value: 'others', label: `Those of item ${item.number} in their place`, isDisabled: !mayAttach },
        ]}
      />
      <div className="flex justify-end gap-2">
        <Button onPress={onBack} isDisabled={isPending}>
          Back
        </Button>
        <Button variant="primary" isPending={isPending} onPress={() => void merge()}>
          Merge
        </Button>
      </div>
    </div>
  );
}
