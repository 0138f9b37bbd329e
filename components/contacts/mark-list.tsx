'use client';

import { X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Instant } from '#components/items/instant.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { KnownMark } from '#lib/coding/learn-supplier.ts';
import { type MarkKind, markNames } from '#lib/domain/extraction/supplier-marks.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { failure, type Result } from '#lib/domain/result.ts';

export type MarkHandlers = {
  forget: (input: { markId: string }) => Promise<Result<{ contactId: string }>>;
  restore: (input: { contactId: string; kind: MarkKind; printed: string }) => Promise<Result<null>>;
};

/** What documents of a contact are known by, learnt from people's choices; each can be forgotten. */
export function MarkList({
  contactId,
  marks,
  handlers,
}: {
  contactId: string;
  marks: readonly KnownMark[];
  handlers: MarkHandlers;
}) {
  const router = useRouter();

  async function forget({ id, kind, printed }: KnownMark) {
    const done = await handlers.forget({ markId: id }).catch(offline);
    if (!done.ok) return toast({ title: 'Not forgotten', description: done.error.message, tone: 'danger' });
    router.refresh();
    toast({
      title: `${markNames[kind]} ${isolated(printed)} is forgotten`,
      action: {
        label: 'Undo',
        onPress: () => void handlers.restore({ contactId, kind, printed }).then(() => router.refresh()),
      },
    });
  }

  return (
    <ul aria-label="Known by" className="divide-y">
      {marks.map((mark) => (
        <li key={mark.id} className="flex min-h-8 items-center gap-2 py-1">
          <span className="min-w-0 flex-1 wrap-anywhere">
            {markNames[mark.kind]} <bdi>{mark.printed}</bdi>
            <span className="block text-xs text-muted">
              From {mark.learntFrom}’s choice, <Instant at={mark.learntAt} />
            </span>
          </span>
          <IconButton
            label={`Forget ${markNames[mark.kind]} ${mark.printed}`}
            icon={<X size={14} />}
            size="small"
            onPress={() => void forget(mark)}
          />
        </li>
      ))}
    </ul>
  );
}

const offline = () => failure('offline', 'The connection broke off, and nothing was forgotten. Try again.');
