'use client';

import { useEffect, useRef, useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { BulkOutcome } from '#lib/coding/bulk/bulk-outcome.ts';
import { specOf } from '#lib/domain/coding/coding.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { failure } from '#lib/domain/result.ts';
import type { BulkHandlers } from './bulk-types.ts';
import { endWords, itemsText } from './bulk-words.ts';

/** Between two looks at one under way. */
const LOOK_EVERY_MS = 1_000;

const isUnderWay = (outcome: BulkOutcome) =>
  outcome.state === 'APPLYING' || outcome.state === 'UNDOING' || isSending(outcome);

/** All is changed, and what is to be published is not all on its way. */
const isSending = ({ state, publishing }: BulkOutcome) => state === 'DONE' && publishing?.isDone === false;

export type BulkFollowProps = {
  workspace: Workspace;
  bulkEditId: string;
  /** How it was when it was begun here; null for one that was begun before. */
  first: BulkOutcome | null;
  handlers: BulkHandlers;
  /** It was told to its end, or is not known any more. */
  onEnd: () => void;
  /** It is taken back, and is to be followed anew. */
  onUndo: (outcome: BulkOutcome) => void;
};

/** An edit of many items, from its beginning to its end: how far it is, then what became of it, with a way back. */
export function BulkFollow({ workspace, bulkEditId, first, handlers, onEnd, onUndo }: BulkFollowProps) {
  const { numbers } = useFormats();
  const [outcome, setOutcome] = useState(first);
  const latest = useRef({ onEnd, onUndo });
  useEffect(() => {
    latest.current = { onEnd, onUndo };
  });

  useEffect(() => {
    if (outcome && !isUnderWay(outcome)) {
      void handlers.told({ bulkEditId }).catch(() => {});
      const { title, description, isUndoable } = endWords(outcome, numbers, (field) => {
        const { label, labelIn } = specOf(field);
        return labelIn?.(workspace) ?? label;
      });
      toast({
        title,
        ...(description && { description }),
        tone: outcome.counts.REFUSED + outcome.counts.KEPT > 0 ? 'info' : 'success',
        ...(isUndoable && { action: { label: 'Undo', onPress: () => void undo() } }),
      });
      latest.current.onEnd();
      return;
    }
    const look = async () => {
      const answer = await handlers.look({ bulkEditId }).catch(offline);
      if (answer.ok) setOutcome(answer.value);
      else if (answer.error.code === 'offline') timer = setTimeout(look, LOOK_EVERY_MS);
      else latest.current.onEnd();
    };
    let timer = setTimeout(look, outcome ? LOOK_EVERY_MS : 0);
    return () => clearTimeout(timer);

    async function undo() {
      const undone = await handlers.undo({ bulkEditId }).catch(offline);
      if (undone.ok) latest.current.onUndo(undone.value);
      else toast({ title: 'Not undone', description: undone.error.message, tone: 'danger' });
    }
  }, [outcome, handlers, bulkEditId, numbers, workspace]);

  const [isStopping, setStopping] = useState(false);
  async function stop() {
    setStopping(true);
    const undone = await handlers.undo({ bulkEditId }).catch(offline);
    setStopping(false);
    if (undone.ok) setOutcome(undone.value);
    else toast({ title: 'Not stopped', description: undone.error.message, tone: 'danger' });
  }

  if (!outcome || !isUnderWay(outcome)) return null;
  const { total, counts } = outcome;
  const isBack = outcome.state === 'UNDOING';
  const toDo = isBack ? counts.CHANGED : counts.PENDING;
  const all = isBack ? counts.CHANGED + counts.UNDONE + counts.KEPT : total;
  return (
    <div className="shrink-0 px-4 pb-3">
      <Banner
        isOngoing
        title={
          isBack
            ? `Taking back ${itemsText(all, numbers)}`
            : isSending(outcome)
              ? `Publishing ${itemsText(all, numbers)} again`
              : `Editing ${itemsText(all, numbers)}`
        }
        progress={
          <ProgressBar
            label="Items done"
            isLabelHidden
            value={all - toDo}
            max={all}
            valueLabel={`${writeCount(all - toDo, numbers)} of ${writeCount(all, numbers)}`}
          />
        }
        action={
          !isBack && (
            <Button size="small" isPending={isStopping} onPress={() => void stop()}>
              Stop and undo
            </Button>
          )
        }
      >
        You can go on working; it is done even if you leave.
      </Banner>
    </div>
  );
}

const offline = () => failure('offline', 'The connection broke off. It is gone on with: this page looks again.');
