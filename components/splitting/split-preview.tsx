'use client';

import { Undo2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Instant } from '#components/items/instant.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/dialog.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import {
  groupOf,
  joinAll,
  leaveOut,
  pagesText,
  placeAlone,
  placePage,
  putBack,
  type SplitGroups,
  splitOrJoin,
  toNext,
  toPrevious,
} from '#lib/domain/intake/split-groups.ts';
import { inboxPath } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import type { WaitingSplit } from '#lib/intake/arrivals/decide-split.ts';
import { DropPlace } from './drop-place.tsx';
import { PageThumb } from './page-thumb.tsx';

type Props = {
  slug: string;
  waiting: WaitingSplit;
  keep: (input: { arrivalId: string; split: Changeable }) => Promise<Result<null>>;
  make: (input: { arrivalId: string; split: Changeable }) => Promise<Result<number[]>>;
  remove: (input: { arrivalId: string }) => Promise<Result<null>>;
};
type Changeable = { groups: number[][]; leftOut: number[] };

const changeable = ({ groups, leftOut }: SplitGroups): Changeable => ({
  groups: groups.map((group) => [...group]),
  leftOut: [...leftOut],
});

/** What the keys do with the page that has the focus. */
const keys: Record<string, (split: SplitGroups, page: number) => SplitGroups> = {
  ',': toPrevious,
  '.': toNext,
  Enter: splitOrJoin,
  Delete: (split, page) => (groupOf(split, page) < 0 ? putBack(split, page) : leaveOut(split, page)),
  Backspace: (split, page) => (groupOf(split, page) < 0 ? putBack(split, page) : leaveOut(split, page)),
};

