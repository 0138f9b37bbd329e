'use client';

import { useRouter } from 'next/navigation';
import { type ComponentProps, useEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { DocumentViewer } from '#components/document/document-viewer.tsx';
import { useLive } from '#components/live/live-events.tsx';
import { thisTab } from '#components/live/this-tab.ts';
import type { PaperHandlers } from '#components/papers/paper-handlers.ts';
import { PublicationButton } from '#components/publishing/publication-button.tsx';
import type { PublishHandlers } from '#components/publishing/publish-button.tsx';
import { usePublishingNews } from '#components/publishing/publishing-news.tsx';
import { opensNextItem } from '#components/shell/preferences.ts';
import { brought } from '#components/ui/brought.ts';
import { cx } from '#components/ui/cx.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { useKeyThatLedHere, useNextStep } from '#components/ui/keep-focus.ts';
import { later, useLater } from '#components/ui/later.ts';
import { PlainButton } from '#components/ui/plain-button.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { firstUnfinished, leave, RevealContext, useIsUnfinished } from '#components/ui/unfinished.ts';
import { useKeys } from '#components/ui/use-keys.ts';
import type { CodingLine } from '#lib/domain/coding/coding.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { itemPath, listPaths, rulePaths, type Workspace } from '#lib/domain/paths.ts';
import type { ProblemCode, ProblemField } from '#lib/domain/readiness/problem.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { ListName } from '#lib/domain/sync-summary.ts';
import type { ItemView } from '#lib/inbox/get-item.ts';
import type { ListPlace } from '#lib/inbox/inbox-query.ts';
import type { PublishingGate } from '#lib/publishing/publication-view.ts';
import type { ArchiveHandlers } from './archive-by-hand.ts';
import type { ReadHandler } from './bulk/bulk-types.ts';
import type { ContactHandlers } from './contact-field.tsx';
import type { FindCredited } from './credit-for-field.tsx';
import type { ExportHandlers } from './export-dialog.tsx';
import { fixButtons, linePlaces, problemsAt, type Remedying } from './field-problems.ts';
import { goToField, isAmongLines } from './go-to-field.ts';
import { heldBack } from './held-back.ts';
import type { LoadHistory } from './history-panel.tsx';
import { Instant } from './instant.tsx';
import { ItemFields } from './item-fields.tsx';
import { focusDetails, focusPublish } from './item-focus.ts';
import { ItemHeader, ItemStrip } from './item-header.tsx';
import { AddLineItems, LineItems } from './item-lines.tsx';
import { ItemNotices } from './item-notices.tsx';
import { ItemSummary } from './item-summary.tsx';
import { nextAfter, useItemRemoval } from './leave-item.ts';
import type { LineEntries } from './line-editor.tsx';
import type { MoveHandlers } from './move-to-other.ts';
import type { CreateOwner } from './owner-field.tsx';
import type { SuggestMethod } from './paid-section.tsx';
import type { LoadPreview } from './preview-dialog.tsx';
import { readAgain } from './read-again.ts';
import { sayItIsMeant } from './say-it-is-meant.ts';
import { isSentTo, sendOn } from './sent-on.ts';
import { SourcesContext } from './source-mark.tsx';
import { useAtHand } from './use-at-hand.ts';
import { type EditHandler, useItemEditor } from './use-item-editor.ts';
import { useNewestFacts, usePageTitle, useReading } from './use-item-facts.ts';
import { useLineFocus } from './use-line-focus.ts';
import { usePuttingAside } from './use-putting-aside.tsx';
import { ReadContext, useReadPlaces } from './use-read-places.ts';
import { useUnsavedFields } from './use-unsaved-fields.ts';
import { useVisits } from './use-visits.ts';

export type ItemPageProps = {
  slug: string;
  item: ItemView;
  /** What it was opened from, as the end of an item's address and of the list's own. */
  list: Pick<ListPlace, 'from' | 'search'> & { place: string; address: string };
  /** The newest event when the server began to draw it. */
  drawnAt: number;
  gate: PublishingGate;
  connectionsHref: string | null;
  may: { edit: boolean; publish: boolean };
  edit: EditHandler;
  contacts: ContactHandlers;
  lineEntries: Pick<LineEntries, 'findCustomers' | 'findCategories'> & {
    findProducts: (input: { workspace: Workspace; query: string }) => ReturnType<LineEntries['findProducts']>;
  };
  createOwner: CreateOwner;
  suggestMethod: SuggestMethod;
  loadHistory: LoadHistory;
  deleteItems: (input: { itemIds: string[] }, tab?: string) => Promise<Result<string[]>>;
  restoreItems: (input: { itemIds: string[] }, tab?: string) => Promise<Result<string[]>>;
  confirm: (input: Confirm, tab?: string) => Promise<Result<null>>;
  publishing: PublishHandlers;
  moving: MoveHandlers;
  archiving: ArchiveHandlers;
  exporting: ExportHandlers;
  papers: PaperHandlers;
  preview: LoadPreview;
  findCredited: (input: { itemId: string }) => ReturnType<FindCredited>;
  markRead: ReadHandler;
  readAgain: (input: { itemId: string }) => Promise<Result<null>>;
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

const reloading = later(() => import('./reload-then-publish.ts'));
const history = later(() => import('./history-panel.tsx'));
const previewPart = later(() => import('./preview-dialog.tsx'));
const inBooksPart = later(() => import('./in-books-dialog.tsx'));

function History(props: ComponentProps<typeof import('./history-panel.tsx').ItemHistory>) {
  const part = useLater(history, true);
  return part && <part.ItemHistory {...props} />;
}

/** One item: its document beside what a bookkeeper decides about it. */
export function ItemPage(props: ItemPageProps) {
  const { slug, list, gate, may, connectionsHref } = props;
  const router = useRouter();
  const [item, adopt] = useNewestFacts(props.item);
  usePageTitle(item);
  useReading(props.item, props.markRead);
  useLive({ items: item.id, sync: 'any', connection: 'any' }, props.drawnAt);
  const editor = useItemEditor(item, props.edit, adopt);
  // Whoever leaves a field for Publish means what they have just typed.
  const publish = async (isAnyway: boolean) => {
    const revision = await editor.settledRevision();
    if (revision === null) return heldBack() ?? failure('unfinished', 'Your last change is not saved.');
    return props.publishing.publish({ items: [{ itemId: item.id, revision }], isAnyway }, thisTab());
  };
  const isCorrected = item.publication?.afterwards?.correction != null;
  const isLocked =
    !isCorrected &&
    ((item.place === 'ARCHIVE' && item.claim?.isLocked !== false) ||
      item.publication?.locksItem === true ||
      item.publication?.isPublished === true);
  const isReadOnly = isLocked || !may.edit;
  const connect = connectionsHref ? () => leave(() => router.push(connectionsHref)) : null;
  const formats = useFormats();
  const visits = useVisits(editor.coding.lines);
  const mayRetry = may.publish && !isLocked;
  const remedying: Remedying = {
    connect,
    mergeLists: () => leave(() => router.push(listPaths(slug).merge('categories'))),
    confirm: sayItIsMeant(props),
    publishAgain: mayRetry ? () => void publishNow() : null,
    reload: mayRetry ? (list) => void reload(list) : null,
    linkPaymentMethod: () => leave(() => router.push(listPaths(slug).paymentMethods)),
  };
  const problems = problemsAt(item, editor, {
    ...remedying,
    isLocked,
    isReadOnly,
    isAsked: visits.isAsked,
    formats,
  });
  const fixOf = fixButtons(item, editor, remedying);
  const { findProducts, findCustomers, findCategories } = props.lineEntries;
  const { contactId } = editor.coding;
  const lineEntries = useMemo<LineEntries>(
    () => ({
      findCustomers,
      findCategories,
      of: { workspace: item.workspace, contactId },
      findProducts: (input) => findProducts({ workspace: item.workspace, ...input }),
    }),
    [findCustomers, findProducts, findCategories, item.workspace, contactId],
  );
  useLater(reloading, item.refusal.length > 0);
  async function reload(list: ListName) {
    const part = await brought(reloading);
    await part?.reloadThenPublish(props, list, editor.settledRevision);
  }
  const places = useReadPlaces(item, editor, { isReadOnly, contacts: props.contacts });
  const remove = useItemRemoval(props);
  useLater(history);
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
  const isUnfinished = useIsUnfinished();
  useUnsavedFields(editor, { stored: item.coding, workspace: item.workspace, isLocked, show });

  const setRules = may.edit && item.coding.contactId ? () => router.push(rulePaths(slug).newFromItem(item.id)) : null;
  const here = list.place;
  const go = (number: number | null) =>
    number === null
      ? undefined
      : () =>
          leave(() => {
            sendOn(null);
            router.push(itemPath(slug, item.workspace, number) + here);
          });
  useAtHand(item.neighbours.next === null ? null : itemPath(slug, item.workspace, item.neighbours.next) + here);
  useKeys({
    j: go(item.neighbours.next),
    k: go(item.neighbours.previous),
    'ctrl+z': editor.canUndo && !isReadOnly ? () => void editor.undo() : undefined,
    c: places.onTakeAll,
    s: setRules && !isReadOnly ? () => leave(setRules) : undefined,
    p: may.publish && !item.claim && !isLocked && !isCorrected ? () => void publishNow() : undefined,
  });

  const [first] = [...item.problems, ...item.refusal].flatMap(({ field, line }) => (field ? { field, line } : []));
  useNextStep(() => {
    if (first) return show(first.field, first.line);
    const unfinished = firstUnfinished();
    if (unfinished) unfinished.focus();
    else focusPublish();
  });
  const key = useKeyThatLedHere();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the page opens
  useEffect(() => {
    // Whoever leafs through the items goes on leafing.
    if ((key === 'Enter' || isSentTo(item.number)) && first && !isReadOnly) show(first.field, first.line);
    else if (key !== null) focusDetails();
  }, []);

  async function publishNow(isAnyway = false) {
    const held = heldBack();
    if (held) return tell(held, gate);
    // Before it gets there twice, both are shown side by side.
    const others = item.problems.filter(({ code }) => code !== 'inBooks');
    if (item.alikeInBooks && others.length === 0 && !isAnyway && gate.health !== 'none') return setCompared(true);
    const [left] = isAnyway ? others : item.problems;
    // What has just been typed may be what was missing: then it is for the server to say.
    if (left && !editor.isSaving && gate.health !== 'none') {
      visits.tryAll();
      return show(left.field, left.line);
    }
    const answer = await publish(isAnyway);
    const isBegun = answer.ok && answer.value.some(({ outcome }) => outcome === 'queued');
    const next = isBegun && opensNextItem() ? item.neighbours.next : null;
    void tell(answer, gate, { leavesList: next !== null });
    if (next === null) return;
    sendOn(next);
    router.push(itemPath(slug, item.workspace, next) + here);
  }

  async function publishAnyway() {
    const isStopped = item.problems.some(({ code }) => code === 'inBooks');
    if (isStopped && item.alikeInBooks) await sayItIsMeant(props)('inBooks', item.alikeInBooks.question);
    setCompared(false);
    await publishNow(true);
  }

  const aside = usePuttingAside(props, {
    item,
    isReadOnly: isReadOnly || isCorrected,
    settle: editor.settledRevision,
    onGone: () => router.push(nextAfter(props)),
  });

  const [isCompared, setCompared] = useState(false);
  const inBooks = useLater(inBooksPart, item.alikeInBooks !== null);
  const [isPreviewed, setPreviewed] = useState(false);
  const preview = useLater(previewPart, isPreviewed);

  const header = {
    ...{ slug, item, list, may, isLocked, isUnfinished },
    canUndo: editor.canUndo,
    onUndo: () => void editor.undo(),
    onPrevious: go(item.neighbours.previous),
    onNext: go(item.neighbours.next),
    onFirstLeft: () => first && show(first.field, first.line),
    onDelete: () => void remove(),
    onSetRules: setRules,
    ledgerName: gate.ledgerName,
    onReadAgain: isReadOnly || !item.document || item.reading?.state === 'waiting' ? null : () => void readAgain(props),
    onPreview: isReadOnly || item.claim || gate.ledgerName === null ? null : () => setPreviewed(true),
    ...aside.acts,
  };

  return (
    <>
      <ItemHeader {...header}>
        {may.publish && !item.claim && !aside.acts.onBringBack && !item.publication?.isPublished && (
          <div data-publish className="contents">
            <PublicationButton
              item={{ itemId: item.id, revision: item.revision }}
              problems={item.problems}
              publication={item.publication}
              gate={gate}
              connectionsHref={connectionsHref}
              handlers={props.publishing}
              onPublish={() => publishNow()}
            />
          </div>
        )}
      </ItemHeader>
      {aside.dialog}
      {preview && isPreviewed && gate.ledgerName && (
        <preview.PreviewDialog
          itemId={item.id}
          ledgerName={gate.ledgerName}
          load={props.preview}
          onClose={() => setPreviewed(false)}
        />
      )}
      {inBooks && isCompared && item.alikeInBooks && gate.ledgerName && !isReadOnly && (
        <inBooks.InBooksDialog
          {...{ item }}
          alike={item.alikeInBooks}
          ledgerName={gate.ledgerName}
          publishing={may.publish ? props.publishing : null}
          confirm={sayItIsMeant(props)}
          settle={editor.settledRevision}
          onPublish={may.publish && item.problems.every(({ code }) => code === 'inBooks') ? publishAnyway : null}
          onClose={() => setCompared(false)}
        />
      )}
      <div className={cx('flex min-h-0 flex-col lg:flex-1 lg:flex-row', view !== 'lines' && 'flex-1')}>
        <div className="border-b px-3 py-2 max-md:py-0.5 lg:hidden">
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
            <DocumentViewer
              slug={slug}
              document={item.document}
              nextDocumentId={item.neighbours.nextDocumentId}
              lit={places.lit}
              search={list.search}
              onPick={places.onPick}
            />
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
              isKept: true,
              content: (
                <div
                  data-details
                  tabIndex={-1}
                  // On a phone a message may be over the last field: there is room to bring it out.
                  className="flex flex-col gap-5 p-4 outline-none max-lg:pb-24"
                  onFocusCapture={editor.begin}
                  onBlurCapture={visits.onBlurCapture}
                  {...places.handlers}
                >
                  <ItemStrip {...header} />
                  <ItemNotices
                    {...props}
                    {...{ item, isLocked, problems }}
                    settle={editor.settledRevision}
                    buttonsOf={(fixes) => (isReadOnly ? [] : fixes.flatMap((fix) => fixOf(fix, null)))}
                    onGoTo={show}
                    onDelete={() => void remove()}
                    onCompareWithBooks={() => setCompared(true)}
                  />
                  {may.edit ? (
                    <RevealContext value={() => flushSync(() => setView('details'))}>
                      <SourcesContext value={item.sources}>
                        <ReadContext value={places.context}>
                          <ItemFields
                            {...{ editor, problems, isReadOnly }}
                            choices={item.choices}
                            findCategories={findCategories}
                            workspace={item.workspace}
                            contact={item.contact}
                            contacts={props.contacts}
                            taxNotes={item.taxNotes}
                            owner={item.owner}
                            owners={item.owners}
                            createOwner={props.createOwner}
                            flag={item.flag}
                            flags={item.flags}
                            mayEdit={may.edit}
                            suggestMethod={() => props.suggestMethod({ itemId: item.id })}
                            findCredited={() => props.findCredited({ itemId: item.id })}
                            rate={{
                              from: item.rateFrom,
                              isNeeded: item.problems.some(({ code }) => code === 'exchangeRateMissing'),
                            }}
                          />
                        </ReadContext>
                      </SourcesContext>
                      {header.onPreview && (
                        <PlainButton
                          className="min-h-6 self-start rounded-sm text-sm text-muted underline decoration-dotted underline-offset-4 hover:text-text pointer-coarse:min-h-11"
                          onPress={header.onPreview}
                        >
                          What {gate.ledgerName} will show
                        </PlainButton>
                      )}
                      {!hasLines && !isReadOnly && (
                        <AddLineItems editor={editor} digits={item.choices.amountDigits} onAdd={addFirstLine} />
                      )}
                    </RevealContext>
                  ) : (
                    <ItemSummary item={item} />
                  )}
                  <p className="text-xs text-muted">
                    Added {item.addedBy && `by ${isolated(item.addedBy)}, `}
                    <Instant at={item.addedAt} />
                  </p>
                </div>
              ),
            },
            {
              id: 'history',
              title: 'History',
              content: (
                <History
                  itemId={item.id}
                  version={`${item.revision} ${item.publication?.notice.phase} ${item.publication?.inBooks?.seenAt}`}
                  publication={item.publication}
                  load={props.loadHistory}
                  loadAttempts={may.publish ? props.publishing.loadAttempts : null}
                />
              ),
            },
          ]}
        />
      </div>
      {hasLines && (
        <div
          onFocusCapture={editor.begin}
          onBlurCapture={visits.onBlurCapture}
          className={cx(
            'flex min-h-0 flex-col lg:max-h-[45%] lg:shrink-0 lg:border-t',
            view === 'lines' ? 'max-lg:flex-1' : 'max-lg:hidden',
          )}
        >
          <RevealContext value={() => flushSync(() => setView('lines'))}>
            <LineItems
              {...{ editor, problems, isReadOnly }}
              choices={item.choices}
              workspace={item.workspace}
              known={item.lineEntries}
              sources={item.lineSources}
              offers={item.lineOffers}
              entries={lineEntries}
              places={linePlaces(item)}
              focus={lineFocus}
            />
          </RevealContext>
        </div>
      )}
    </>
  );
}
