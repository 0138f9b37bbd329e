'use client';

import { ArrowLeft, ArrowRight, RotateCw, Scissors, Trash2, Undo2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { AsyncComboBox } from '#components/ui/async-combo-box.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import type { Option } from '#components/ui/options.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { areSameSheets, keyOfSheet, moved, partsOf, turnedAt } from '#lib/domain/documents/sheet-changes.ts';
import { inboxPath, itemPath } from '#lib/domain/paths.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import type { Sheet } from '#lib/inbox/document-view.ts';
import type { ItemPapers } from '#lib/inbox/pages/item-papers.ts';
import { MergeItemsDialog } from './merge-items-dialog.tsx';
import { PagePicture } from './page-picture.tsx';
import { brokeOffHere, type PaperHandlers } from './paper-handlers.ts';

const plain = (sheets: readonly Sheet[]) => sheets.map(({ documentId, page, turn }) => ({ documentId, page, turn }));

/** An item's pages on a desk: put in order, turned, taken out and put back, parted into items, and merged with others. */
export function PagesDesk({ slug, item, handlers }: { slug: string; item: ItemPapers; handlers: PaperHandlers }) {
  const router = useRouter();
  const [sheets, setSheets] = useState(item.sheets);
  const [cuts, setCuts] = useState<ReadonlySet<string>>(new Set());
  const [isPending, setPending] = useState(false);
  const [mergedWith, setMergedWith] = useState<string | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const focusAfter = useRef<number | null>(null);
  const here = itemPath(slug, item.workspace, item.number);

  useEffect(() => {
    if (focusAfter.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-sheet="${focusAfter.current}"]`)?.focus();
    focusAfter.current = null;
  });

  const all = [...item.sheets, ...item.leftOut];
  const out = all.filter((sheet) => !sheets.some((each) => keyOfSheet(each) === keyOfSheet(sheet)));
  const parts = partsOf(sheets, cuts);
  const isChanged = !areSameSheets(sheets, item.sheets);
  const files = new Map(item.files.map(({ documentId, fileName }) => [documentId, fileName]));
  const called = (sheet: Sheet) =>
    item.files.length > 1 ? `Page ${sheet.page} of ${files.get(sheet.documentId)}` : `Page ${sheet.page}`;

  function change(next: Sheet[], focus: number) {
    focusAfter.current = Math.max(0, Math.min(next.length - 1, focus));
    setSheets(next);
  }
  const takeOut = (at: number) =>
    sheets.length > 1 &&
    change(
      sheets.filter((_, index) => index !== at),
      at,
    );
  function cut(at: number) {
    const sheet = sheets[at];
    if (!sheet || at === 0) return;
    const next = new Set(cuts);
    if (!next.delete(keyOfSheet(sheet))) next.add(keyOfSheet(sheet));
    setCuts(next);
  }

  function onKeyDown(event: KeyboardEvent, at: number) {
    if (event.ctrlKey || event.metaKey || !item.isFree) return;
    const by = event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 1;
    const acts = new Map<string, () => void>([
      ['r', () => change(turnedAt(sheets, at, 90), at)],
      ['R', () => change(turnedAt(sheets, at, 270), at)],
      ['c', () => cut(at)],
      ['Delete', () => void takeOut(at)],
    ]);
    const act = event.altKey ? undefined : acts.get(event.key);
    if (event.key.startsWith('Arrow')) {
      if (event.altKey || event.shiftKey) change(moved(sheets, at, at + by), at + by);
      else list.current?.querySelector<HTMLElement>(`[data-sheet="${at + by}"]`)?.focus();
    } else if (act) act();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  async function save() {
    setPending(true);
    const [was, now] = [plain(item.sheets), plain(sheets)];
    const itemId = item.id;
    const saved = await handlers.save({ itemId, was, sheets: now }, thisTab()).catch(brokeOffHere);
    setPending(false);
    if (!saved.ok) return toast({ title: 'Not saved', description: saved.error.message, tone: 'danger' });
    const undo = async () => {
      const back = await handlers.save({ itemId, was: now, sheets: was }, thisTab()).catch(brokeOffHere);
      if (!back.ok) toast({ title: 'Not put back', description: back.error.message, tone: 'danger' });
    };
    toast({ title: 'Pages saved', tone: 'success', action: { label: 'Undo', onPress: () => void undo() } });
    router.push(here);
  }

  async function split() {
    setPending(true);
    const done = await handlers
      .split({ itemId: item.id, was: plain(item.sheets), parts: parts.map(plain) }, thisTab())
      .catch(brokeOffHere);
    setPending(false);
    if (!done.ok) return toast({ title: 'Not split', description: done.error.message, tone: 'danger' });
    const { itemIds, numbers } = done.value;
    const undo = async () => {
      const back = await handlers
        .merge({ leadId: item.id, itemIds: [item.id, ...itemIds] }, thisTab())
        .catch(brokeOffHere);
      if (!back.ok) toast({ title: 'Not put together', description: back.error.message, tone: 'danger' });
    };
    toast({
      title: `Split into ${parts.length} items`,
      description: `New: ${numbers.map((number) => `item ${number}`).join(', ')}. They are read now.`,
      tone: 'success',
      action: { label: 'Undo', onPress: () => void undo() },
    });
    router.push(inboxPath(slug, item.workspace));
  }

  async function unmerge(itemIds: string[]) {
    const done = await handlers.unmerge({ leadId: item.id, itemIds }, thisTab()).catch(brokeOffHere);
    if (!done.ok) return toast({ title: 'Not unmerged', description: done.error.message, tone: 'danger' });
    toast({ title: itemIds.length === 1 ? 'Item unmerged' : `${itemIds.length} items unmerged`, tone: 'success' });
    router.push(inboxPath(slug, item.workspace));
  }

  const find = async (search: string): Promise<Option[]> => {
    const found = await handlers.find({ itemId: item.id, search });
    if (!found.ok) throw new Error(found.error.message);
    return found.value.map(({ id, number, name, reference, total, currency }) => ({
      id,
      label: `Item ${number}, ${name}`,
      description: [reference, total && `${currency ?? ''} ${total}`].filter(Boolean).join(', '),
    }));
  };

  return (
    <>
      <PageHeader
        title="Pages"
        guide="pages"
        breadcrumbs={[
          { label: workspaceNames[item.workspace], href: inboxPath(slug, item.workspace) },
          { label: `Item ${item.number}`, href: here },
        ]}
        aside={<span className="truncate text-sm text-muted max-md:hidden">{item.name}</span>}
        actions={
          item.isFree && (
            <>
              {sheets.length > 1 && parts.length < sheets.length && (
                <Button icon={<Scissors size={14} />} onPress={() => setCuts(new Set(sheets.slice(1).map(keyOfSheet)))}>
                  One per page
                </Button>
              )}
              {(isChanged || cuts.size > 0) && (
                <Button
                  icon={<Undo2 size={14} />}
                  isDisabled={isPending}
                  onPress={() => {
                    setSheets(item.sheets);
                    setCuts(new Set());
                  }}
                >
                  Reset
                </Button>
              )}
              {parts.length > 1 ? (
                <Button variant="primary" isPending={isPending} onPress={() => void split()}>
                  Split into {parts.length} items
                </Button>
              ) : (
                <Button variant="primary" isDisabled={!isChanged} isPending={isPending} onPress={() => void save()}>
                  Save
                </Button>
              )}
            </>
          )
        }
      />
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-4 pb-6">
        {!item.isFree && (
          <Banner title="Its pages stay as they are">
            It is published, being published, in an expense claim or in the archive.
          </Banner>
        )}
        {item.merged.length > 0 && (
          <Banner
            title={item.merged.length === 1 ? 'Another item was merged into it' : 'Other items were merged into it'}
            action={
              item.merged.length > 1 && (
                <Button size="small" onPress={() => void unmerge(item.merged.map(({ id }) => id))}>
                  Unmerge all
                </Button>
              )
            }
          >
            <ul className="flex flex-wrap gap-x-4 gap-y-1">
              {item.merged.map(({ id, number, name }) => (
                <li key={id} className="flex items-center gap-2">
                  <span>
                    Item {number}, <bdi>{name}</bdi>
                  </span>
                  <Button size="small" aria-label={`Unmerge item ${number}`} onPress={() => void unmerge([id])}>
                    Unmerge
                  </Button>
                </li>
              ))}
            </ul>
          </Banner>
        )}
        {sheets.length === 0 ? (
          <EmptyState title="There is no document">An item without one has no pages to put in order.</EmptyState>
        ) : (
          <ol ref={list} aria-label="Pages" className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-3">
            {sheets.map((sheet, at) => {
              const part = parts.findIndex((each) => each.some((own) => keyOfSheet(own) === keyOfSheet(sheet)));
              const begins = at === 0 || cuts.has(keyOfSheet(sheet));
              return (
                <li
                  key={keyOfSheet(sheet)}
                  className={cx(
                    'flex flex-col rounded-md border bg-surface',
                    begins && parts.length > 1 && 'border-l-4 border-l-accent',
                  )}
                >
                  {parts.length > 1 && (
                    <p className="min-h-6 content-center px-2 text-xs font-medium">
                      {begins && (part === 0 ? `This item` : `New item ${part}`)}
                    </p>
                  )}
                  <button
                    type="button"
                    data-sheet={at}
                    aria-label={`${called(sheet)}, ${at + 1} of ${sheets.length}${sheet.turn === 0 ? '' : `, turned ${sheet.turn}°`}`}
                    aria-keyshortcuts="R C Delete Alt+ArrowLeft Alt+ArrowRight"
                    onKeyDown={(event) => onKeyDown(event, at)}
                    className="m-2 mb-0 rounded-sm outline-offset-2"
                  >
                    <PagePicture {...{ slug, sheet }} label="" className="rounded-sm" />
                  </button>
                  <p className="truncate px-2 pt-1 text-xs text-muted" title={called(sheet)}>
                    {called(sheet)}
                  </p>
                  {item.isFree && (
                    <div className="flex flex-wrap justify-between px-1 pb-1">
                      <IconButton
                        size="small"
                        label={`${called(sheet)} earlier`}
                        icon={<ArrowLeft size={14} />}
                        isDisabled={at === 0}
                        onPress={() => change(moved(sheets, at, at - 1), at - 1)}
                      />
                      <IconButton
                        size="small"
                        label={`${called(sheet)} later`}
                        icon={<ArrowRight size={14} />}
                        isDisabled={at === sheets.length - 1}
                        onPress={() => change(moved(sheets, at, at + 1), at + 1)}
                      />
                      <IconButton
                        size="small"
                        label={`Turn ${called(sheet)}`}
                        shortcut="R"
                        icon={<RotateCw size={14} />}
                        onPress={() => change(turnedAt(sheets, at, 90), at)}
                      />
                      <IconButton
                        size="small"
                        label={begins && at > 0 ? `Do not cut before ${called(sheet)}` : `Cut before ${called(sheet)}`}
                        shortcut="C"
                        icon={<Scissors size={14} />}
                        isDisabled={at === 0}
                        onPress={() => cut(at)}
                      />
                      <IconButton
                        size="small"
                        label={`Take out ${called(sheet)}`}
                        shortcut="Delete"
                        icon={<Trash2 size={14} />}
                        isDisabled={sheets.length === 1}
                        onPress={() => takeOut(at)}
                      />
                    </div>
                  )}
                </li>
              );
            })}
          </ol>
        )}
        {out.length > 0 && (
          <section aria-label="Taken out" className="flex flex-col gap-2 border-t pt-3">
            <h2 className="text-sm font-medium">Taken out</h2>
            <p className="text-xs text-muted">The files keep these pages: only this item does not show or send them.</p>
            <ul className="flex flex-wrap gap-3">
              {out.map((sheet) => (
                <li key={keyOfSheet(sheet)} className="flex w-28 flex-col gap-1">
                  <PagePicture {...{ slug, sheet }} label={called(sheet)} className="rounded-sm opacity-60" />
                  {item.isFree && (
                    <Button
                      size="small"
                      aria-label={`Put back ${called(sheet)}`}
                      onPress={() => setSheets([...sheets, sheet])}
                    >
                      Put back
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}
        {item.isFree && (
          <div className="flex flex-wrap items-end justify-between gap-4 border-t pt-3">
            <div className="w-full max-w-sm">
              <AsyncComboBox
                label="Merge with"
                placeholder="Another item of the inbox"
                emptyText="No item like this"
                value={null}
                onChange={(option) => setMergedWith(option?.id ?? null)}
                loadOptions={find}
              />
            </div>
            {sheets.length > 1 && (
              <p className="text-xs text-muted max-md:hidden">
                At a page: <Kbd>Alt</Kbd> <Kbd>→</Kbd> moves it, <Kbd>R</Kbd> turns, <Kbd>C</Kbd> cuts before it,{' '}
                <Kbd>Delete</Kbd> takes it out.
              </p>
            )}
          </div>
        )}
      </div>
      {mergedWith && (
        <MergeItemsDialog
          {...{ slug, handlers }}
          itemIds={[item.id, mergedWith]}
          onDone={({ leadNumber }) => {
            setMergedWith(null);
            router.push(itemPath(slug, item.workspace, leadNumber));
          }}
          onClose={() => setMergedWith(null)}
        />
      )}
    </>
  );
}