/** Which pages of a file become which item: seen, and moved by mouse, by keys or by buttons, before anything is made. */
export function SplitPreview({ slug, waiting, keep, make, remove }: Props) {
  const { id: arrivalId, fileName, pageCount, workspace } = waiting;
  const router = useRouter();
  const [split, setSplit] = useState(waiting.split);
  const [before, setBefore] = useState<readonly SplitGroups[]>([]);
  const [page, setPage] = useState(waiting.split.groups[0]?.[0] ?? 1);
  const [isPending, setPending] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const [news, setNews] = useState('');
  const thumbs = useRef(new Map<number, HTMLButtonElement>());
  const inbox = inboxPath(slug, workspace);

  // One after the other, so that the newest is what stays.
  const keeping = useRef<Promise<unknown>>(Promise.resolve());
  function show(next: SplitGroups) {
    setSplit(next);
    keeping.current = keeping.current.then(async () => {
      const kept = await keep({ arrivalId, split: changeable(next) }).catch(() => null);
      if (kept && !kept.ok) toast({ title: 'Not kept', description: kept.error.message, tone: 'danger' });
    });
  }
  function change(next: SplitGroups, moved: number) {
    if (next === split) return;
    setBefore((all) => [...all.slice(-99), split]);
    show(next);
    setPage(moved);
    const own = groupOf(next, moved);
    setNews(own < 0 ? `Page ${moved} is left out.` : `Page ${moved} is in item ${own + 1} of ${next.groups.length}.`);
  }
  function undo() {
    const last = before.at(-1);
    if (!last) return;
    setBefore((all) => all.slice(0, -1));
    show(last);
    setNews('Undone.');
  }
  // A page that has moved is another element then: the focus goes with it.
  const hasFocus = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each change of the groups
  useEffect(() => {
    if (hasFocus.current) thumbs.current.get(page)?.focus();
  }, [split, page]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.metaKey) return;
    if (event.ctrlKey) {
      if (event.key === 'z') {
        event.preventDefault();
        undo();
      }
      return;
    }
    const order = [...split.groups.flat(), ...split.leftOut];
    const at = order.indexOf(page);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: order.length - 1 }[event.key];
    const act = keys[event.key];
    if (to === undefined && !act && event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    if (act) return change(act(split, page), page);
    const group = groupOf(split, page) + (event.key === 'ArrowDown' ? 1 : -1);
    const next = to === undefined ? split.groups[group]?.[0] : order[to];
    if (next !== undefined) {
      setPage(next);
      thumbs.current.get(next)?.focus();
    }
  }

  async function makeAll() {
    setPending(true);
    await keeping.current;
    const made = await make({ arrivalId, split: changeable(split) }).catch(() => null);
    if (made?.ok) {
      const count = made.value.length;
      toast({ title: count === 1 ? '1 item added' : `${count} items added`, tone: 'success' });
      router.push(inbox);
      router.refresh();
      return;
    }
    setPending(false);
    const lost = 'The connection broke off. Your file waits as you left it: try again.';
    toast({ title: 'Nothing was made', description: made?.error.message ?? lost, tone: 'danger' });
  }
  async function discard() {
    const removed = await remove({ arrivalId });
    if (removed.ok) {
      router.push(inbox);
      router.refresh();
    } else toast({ title: 'Not removed', description: removed.error.message, tone: 'danger' });
  }

  const own = groupOf(split, page);
  const isFirst = split.groups[own]?.[0] === page;
  const thumb = (each: number, group: number) => (
    <PageThumb
      key={each}
      {...{ slug, arrivalId }}
      page={each}
      isCurrent={each === page}
      label={group < 0 ? `Page ${each}, left out` : `Page ${each}, in item ${group + 1}`}
      onRef={(element) => {
        if (element) thumbs.current.set(each, element);
        else thumbs.current.delete(each);
      }}
      onFocus={() => {
        hasFocus.current = true;
        setPage(each);
      }}
      onDropPage={(moved) => change(placePage(split, moved, { group, before: each }), moved)}
      canDrop={group >= 0}
    />
  );
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader
        title={fileName}
        breadcrumbs={[{ label: workspace === 'SALES' ? 'Sales' : 'Costs', href: inbox }]}
        guide="split-a-file"
        actions={
          <>
            <Button onPress={() => setRemoving(true)}>Remove this file</Button>
            <Button variant="primary" isPending={isPending} onPress={makeAll}>
              {split.groups.length === 1 ? 'Make 1 item' : `Make ${split.groups.length} items`}
            </Button>
          </>
        }
      />
      <div
        role="toolbar"
        aria-label={`Page ${page}`}
        className="flex shrink-0 items-center gap-2 overflow-x-auto border-b px-4 pb-2 text-sm *:shrink-0 md:flex-wrap"
      >
        <span className="mr-1 min-w-16 font-medium tabular-nums">Page {page}</span>
        <Button size="small" isDisabled={own < 0} onPress={() => change(toPrevious(split, page), page)}>
          To the item before
        </Button>
        <Button size="small" isDisabled={own < 0} onPress={() => change(toNext(split, page), page)}>
          To the item behind
        </Button>
        <Button
          size="small"
          isDisabled={own < 0 || (isFirst && own === 0)}
          onPress={() => change(splitOrJoin(split, page), page)}
        >
          {isFirst ? 'Join to the item before' : 'Split here'}
        </Button>
        <Button
          size="small"
          onPress={() => change(own < 0 ? putBack(split, page) : leaveOut(split, page), page)}
          isDisabled={own >= 0 && split.groups.flat().length === 1}
        >
          {own < 0 ? 'Put back' : 'Leave out'}
        </Button>
        <span className="flex-1" />
        <Button size="small" isDisabled={split.groups.length === 1} onPress={() => change(joinAll(pageCount), page)}>
          All as one item
        </Button>
        <Button size="small" icon={<Undo2 size={14} />} isDisabled={before.length === 0} onPress={undo}>
          Undo
        </Button>
      </div>
      <p role="status" className="sr-only">
        {news}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the pages in it, each of which is a button */}
      <div
        onKeyDown={onKeyDown}
        onBlur={() => {
          hasFocus.current = false;
        }}
        className="min-h-0 flex-1 overflow-y-auto bg-canvas px-4 py-3"
      >
        <p className="mb-3 max-w-prose text-sm text-muted">
          {pageCount} pages. Nothing is made until you say so; what you move is kept, also when you leave this page. It
          waits until <Instant at={waiting.until} />, and then becomes one item.
        </p>
        <p className="mb-3 text-xs text-muted pointer-coarse:hidden">
          Drag pages between items. By keys: arrows go from page to page, Comma and Full stop move one to the item
          before or behind, Enter splits or joins, Delete leaves out.
        </p>
        <ol aria-label="Items" className="flex flex-wrap gap-3">
          {split.groups.map((group, index) => (
            <li
              key={group[0]}
              aria-label={`Item ${index + 1}, ${pagesText(group)}`}
              className="flex max-w-full flex-col rounded-lg border bg-surface p-2"
            >
              <h2 className="mb-1.5 text-xs text-muted">
                Item {index + 1}, {pagesText(group)}
              </h2>
              <div className="flex flex-wrap gap-2">
                {group.map((each) => thumb(each, index))}
                <DropPlace
                  label="End of this item"
                  onDropPage={(moved) => change(placePage(split, moved, { group: index, before: null }), moved)}
                />
              </div>
            </li>
          ))}
          <li aria-hidden="true" className="flex">
            <DropPlace
              label="New item"
              isWide
              onDropPage={(moved) => change(placeAlone(split, moved, split.groups.length - 1), moved)}
            />
          </li>
        </ol>
        {split.leftOut.length > 0 && (
          <section aria-label="Left out" className="mt-5">
            <h2 className="mb-1.5 text-xs text-muted">Left out, {pagesText(split.leftOut)}: in no item</h2>
            <div className="flex flex-wrap gap-2">{split.leftOut.map((each) => thumb(each, -1))}</div>
          </section>
        )}
      </div>
      <ConfirmDialog
        isOpen={isRemoving}
        onOpenChange={setRemoving}
        title="Remove this file?"
        confirmLabel="Remove this file"
        isDanger
        onConfirm={discard}
      >
        No items are made of {fileName}, and its {pageCount} pages are deleted here. You can add the file again.
      </ConfirmDialog>
    </div>
  );
}
