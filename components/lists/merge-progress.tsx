'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useLive } from '#components/live/live-events.tsx';
import { thisTab } from '#components/live/this-tab.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { ShownListMerge } from '#lib/coding/merge-lists/list-merges.ts';
import { type NumberForm, writeCount } from '#lib/domain/number-form.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import { type DryRun, DryRunDialog } from './dry-run-dialog.tsx';
import { RelativeTime } from './relative-time.tsx';

export type MergeListsHandlers = {
  preview: DryRun;
  start: (input: Record<string, never>, tab?: string) => Promise<Result<{ mergeId: string; items: number }>>;
  undo: (input: { mergeId: string }, tab?: string) => Promise<Result<null>>;
};

const counted = (count: number, numbers: NumberForm, one: string, many: string) =>
  `${count === 0 ? 'No' : writeCount(count, numbers)} ${count === 1 ? one : many}`;

const brokeOff = () =>
  failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.');

/** *Merge…*, with its dry run, and the merges that were made, each to be taken back. */
export function MergeListsActions({
  merges,
  handlers,
}: {
  merges: readonly ShownListMerge[];
  handlers: MergeListsHandlers;
}) {
  const router = useRouter();
  const [isAsked, setAsked] = useState(false);
  const [showsEarlier, setShowsEarlier] = useState(false);
  const isUnderWay = merges.some(isLive);
  const undo = useUndo(handlers.undo);
  return (
    <>
      {merges.length > 0 && <Button onPress={() => setShowsEarlier(true)}>Merges…</Button>}
      <Button variant="primary" isDisabled={isUnderWay} onPress={() => setAsked(true)}>
        Dry run and merge…
      </Button>
      {isAsked && (
        <DryRunDialog
          preview={handlers.preview}
          start={() => handlers.start({}, thisTab())}
          onClose={() => setAsked(false)}
          onStarted={() => {
            setAsked(false);
            router.refresh();
          }}
        />
      )}
      <Dialog isOpen={showsEarlier} onOpenChange={setShowsEarlier} title="Merges of lists" size="medium">
        <ul className="flex flex-col divide-y">
          {merges.map((merge) => (
            <li key={merge.id} className="flex flex-wrap items-center gap-3 py-2">
              <span className="min-w-0 flex-1">
                <MergeText merge={merge} />
              </span>
              {merge.state === 'DONE' && (
                <Button
                  size="small"
                  isDisabled={isUnderWay}
                  onPress={() => void undo(merge.id).then(() => setShowsEarlier(false))}
                >
                  Undo
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}

function MergeText({ merge: { at, by, items, pairs, state, kept } }: { merge: ShownListMerge }) {
  const { numbers } = useFormats();
  return (
    <>
      <span className="block">
        {counted(pairs, numbers, 'pair', 'pairs')}, {counted(items, numbers, 'item', 'items').toLowerCase()}
        {state === 'UNDONE' && ', undone'}
        {state === 'UNDONE' && kept > 0 && `; ${counted(kept, numbers, 'item', 'items').toLowerCase()} stayed`}
      </span>
      <span className="block text-xs text-muted">
        {by}, <RelativeTime instant={at} />
      </span>
    </>
  );
}

const isLive = ({ state }: ShownListMerge) => state === 'RUNNING' || state === 'UNDOING';

/** How far a merge is, and what became of the one that ended while the page was open. */
export function MergeProgress({
  merges,
  connectionId,
  drawnAt,
  undo: ask,
}: {
  merges: readonly ShownListMerge[];
  connectionId: string;
  drawnAt: number;
  undo: MergeListsHandlers['undo'];
}) {
  useLive({ sync: 'any', connection: connectionId }, drawnAt);
  const { numbers } = useFormats();
  const undo = useUndo(ask);
  const live = merges.find(isLive);
  const watched = useRef<string | null>(live?.id ?? null);
  useEffect(() => {
    if (live) watched.current = live.id;
    const ended = live ? undefined : merges.find(({ id }) => id === watched.current);
    if (!ended) return;
    watched.current = null;
    if (ended.state === 'UNDONE') {
      toast({
        title: 'The merge of lists is undone',
        description:
          `${counted(ended.items - ended.kept, numbers, 'item is', 'items are')} as before.` +
          (ended.kept > 0
            ? ` ${counted(ended.kept, numbers, 'item', 'items')} stayed: published, or changed since.`
            : ''),
        tone: 'success',
      });
    } else {
      toast({
        title: `Lists merged: ${counted(ended.items, numbers, 'item', 'items').toLowerCase()}`,
        tone: 'success',
        action: { label: 'Undo', onPress: () => void undo(ended.id) },
      });
    }
  }, [live, merges, numbers, undo]);
  if (!live) return null;
  return (
    <Banner
      isOngoing
      title={live.state === 'UNDOING' ? 'The merge of lists is being undone' : 'Lists are being merged'}
      progress={
        <ProgressBar
          label="Items"
          isLabelHidden
          value={live.done}
          max={Math.max(live.expected, 1)}
          valueLabel={`${writeCount(live.done, numbers)} of ${writeCount(live.expected, numbers)}`}
        />
      }
    >
      {writeCount(live.done, numbers)} of {counted(live.expected, numbers, 'item', 'items').toLowerCase()}. You can
      leave this page: it goes on by itself.
    </Banner>
  );
}

function useUndo(undo: MergeListsHandlers['undo']) {
  const router = useRouter();
  return async (mergeId: string) => {
    const undone = await undo({ mergeId }, thisTab()).catch(brokeOff);
    if (!undone.ok) toast({ title: 'Not undone', description: undone.error.message, tone: 'danger' });
    router.refresh();
  };
}
