'use client';

import { Columns2 } from 'lucide-react';
import { useState } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { SideBySide, sideOf } from '#components/papers/compared-items.tsx';
import { brokeOffHere, type PaperHandlers } from '#components/papers/paper-handlers.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { ItemView } from '#lib/inbox/get-item.ts';
import { Instant } from './instant.tsx';

/** Beside an item that another was put into by itself: what came, a look at both, and the way back. */
export function PutTogetherNotice({ slug, item, handlers }: { slug: string; item: ItemView; handlers: PaperHandlers }) {
  const [shownId, show] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const [first] = item.putTogether;
  const shown = item.putTogether.find(({ id }) => id === shownId);
  if (!first) return null;

  async function answer(isRight: boolean, other: { id: string; number: number }) {
    setPending(true);
    const asked = { leadId: item.id, itemIds: [other.id] };
    const done = await (isRight ? handlers.agree : handlers.unmerge)(asked, thisTab()).catch(brokeOffHere);
    setPending(false);
    if (!done.ok) return toast({ title: 'Nothing was changed', description: done.error.message, tone: 'danger' });
    show(null);
    toast(
      isRight
        ? { title: `Item ${other.number} stays with this one`, tone: 'success' }
        : {
            title: `Item ${other.number} is back in the inbox`,
            description: 'It is not put together by itself again.',
          },
    );
  }

  return (
    <Banner
      title="Another copy was put together with this by itself"
      action={
        <Button size="small" icon={<Columns2 size={14} />} onPress={() => show(first.id)}>
          Compare
        </Button>
      }
    >
      {item.putTogether.map(({ id, number, fileName, addedBy, addedAt }, index) => (
        <span key={id}>
          {index > 0 && '; '}
          Item {number}
          {fileName && `, ${isolated(fileName)}`}
          {addedBy && `, added by ${isolated(addedBy)}`} <Instant at={addedAt} />
        </span>
      ))}
      {shown && (
        <Dialog
          isOpen
          onOpenChange={(isOpen) => !isOpen && show(null)}
          size="large"
          title={`Item ${item.number} and item ${shown.number}`}
          actions={
            <>
              <Button isDisabled={isPending} onPress={() => void answer(false, shown)}>
                Take apart
              </Button>
              <Button variant="primary" isDisabled={isPending} onPress={() => void answer(true, shown)}>
                It is the same purchase
              </Button>
            </>
          }
        >
          <p className="mb-3 text-sm text-muted">
            Item {shown.number} left the inbox with all that is entered in it. Take apart brings it back as it was.
          </p>
          <SideBySide {...{ slug }} own={sideOf(item)} other={shown} />
        </Dialog>
      )}
    </Banner>
  );
}
