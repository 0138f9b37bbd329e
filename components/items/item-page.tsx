'use client';

import { ArrowLeft, ChevronDown, ChevronUp, Copy as CopyIcon, EllipsisVertical, Trash2, Undo2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { DocumentViewer } from '#components/document/document-viewer.tsx';
import { useLive } from '#components/live/live-events.tsx';
import { thisTab } from '#components/live/this-tab.ts';
import { PublicationPanel } from '#components/publishing/publication-panel.tsx';
import { PublishButton, type PublishHandlers } from '#components/publishing/publish-button.tsx';
import { usePublishingNews } from '#components/publishing/publishing-news.tsx';
import { RefusalPanel } from '#components/publishing/refusal-panel.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { buttonClass } from '#components/ui/button-styles.ts';
import { cx } from '#components/ui/cx.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { lastKey } from '#components/ui/keep-focus.ts';
import { Link } from '#components/ui/link.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { Tooltip } from '#components/ui/tooltip.tsx';
import type { CodingLine } from '#lib/domain/coding/coding.ts';
import { itemTypeNames } from '#lib/domain/coding/fields.ts';
import { itemProgress } from '#lib/domain/item-progress.ts';
import { archivePath, inboxPath, itemPath } from '#lib/domain/paths.ts';
import { toDo } from '#lib/domain/readiness/assessment.ts';
import type { ProblemCode, ProblemField } from '#lib/domain/readiness/problem.ts';
import type { Result } from '#lib/domain/result.ts';
import type { ItemFacts, ItemView } from '#lib/inbox/get-item.ts';
import type { ListPlace } from '#lib/inbox/inbox-query.ts';
import type { Copy } from '#lib/intake/load-copies.ts';
import type { PublishingGate } from '#lib/publishing/publication-view.ts';
import type { ContactHandlers } from './contact-field.tsx';
import { DuplicateNotice } from './duplicate-notice.tsx';
import { placeNames, problemsAt } from './field-problems.ts';
import { goToField, isAmongLines } from './go-to-field.ts';
import { ItemHistory, type LoadHistory } from './history-panel.tsx';
import { listAddress, listPlace } from './inbox-search-params.ts';
import { Instant } from './instant.tsx';
import { ItemFields } from './item-fields.tsx';
import { ItemStatusBadge } from './item-status-badge.tsx';
import { ItemSummary } from './item-summary.tsx';
import { AddLineItems, LineItems } from './line-items-table.tsx';
import { useAtHand } from './use-at-hand.ts';
import { type EditHandler, useItemEditor } from './use-item-editor.ts';
import { useKeys } from './use-keys.ts';
import { useLineFocus } from './use-line-focus.ts';

export type ItemPageProps = {
  slug: string;
  item: ItemView;
  /** What it was opened from. */
  list: ListPlace;
  /** The newest event when the server began to draw it. */
  drawnAt: number;
  gate: PublishingGate;
  connectionsHref: string | null;
  may: { edit: boolean; publish: boolean };
  edit: EditHandler;
  contacts: ContactHandlers;
  loadHistory: LoadHistory;
  deleteItems: (input: { itemIds: string[] }, tab?: string) => Promise<Result<string[]>>;
  restoreItems: (input: { itemIds: string[] }, tab?: string) => Promise<Result<string[]>>;
  confirm: (input: Confirm, tab?: string) => Promise<Result<null>>;
  publishing: PublishHandlers;
};

type Confirm = { itemId: string; code: ProblemCode; question: string };

const views = [
  { value: 'document', label: 'Document' },
  { value: 'details', label: 'Details' },
  { value: 'lines', label: 'Lines' },
  { value: 'history', label: 'History' },
] as const;
/** What a narrow screen shows; a wide one has the document beside the rest, and the lines across both. */
type View = (typeof views)[number]['value'];

/** One item: its document beside what a bookkeeper decides about it. */
export function ItemPage(props: ItemPageProps) {
  const { slug, list, gate, may, connectionsHref } = props;
  const router = useRouter();
  const [item, adopt] = useNewestFacts(props.item);
  usePageTitle(item);
  useLive({ items: item.id, sync: 'any', connection: 'any' }, props.drawnAt);
  const editor = useItemEditor(item, props.edit, adopt);
  // Whoever leaves a field for Publish means what they have just typed.
  const publish = async () =>
    props.publishing.publish({ items: [{ itemId: item.id, revision: await editor.settledRevision() }] }, thisTab());
  const isLocked =
    item.place === 'ARCHIVE' || item.publication?.locksItem === true || item.publication?.isPublished === true;
  const isReadOnly = isLocked || !may.edit;
  const connect = connectionsHref ? () => router.push(connectionsHref) : null;
  const problems = problemsAt(item, editor, { isLocked, isReadOnly, connect, confirm: confirmation(props) });
  const remove = useRemoval(props);
  const tell = usePublishingNews();

  const hasLines = may.edit && editor.coding.lines.length > 0;
  const [chosenView, setView] = useState<View>('details');
  const view = chosenView === 'lines' && !hasLines ? 'details' : chosenView;
  const lineFocus = useLineFocus(editor.coding.lines);
  const addFirstLine = (line: CodingLine) => {
    setView('lines');
    return lineFocus.enter(line);
  };
  const show = (field: ProblemField, line: number | null) => {
    // What is hidden can't take the cursor.
    flushSync(() => setView(hasLines && isAmongLines(field, line) ? 'lines' : 'details'));
    goToField(field, line);
  };

  const here = listPlace(list);
  const go = (number: number | null) =>
    number === null ? undefined : () => router.push(itemPath(slug, item.workspace, number) + here);
  useAtHand(item.neighbours.next === null ? null : itemPath(slug, item.workspace, item.neighbours.next) + here);
  useKeys({
    j: go(item.neighbours.next),
    k: go(item.neighbours.previous),
    'ctrl+z': editor.canUndo && !isReadOnly ? () => void editor.undo() : undefined,
    p: may.publish && !isLocked ? () => void publishNow() : undefined,
  });

  const [left] = item.problems;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the page opens
  useEffect(() => {
    const key = lastKey();
    // Whoever leafs through the items goes on leafing.
    if (key === 'Enter' && left && !isReadOnly) show(left.field, left.line);
    else if (key !== null) focusDetails();
  }, []);

  async function publishNow() {
    if (left && gate.health !== 'none') return show(left.field, left.line);
    tell(await publish(), gate);
  }

  return (
    <>
      <header className="flex min-h-14 shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-b px-3 py-2 sm:flex-nowrap">
        <div className="flex min-w-0 items-center gap-1.5 max-sm:w-full">
          <BackLink {...{ slug, item, list }} />
          <h1 className="truncate text-lg tracking-tight">
            {item.supplier?.name ?? item.document?.fileName ?? 'Item'}
          </h1>
          <span className="shrink-0 text-muted tabular-nums">#{item.number}</span>
          {item.coding.type === 'CREDIT_NOTE' && (
            <span className="shrink-0 rounded-sm border px-1.5 text-xs text-muted">{itemTypeNames.CREDIT_NOTE}</span>
          )}
          <span className="ml-1 shrink-0">
            <ItemStatusBadge status={item.status} toDo={toDo(item)} publication={item.publication} mayEdit={may.edit} />
          </span>
        </div>
        <div className="mr-auto flex shrink-0 items-center gap-1 sm:mr-0 sm:ml-auto">
          {!isReadOnly && (
            <IconButton
              label={editor.canUndo ? `Undo: ${editor.canUndo}` : 'Nothing to undo'}
              shortcut="Ctrl Z"
              icon={<Undo2 size={16} />}
              isDisabled={!editor.canUndo}
              onPress={() => void editor.undo()}
            />
          )}
          <IconButton
            label="Previous item"
            shortcut="K"
            icon={<ChevronUp size={16} />}
            isDisabled={item.neighbours.previous === null}
            onPress={go(item.neighbours.previous)}
          />
          <IconButton
            label="Next item"
            shortcut="J"
            icon={<ChevronDown size={16} />}
            isDisabled={item.neighbours.next === null}
            onPress={go(item.neighbours.next)}
          />
          {!isLocked && (
            <Menu label="More" trigger={<IconButton label="More" icon={<EllipsisVertical size={16} />} />}>
              <MenuItem icon={<Trash2 />} tone="danger" onAction={() => void remove()}>
                Delete item
              </MenuItem>
            </Menu>
          )}
        </div>
        {may.publish && (
          <PublishButton
            item={{ itemId: item.id, revision: item.revision }}
            problems={item.problems}
            publication={item.publication}
            gate={gate}
            connectionsHref={connectionsHref}
            handlers={{ ...props.publishing, publish }}
          />
        )}
      </header>
      <div className={cx('flex min-h-0 flex-col lg:flex-1 lg:flex-row', view !== 'lines' && 'flex-1')}>
        <div className="border-b px-3 py-2 lg:hidden">
          <SegmentedControl
            label="Show"
            labelPlacement="hidden"
            choices={views.filter(({ value }) => value !== 'lines' || hasLines)}
            value={view}
            onChange={setView}
          />
        </div>
        <div className={cx('flex min-h-0 min-w-0 flex-1 lg:border-r', view !== 'document' && 'max-lg:hidden')}>
          {item.document ? (
            <DocumentViewer slug={slug} document={item.document} nextDocumentId={item.neighbours.nextDocumentId} />
          ) : (
            <EmptyState title="No document">This item was made without one.</EmptyState>
          )}
        </div>
        <Tabs
          label="About the item"
          value={view === 'history' ? 'history' : 'details'}
          onChange={setView}
          className={cx(
            'max-lg:flex-1 max-lg:[&>[role=tablist]]:hidden lg:w-[27rem] lg:shrink-0 xl:w-[30rem]',
            view !== 'details' && view !== 'history' && 'max-lg:hidden',
          )}
          tabs={[
            {
              id: 'details',
              title: 'Details',
              content: (
                <div
                  data-details
                  tabIndex={-1}
                  className="flex flex-col gap-5 p-4 outline-none"
                  onFocusCapture={editor.begin}
                >
                  <Notices {...props} {...{ item, isLocked, problems }} onGoTo={show} onDelete={() => void remove()} />
                  {may.edit ? (
                    <>
                      <ItemFields
                        {...{ editor, problems, isReadOnly }}
                        choices={item.choices}
                        workspace={item.workspace}
                        contact={item.supplier}
                        contacts={props.contacts}
                      />
                      {!hasLines && !isReadOnly && <AddLineItems editor={editor} onAdd={addFirstLine} />}
                    </>
                  ) : (
                    <ItemSummary item={item} />
                  )}
                  <p className="text-xs text-muted">
                    Added {item.addedBy && `by ${item.addedBy}, `}
                    <Instant at={item.addedAt} />
                  </p>
                </div>
              ),
            },
            {
              id: 'history',
              title: 'History',
              content: (
                <ItemHistory
                  itemId={item.id}
                  version={`${item.revision} ${item.publication?.notice.phase}`}
                  publication={item.publication}
                  load={props.loadHistory}
                />
              ),
            },
          ]}
        />
      </div>
      {hasLines && (
        <div
          onFocusCapture={editor.begin}
          className={cx(
            'flex min-h-0 flex-col lg:max-h-[45%] lg:shrink-0 lg:border-t',
            view === 'lines' ? 'max-lg:flex-1' : 'max-lg:hidden',
          )}
        >
          <LineItems {...{ editor, problems, isReadOnly }} choices={item.choices} focus={lineFocus} />
        </div>
      )}
    </>
  );
}

/**
 * The item as the server drew it, or as an edit of this page's own has made it since: whichever has the newer revision.
 * What is chosen and is not among the page's choices, such as a hidden tax rate that a category brings, is asked for.
 */
function useNewestFacts(drawn: ItemView): [ItemView, (facts: ItemFacts) => void] {
  const router = useRouter();
  const [edited, setEdited] = useState<ItemFacts | null>(null);
  const { accounts, taxRates } = drawn.choices;
  const adopt = useCallback(
    (facts: ItemFacts) => {
      setEdited(facts);
      const isKnown = [facts.coding, ...facts.coding.lines].every(
        ({ accountId, taxRateId }) =>
          (!accountId || accounts.some(({ id }) => id === accountId)) &&
          (!taxRateId || taxRates.some(({ id }) => id === taxRateId)),
      );
      if (!isKnown) router.refresh();
    },
    [router, accounts, taxRates],
  );
  return [edited && edited.revision > drawn.revision ? { ...drawn, ...edited } : drawn, adopt];
}

/** The title follows an edit too, which the server does not draw. As the page's own metadata has it. */
function usePageTitle({ supplier, number }: ItemView) {
  const title = `${supplier?.name ?? `Item ${number}`} · Intray`;
  useEffect(() => {
    document.title = title;
  }, [title]);
}

/** Where the next Tab leads to the first field. */
function focusDetails() {
  document.querySelector<HTMLElement>('[data-details]')?.focus({ preventScroll: true });
}

/** To the list as it was left. */
function BackLink({ slug, item, list }: Pick<ItemPageProps, 'slug' | 'item' | 'list'>) {
  const isArchive = list.from === 'archive';
  return (
    <Tooltip text={isArchive ? 'Archive' : 'Inbox'}>
      <Link
        tone="plain"
        href={(isArchive ? archivePath : inboxPath)(slug, item.workspace) + listAddress(list)}
        aria-label={isArchive ? 'Back to the archive' : 'Back to the inbox'}
        className={buttonClass('quiet', 'medium', { isSquare: true })}
      >
        <ArrowLeft size={16} />
      </Link>
    </Tooltip>
  );
}

type NoticesProps = ItemPageProps & {
  isLocked: boolean;
  problems: ReturnType<typeof problemsAt>;
  onGoTo: (field: ProblemField, line: number | null) => void;
  onDelete: () => void;
};

function Notices({ slug, item, gate, may, isLocked, problems, deleteItems, onGoTo, onDelete }: NoticesProps) {
  return (
    // Parts without anything to say take no room.
    <div className="flex flex-col gap-2 [&:not(:has(>*>*))]:hidden">
      {item.publication && <PublicationPanel publication={item.publication} />}
      {!isLocked && (
        <RefusalPanel
          reasons={item.refusal}
          ledgerName={gate.ledgerName ?? 'The accounting software'}
          nameOf={placeNames(item)}
          onGoTo={onGoTo}
        />
      )}
      {!may.edit && item.place === 'INBOX' && <Banner>{itemProgress[item.status]}</Banner>}
      <DuplicateNotice
        {...{ slug, item }}
        fixes={problems('reference').flatMap(({ code, fixes }) => (code === 'duplicate' ? (fixes ?? []) : []))}
        onDelete={isLocked ? null : onDelete}
      />
      {!isLocked && item.copies.length > 0 && <CopyNotice {...{ slug, item, deleteItems }} />}
    </div>
  );
}

function CopyNotice({ slug, item, deleteItems }: Pick<ItemPageProps, 'slug' | 'item' | 'deleteItems'>) {
  const router = useRouter();
  const [first] = item.copies as [Copy];
  return (
    <Banner
      tone="warning"
      title="The same file was added more than once"
      action={
        <button
          type="button"
          className={buttonClass('secondary', 'small')}
          onClick={async () => {
            const removed = await deleteItems({ itemIds: [item.id] }, thisTab());
            if (removed.ok) router.push(itemPath(slug, first.workspace, first.number));
            else toast({ title: 'Not removed', description: removed.error.message, tone: 'danger' });
          }}
        >
          <CopyIcon size={14} /> Remove this copy
        </button>
      }
    >
      {item.copies.map((copy, index) => (
        <span key={copy.itemId}>
          {index > 0 && ', '}
          <Link href={itemPath(slug, copy.workspace, copy.number)}>Item {copy.number}</Link>
          {copy.addedBy && ` by ${copy.addedBy}`}
          {copy.isArchived && ', archived'}
        </span>
      ))}
    </Banner>
  );
}

/** Says that what was asked about is meant. */
function confirmation({ item, confirm }: ItemPageProps) {
  return async (code: ProblemCode, question: string) => {
    const confirmed = await confirm({ itemId: item.id, code, question }, thisTab());
    if (!confirmed.ok) toast({ title: 'Not confirmed', description: confirmed.error.message, tone: 'danger' });
  };
}

function useRemoval({ slug, item, list, deleteItems, restoreItems }: ItemPageProps) {
  const router = useRouter();
  return async () => {
    const deleted = await deleteItems({ itemIds: [item.id] }, thisTab());
    if (!deleted.ok) {
      toast({ title: 'Not deleted', description: deleted.error.message, tone: 'danger' });
      return;
    }
    const next = item.neighbours.next ?? item.neighbours.previous;
    router.push(
      next === null
        ? inboxPath(slug, item.workspace) + listAddress(list)
        : itemPath(slug, item.workspace, next) + listPlace(list),
    );
    toast({
      title: `Item ${item.number} deleted`,
      action: { label: 'Undo', onPress: () => void restoreItems({ itemIds: deleted.value }, thisTab()) },
    });
  };
}
