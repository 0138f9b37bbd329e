'use client';

import { ChevronDown, ChevronUp, CircleAlert, CircleCheck, Copy, Scissors, X } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { memo, useEffectEvent, useId, useLayoutEffect, useState } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { useFormats } from '#components/ui/formats.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Link } from '#components/ui/link.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { sizeText } from '#components/ui/size-text.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { binPath, itemPath, splitPaths, type Workspace } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import { UnpackedFiles } from './unpacked-files.tsx';
import { isOver, type UploadEntry, type UploadQueue } from './upload-queue.ts';

type Props = {
  slug: string;
  workspace: Workspace;
  queue: UploadQueue;
  entries: readonly UploadEntry[];
  deleteItems: (input: { itemIds: string[] }, tab?: string) => Promise<Result<string[]>>;
};

/** Nobody needs to hear of it any more: it is in, and is no copy of what was here. */
const isSettled = ({ state }: UploadEntry) =>
  (state.kind === 'added' && (state.isRemoved || state.document.copies.length === 0)) ||
  (state.kind === 'unpacking' &&
    state.progress.state === 'DONE' &&
    state.progress.refused.length + state.progress.held === 0);

/** What asks for something stands first, then what is under way. */
function urgency({ state }: UploadEntry): number {
  if (state.kind === 'refused') return 0;
  if (state.kind === 'held') return 1;
  if (state.kind === 'unpacking') return state.progress.problem || state.progress.refused.length > 0 ? 0 : 2;
  if (state.kind !== 'added') return 2;
  return state.document.copies.length > 0 && !state.isRemoved ? 1 : 3;
}

/**
 * What became of each file, over the foot of the page until it is closed; folded up it is a line under the page. Whoever
 * opens an item wants to see that: there it is folded up, and gone if all went well.
 */
