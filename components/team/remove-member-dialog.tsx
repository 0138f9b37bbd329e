'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { ConfirmDialog } from '#components/ui/dialog.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { type TeamCalls, withdrawnWords } from './team-calls.ts';

const NOBODY = 'nobody';

export type RemoveMemberDialogProps = Pick<TeamCalls, 'remove' | 'openItems'> & {
  member: { userId: string; name: string };
  others: readonly { userId: string; name: string; email: string }[];
  /** Whether they hear of it by mail. */
  isSent: boolean;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** *Remove*: asks who takes over what is open of theirs, where something is. */
export function RemoveMemberDialog({
  member,
  others,
  isSent,
  isOpen,
  onOpenChange,
  remove,
  openItems,
}: RemoveMemberDialogProps) {
  const router = useRouter();
  const { userId, name } = member;
  const [count, setCount] = useState<number | null>(null);
  const [takeOver, setTakeOver] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const counting = useRef<Promise<number> | null>(null);
  useEffect(() => {
    if (!isOpen) return;
    let isCurrent = true;
    setCount(null);
    // Unknown counts as some: then whoever takes over is asked for all the same.
    const found = openItems({ userId }).then(
      (answer) => (answer.ok ? answer.value.count : -1),
      () => -1,
    );
    counting.current = found;
    void found.then((count) => isCurrent && setCount(count));
    return () => {
      isCurrent = false;
    };
  }, [isOpen, openItems, userId]);

  const hasItems = count !== null && count !== 0;

  async function confirm() {
    // Whoever is quick waits for the count: what is pressed is not lost.
    if ((await counting.current) !== 0 && takeOver === null) {
      setProblem('Choose who takes them over, or nobody.');
      return false;
    }
    const removed = await remove({ userId, takeOver: takeOver === NOBODY ? null : takeOver }, thisTab());
    router.refresh();
    if (!removed.ok) {
      toast({ title: `${isolated(name)} was not removed`, description: removed.error.message, tone: 'danger' });
      return true;
    }
    const description = withdrawnWords(removed.value.withdrawn);
    toast({ title: `${isolated(name)} is no longer a member`, tone: 'success', ...(description && { description }) });
    return true;
  }

  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={`Remove ${isolated(name)}?`}
      confirmLabel="Remove"
      isDanger
      onConfirm={confirm}
    >
      <p>
        <bdi>{name}</bdi> is out at once, also where they have Intray open{isSent && ', and is told so by mail'}. What
        they added stays, and so does its history. Invitations that they have sent and nobody has used are withdrawn.
        They can be invited again.
      </p>
      <div className="mt-4">
        {count === null ? (
          <div role="status">
            <span className="sr-only">Counting their open items</span>
            <Skeleton className="h-14 w-full" />
          </div>
        ) : hasItems ? (
          <ComboBox
            label={
              count === 1
                ? 'Who takes over the 1 open item'
                : `Who takes over ${count > 0 ? `the ${count} ` : ''}open items`
            }
            options={[
              { id: NOBODY, label: 'Nobody', description: 'They have no owner then.' },
              ...others.map(({ userId, name, email }) => ({ id: userId, label: name, description: email })),
            ]}
            value={takeOver}
            onChange={(id) => {
              setProblem(null);
              setTakeOver(id);
            }}
            problems={problem ?? undefined}
            description="What is published, on its way or archived stays theirs."
            isRequired
          />
        ) : (
          <p className="text-muted">Nothing is open of theirs that somebody would have to take over.</p>
        )}
      </div>
    </ConfirmDialog>
  );
}
