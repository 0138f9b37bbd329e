'use client';

import { useState } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { type ToastContent, toast } from '#components/ui/toast-queue.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import type { PublishHandlers } from './publish-button.tsx';
import type { AskedAboutBooks, Tell } from './publishing-news.tsx';

const offline: ToastContent = {
  title: 'Not published',
  description: 'The connection broke off. Nothing is lost: press it again, or leave it out.',
  tone: 'danger',
};

/** Whether what the books may have already is published all the same. Until that is said, nothing of it is sent. */
export function AskAboutBooks({
  items,
  answer,
  gate,
  shown,
  publish,
  tell,
  onLeave,
}: AskedAboutBooks & { publish: PublishHandlers['publish']; tell: Tell; onLeave: () => void }) {
  const { numbers } = useFormats();
  const [isPending, setPending] = useState(false);
  const all = answer.ok ? answer.value.length : 0;
  const onPublish = async () => {
    const again = await publish({ items, isAnyway: true }, thisTab());
    onLeave();
    await tell(again, gate, shown);
  };
  const ledgerName = gate.ledgerName ?? 'The books';
  const [it, one] = items.length === 1 ? ['it', 'this one'] : ['them', 'these'];
  const title =
    all === 1
      ? `${ledgerName} may have this already`
      : `${ledgerName} may have ${writeCount(items.length, numbers)} of the ${writeCount(all, numbers)} already`;
  return (
    <Dialog
      isOpen
      onOpenChange={onLeave}
      mustAnswer={isPending}
      title={title}
      actions={
        <>
          <Button
            isPending={isPending}
            onPress={async () => {
              setPending(true);
              await onPublish().catch(() => toast(offline));
              setPending(false);
            }}
          >
            {items.length === 1 ? 'Publish it anyway' : 'Publish them anyway'}
          </Button>
          <Button variant="primary" onPress={onLeave} isDisabled={isPending} autoFocus>
            {items.length === 1 ? 'Leave it out' : 'Leave them out'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-2 text-sm">
        <p>
          {all > items.length && 'The others are on their way. '}Nothing of {one} was sent. Published anyway,{' '}
          {items.length === 1 ? 'it is' : 'they are'} posted beside what is there.
        </p>
        <p>
          Left out, {items.length === 1 ? 'it stays' : 'they stay'} in the inbox, where the filter Duplicates finds {it}
          : each shows what {ledgerName} has beside it, and can be attached to that instead.
        </p>
      </div>
    </Dialog>
  );
}