export function UploadPanel({ slug, workspace, queue, entries, deleteItems }: Props) {
  const pathname = usePathname();
  const isItem = /\/\d+$/.test(pathname);
  const [isFoldedElsewhere, setFoldedElsewhere] = useState(false);
  /** The item over which it was asked for. */
  const [shownAt, setShownAt] = useState<string | null>(null);
  const isFolded = isItem ? shownAt !== pathname : isFoldedElsewhere;
  const fold = (folds: boolean) => (isItem ? setShownAt(folds ? null : pathname) : setFoldedElsewhere(folds));
  const listId = useId();
  const onItem = useEffectEvent(() => {
    setShownAt(null);
    if (entries.every(isSettled)) queue.clear();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each item that is opened
  useLayoutEffect(() => {
    if (isItem) onItem();
  }, [isItem, pathname]);
  if (entries.length === 0) return null;
  const isDone = entries.every(isOver);
  return (
    <section
      aria-label="Documents being added"
      className={cx(
        'flex flex-col',
        isFolded
          ? 'shrink-0 border-t'
          : 'floating fixed right-3 bottom-3 z-30 max-h-[60dvh] w-96 max-w-[calc(100vw-1.5rem)] border',
      )}
    >
      <header className="flex items-center gap-1 py-1.5 pr-1.5 pl-3">
        <h2 role="status" className="min-w-0 flex-1 text-sm">
          {headline(entries)}
        </h2>
        <IconButton
          label={isFolded ? 'Show the documents' : 'Hide the documents'}
          size="small"
          icon={isFolded ? <ChevronUp size={15} /> : <ChevronDown size={15} />}
          aria-expanded={!isFolded}
          aria-controls={listId}
          onPress={() => fold(!isFolded)}
        />
        {isDone && <IconButton label="Close" size="small" icon={<X size={15} />} onPress={() => queue.clear()} />}
      </header>
      <ul id={listId} hidden={isFolded} className="min-h-0 flex-1 overflow-y-auto border-t">
        {entries
          .toSorted((a, b) => urgency(a) - urgency(b))
          .map((entry) => (
            <UploadRow key={entry.id} {...{ slug, workspace, queue, entry, deleteItems }} />
          ))}
      </ul>
    </section>
  );
}

/** Files of ZIP files count each. */
function headline(entries: readonly UploadEntry[]): string {
  let [all, over, refused, held] = [0, 0, 0, 0];
  for (const entry of entries) {
    const { state } = entry;
    const inside = state.kind === 'unpacking' ? state.progress : null;
    all += inside ? inside.total : 1;
    over += inside ? inside.done : isOver(entry) ? 1 : 0;
    if (state.kind === 'held') held += 1;
    refused += inside ? inside.refused.length : state.kind === 'refused' ? 1 : 0;
  }
  const added = over - refused - held;
  const done = entries.every(isOver) ? added > 0 && `${added} added` : `Adding ${Math.min(over + 1, all)} of ${all}`;
  const parts = [done, held > 0 && `${held} to split`, refused > 0 && `${refused} not added`].filter(Boolean);
  return parts.join(', ') || 'Nothing was added';
}

/** Drawn anew only when it has changed, since there may be hundreds. */
const UploadRow = memo(function UploadRow({
  slug,
  workspace,
  queue,
  entry,
  deleteItems,
}: Omit<Props, 'entries'> & { entry: UploadEntry }) {
  const { numbers } = useFormats();
  const { state, name } = entry;
  return (
    <li className="flex gap-2.5 border-b px-3 py-2 last:border-b-0">
      <span className="flex h-5 items-center">
        <Mark state={state} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate" title={name}>
            {name}
          </span>
          <span className="shrink-0 text-xs text-muted tabular-nums">{sizeText(entry.byteSize, numbers)}</span>
        </p>
        {state.kind === 'sending' && (
          <ProgressBar
            label={`Sending ${name}`}
            isLabelHidden
            value={state.sentBytes}
            max={Math.max(1, entry.byteSize)}
            className="mt-1"
          />
        )}
        {state.kind === 'checking' && <p className="text-xs text-muted">Reading it…</p>}
        {state.kind === 'refused' && (
          <>
            <p className="text-xs text-danger">{state.message}</p>
            {state.canRetry && (
              <Button size="small" className="mt-1.5" onPress={() => queue.retry(entry.id)}>
                Try again
              </Button>
            )}
          </>
        )}
        {state.kind === 'added' && <Added {...{ slug, workspace, queue, entry, state, deleteItems }} />}
        {state.kind === 'held' && (
          <p className="text-xs">
            It waits for you: {state.items} {state.items === 1 ? 'item' : 'items'} would be made of it.{' '}
            <Link href={splitPaths(slug, state.arrivalId).preview}>Look at its pages</Link>
          </p>
        )}
        {state.kind === 'unpacking' && <UnpackedFiles {...{ slug, name, progress: state.progress }} />}
      </div>
    </li>
  );
});

function Mark({ state }: { state: UploadEntry['state'] }) {
  if (state.kind === 'refused') return <CircleAlert aria-hidden="true" size={15} className="text-danger" />;
  if (state.kind === 'added') {
    return state.document.copies.length > 0 ? (
      <Copy aria-hidden="true" size={15} className="text-warning" />
    ) : (
      <CircleCheck aria-hidden="true" size={15} className="text-success" />
    );
  }
  if (state.kind === 'unpacking' && state.progress.state === 'FAILED') {
    return <CircleAlert aria-hidden="true" size={15} className="text-danger" />;
  }
  if (state.kind === 'unpacking' && state.progress.state === 'DONE') {
    return state.progress.refused.length > 0 ? (
      <CircleAlert aria-hidden="true" size={15} className="text-warning" />
    ) : (
      <CircleCheck aria-hidden="true" size={15} className="text-success" />
    );
  }
  if (state.kind === 'held') return <Scissors aria-hidden="true" size={15} className="text-warning" />;
  if (state.kind === 'waiting') return <span className="size-[15px] rounded-full border-2" />;
  return <Spinner size={15} className="text-muted" />;
}

function Added({
  slug,
  workspace,
  queue,
  entry,
  state,
  deleteItems,
}: Omit<Props, 'entries'> & { entry: UploadEntry; state: Extract<UploadEntry['state'], { kind: 'added' }> }) {
  const [isPending, setPending] = useState(false);
  const { number, itemId, copies } = state.document;
  const [copy] = copies;
  if (state.isRemoved) return <p className="text-xs text-muted">This copy was removed.</p>;
  if (!copy) {
    return (
      <Link
        href={itemPath(slug, workspace, number)}
        className="inline-flex items-center text-xs pointer-coarse:min-h-11"
      >
        Open item {number}
      </Link>
    );
  }
  async function remove() {
    setPending(true);
    const removed = await deleteItems({ itemIds: [itemId] }, thisTab());
    setPending(false);
    if (removed.ok) queue.markRemoved(entry.id);
    else toast({ title: 'Not removed', description: removed.error.message, tone: 'danger' });
  }
  if (copy.isInBin) {
    return (
      <p className="text-xs">
        The same file is item {copy.number}, which is <Link href={binPath(slug, copy.workspace)}>in the bin</Link>. It
        was added again as <Link href={itemPath(slug, workspace, number)}>item {number}</Link>.
      </p>
    );
  }
  return (
    <div className="text-xs">
      <p className="text-warning">
        The same file is item <Link href={itemPath(slug, copy.workspace, copy.number)}>{copy.number}</Link>, added by{' '}
        {copy.addedBy}
        {copy.isArchived ? ' and archived' : ''}. It was added again as{' '}
        <Link href={itemPath(slug, workspace, number)}>item {number}</Link>.
      </p>
      <Button size="small" className="mt-1.5" isPending={isPending} onPress={remove}>
        Remove this copy
      </Button>
    </div>
  );
}
