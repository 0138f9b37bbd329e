'use client';

import { useRouter } from 'next/navigation';
import { useQueryStates } from 'nuqs';
import { type ReactNode, useCallback, useEffect, useMemo, useState, useTransition } from 'react';
import { useLive } from '#components/live/live-events.tsx';
import { thisTab } from '#components/live/this-tab.ts';
import { PublicationStatus } from '#components/publishing/publication-status.tsx';
import { PublishButton, type PublishHandlers } from '#components/publishing/publish-button.tsx';
import { usePublishingNews } from '#components/publishing/publishing-news.tsx';
import { usePublishSelection } from '#components/publishing/use-publish-selection.ts';
import { HeaderFrame } from '#components/ui/header-frame.tsx';
import { later, useLater } from '#components/ui/later.ts';
import { Table } from '#components/ui/table.tsx';
import { Toolbar } from '#components/ui/toolbar.tsx';
import { useKeys } from '#components/ui/use-keys.ts';
import { usePages } from '#components/ui/use-pages.ts';
import type { OwnerChoice } from '#lib/coding/owners.ts';
import type { ItemFlag } from '#lib/domain/flag.ts';
import { type InboxCounts, type InboxFilter, type InboxSort, MAX_ROWS } from '#lib/domain/inbox-choices.ts';
import { type ExtraColumn, extraOf, type ListLayout, usualLayout } from '#lib/domain/list-layout.ts';
import { flagsPath, itemPath, type Workspace } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import type { InboxQuery } from '#lib/inbox/inbox-query.ts';
import type { InboxPage, InboxRow } from '#lib/inbox/list-inbox.ts';
import type { AccountChoice } from '#lib/lists/load-choices.ts';
import type { PublishingGate } from '#lib/publishing/publication-view.ts';
import type { BulkHandlers } from './bulk/bulk-types.ts';
import type { ContactHandlers } from './contact-field.tsx';
import { ExportButton } from './export-button.tsx';
import type { Filtering } from './filter-bar.tsx';
import { usePublishingOfRows } from './held-back.ts';
import { inboxColumns } from './inbox-columns.tsx';
import { InboxFilters } from './inbox-filters.tsx';
import { inboxSearchParams, inboxUrlKeys } from './inbox-search-params.ts';
import { laidOut, resizingOf, widthOf } from './laid-out.tsx';
import type { CreateOwner } from './owner-field.tsx';
import type { RowHandlers } from './row-editor.tsx';
import { focusedRow, focusRows } from './row-focus.ts';
import type { SelectionKey, SelectionMenuHandlers } from './selection-menu.tsx';
import { AddDocumentsButton } from './uploads.tsx';
import { type EditRow, useCategoryEdit } from './use-category-edit.ts';
import { useItemSelection } from './use-item-selection.ts';
import { type SaveLayout, useLayout } from './use-layout.ts';
import { useMarks } from './use-marks.ts';
import { useNewestRows } from './use-newest-rows.ts';
import { useRemoval } from './use-removal.ts';
import { ViewMenu } from './view-menu.tsx';
import type { LoadTotals } from './view-totals.tsx';
import { type Viewing, ViewsMenu } from './views-menu.tsx';

/** What can be done with a selection, once there is one. */
const selectionTools = later(() => import('./selection-tools.tsx'));
const bulkEdit = later(() => import('./bulk/edit-selection.tsx'));
const rowEdit = later(() => import('./edited-row.tsx'));

export type InboxProps = {
  slug: string;
  workspace: Workspace;
  first: InboxPage;
  /** What `first` answers. */
  query: InboxQuery;
  /** The same as the end of an item's address. */
  listed: string;
  /** Of what is searched for; null when that is more than is counted. */
  counts: InboxCounts | null;
  /** To the other lists of the workspace. */
  tabs: ReactNode;
  /** What holds for all of it, such as a lost connection. */
  notice: ReactNode;
  /** In place of the rows of an inbox that is empty, and of one where nothing matches. */
  empty: ReactNode;
  nothingFound: ReactNode;
  /** The newest event when the server began to draw it. */
  drawnAt: number;
  /** The categories that can be chosen; `many` are asked for. */
  accounts: readonly AccountChoice[] | 'many';
  /** Whom items can be given to. */
  owners: readonly OwnerChoice[];
  /** The flags that items can be given. */
  flags: readonly ItemFlag[];
  filtering: Filtering;
  totals: LoadTotals;
  /** How the person looks at the list. */
  layout: ListLayout;
  saveLayout: SaveLayout;
  views: Viewing;
  gate: PublishingGate;
  connectionsHref: string | null;
  may: { edit: boolean; publish: boolean };
  load: (input: {
    workspace: Workspace;
    query: InboxQuery;
    after: InboxPage['next'];
    extra: ExtraColumn[];
    limit?: number;
  }) => Promise<Result<InboxPage>>;
  edit: EditRow;
  deleteItems: (input: { itemIds: string[] }, tab?: string) => Promise<Result<string[]>>;
  restoreItems: (input: { itemIds: string[] }, tab?: string) => Promise<Result<string[]>>;
  publishing: PublishHandlers;
  menu: SelectionMenuHandlers;
  bulk: BulkHandlers;
  /** Edits of many items whose end the person has not been told of. */
  untoldBulkEdits: readonly string[];
  rows: RowHandlers;
  contacts: ContactHandlers;
  createOwner: CreateOwner;
};

type AskedOfSelection = { key: SelectionKey; selection: ReadonlySet<string> };

/** The items of a workspace that wait, one line each: what they are, what they need, and *Publish*. */
export function Inbox(given: InboxProps) {
  const publishing = usePublishingOfRows(given.publishing);
  const props = { ...given, publishing };
  const { slug, workspace, first, query, accounts, gate, may } = props;
  const router = useRouter();
  const [isAsking, startAsking] = useTransition();
  const address = useQueryStates(inboxSearchParams, {
    urlKeys: inboxUrlKeys,
    shallow: false,
    // Each choice is a step that *Back* takes back.
    history: 'push',
    startTransition: startAsking,
  });
  const [, setState] = address;
  const list = query.filter === 'refused' ? 'failed' : 'inbox';
  const kept = useLayout(props.layout, { list, workspace, view: props.views.current }, props.saveLayout);
  const extra = useMemo(() => extraOf(props.layout), [props.layout]);
  const { load } = props;
  const loadPage = useCallback(
    (part: { after: InboxPage['next']; limit?: number }) => load({ workspace, query, extra, ...part }),
    [load, workspace, query, extra],
  );
  const pages = usePages(first, JSON.stringify(query), loadPage, MAX_ROWS);
  const { hasMore, loadMore } = pages;
  const [rows, adopt] = useNewestRows(pages.rows);
  const { bulk } = props;
  const choose = useItemSelection(rows, () => bulk.matching({ workspace, query }));
  const { selection, selected } = choose;
  const [isEditing, setEditing] = useState(false);
  const [editedId, setEditedId] = useState<string | null>(null);

  useLive({ items: 'any', sync: 'any', connection: 'any' }, props.drawnAt);

  const [counted, setCounted] = useState({ drawn: props.counts, counts: props.counts });
  // Drawn anew, the server's counts are the newer ones.
  const counts = counted.drawn === props.counts ? counted.counts : props.counts;
  const onEdited = useCallback(
    (row: InboxRow | null, counts: InboxCounts | null) => {
      if (row) adopt(row);
      setCounted({ drawn: props.counts, counts });
      // The tabs are drawn by the server.
      if (counts?.refused !== props.counts?.refused) router.refresh();
    },
    [adopt, props.counts, router],
  );
  const setCategory = useCategoryEdit(props.edit, { workspace, ...query, extra }, onEdited);
  const { connectionsHref } = props;
  const { findCategories } = props.rows;
  const leavesList = leavesOnPublishing(query.filter);
  const publishButton = useCallback(
    (row: InboxRow) => (
      <PublishButton
        size="small"
        isInRow
        item={{ itemId: row.id, revision: row.revision }}
        problems={row.problems}
        gate={gate}
        connectionsHref={connectionsHref}
        handlers={publishing}
        leavesList={leavesList}
      />
    ),
    [gate, connectionsHref, publishing, leavesList],
  );
  const own = useMemo(() => {
    // While it runs, the state explains itself and can be taken back.
    const publicationOf = ({ publication }: InboxRow) =>
      may.publish && publication?.locksItem ? (
        <PublicationStatus publication={publication} cancel={publishing.cancel} />
      ) : null;
    return inboxColumns({
      workspace,
      accounts,
      findCategories,
      mayEdit: may.edit,
      setCategory,
      publicationOf,
      editedId,
    });
  }, [workspace, accounts, findCategories, may.edit, may.publish, setCategory, publishing, editedId]);
  const { tracking } = props.filtering.facts;
  const isUsual = JSON.stringify(kept.layout) === JSON.stringify(usualLayout(list));
  const columns = useMemo(() => laidOut(own, kept.layout, isUsual, tracking), [own, kept.layout, isUsual, tracking]);
  const sort = useMemo(
    () => ({ column: query.sort, direction: query.isDescending ? 'descending' : 'ascending' }) as const,
    [query.sort, query.isDescending],
  );

  const finishSelection = () => {
    choose.clear();
    // What acted on the selection goes, and the focus would go with it.
    focusRows();
  };
  const remove = useRemoval(props, finishSelection);
  const publishCurrent = usePublishKey(props, rows);
  const publishSelection = usePublishSelection({
    items: selected,
    gate,
    publish: publishing.publish,
    onDone: finishSelection,
  });
  const publishByKey = selected.length > 0 ? publishSelection.press : publishCurrent;
  const tools = useLater(selectionTools, selected.length > 0);
  // A key of the tools that comes before them is theirs, unless what is selected has changed by then.
  const [asked, ask] = useState<AskedOfSelection | null>(null);
  const toTools = (key: AskedOfSelection['key']) =>
    tools === null && selected.length > 0 && may.edit ? () => ask({ key, selection }) : undefined;
  useEffect(() => {
    if (tools) ask(null);
  }, [tools]);
  useKeys({
    a: toTools('a'),
    d: toTools('d'),
    l: toTools('l'),
    t: toTools('t'),
    p: may.publish ? publishByKey : undefined,
    e: may.edit ? () => act().length > 0 && setEditing(true) : undefined,
    F2: may.edit ? () => setEditedId(focusedRow() ?? null) : undefined,
    Delete: selected.length > 0 ? () => remove(selected) : undefined,
  });

  /** What is selected or, of nothing, the row that has the focus, which then is. */
  function act(): readonly { id: string; isUnread?: boolean }[] {
    if (selected.length > 0) return selected;
    const current = rows.find(({ id }) => id === focusedRow());
    if (!current) return [];
    choose.select(new Set([current.id]));
    return [current];
  }
  const marks = useMarks({ workspace, selected, bulk, mayEdit: may.edit, act, onDone: finishSelection });
  const bulkPart = useLater(bulkEdit, isEditing || marks.begun !== null || props.untoldBulkEdits.length > 0);
  const rowPart = useLater(rowEdit, editedId !== null);

  const { filters } = props.filtering;
  const isAsked = query.search !== '' || filters.shown.length > 0;
  const isFiltered = isAsked || query.filter !== 'all';
  const isEmpty = rows.length === 0 && !isFiltered;
  return (
    <>
      <HeaderFrame
        title={workspaceNames[workspace]}
        aside={props.tabs}
        // A page has one loud button: what is selected has it, and so has an inbox that is empty.
        actions={
          <>
            {may.edit && rows.length > 0 && (
              <ExportButton
                {...{ slug }}
                choice={{ workspace, of: { kind: 'inbox', query } }}
                handlers={props.menu.exporting}
                bringBack={props.menu.archiving.bringBack}
                isResting={selected.length > 0}
              />
            )}
            <AddDocumentsButton variant={selected.length > 0 || isEmpty ? 'secondary' : 'primary'} />
          </>
        }
      />
      {props.notice}
      {may.edit && bulkPart && (
        <bulkPart.BulkEdit
          isOpen={isEditing}
          onOpenChange={setEditing}
          itemIds={selected.map(idOf)}
          handlers={bulk}
          untold={props.untoldBulkEdits}
          onBegun={finishSelection}
          begun={marks.begun}
          {...{ workspace, contacts: props.contacts, createOwner: props.createOwner }}
        />
      )}
      {editedId !== null && rowPart && (
        <rowPart.EditedRow
          row={rows.find(({ id }) => id === editedId)}
          {...{ workspace, handlers: props.rows, contacts: props.contacts }}
          onLeave={() => setEditedId(null)}
        />
      )}
      <Toolbar>
        {selected.length > 0 && tools ? (
          <tools.SelectionTools
            {...{ rows, selected, choose, hasMore, may, marks, publishSelection }}
            all={counts?.[query.filter] ?? null}
            flags={props.flags}
            owners={props.owners}
            flagsHref={flagsPath(slug)}
            onEdit={() => setEditing(true)}
            onEditRow={(itemId) => {
              choose.clear();
              setEditedId(itemId);
            }}
            onDelete={() => remove(selected)}
            onClear={finishSelection}
            menu={{ ...props.menu, slug, workspace }}
            asked={asked?.selection === selection ? asked.key : null}
          />
        ) : (
          <InboxFilters
            {...{ workspace, query, counts, isAsked }}
            address={address}
            filtering={props.filtering}
            totals={props.totals}
            views={
              <ViewsMenu
                {...props.views}
                place={{ ...query, from: 'inbox' }}
                layout={kept.layout}
                mayShare={may.edit}
              />
            }
            view={<ViewMenu {...kept} {...{ own, tracking }} />}
            mayEdit={may.edit}
          />
        )}
      </Toolbar>
      <Table
        label="Inbox"
        columns={columns}
        rows={rows}
        rowKey={idOf}
        rowLabel={labelOf}
        // The link of a row's first cell would lead away from the field in it.
        href={(row) => (row.id === editedId ? undefined : itemPath(slug, workspace, row.number) + props.listed)}
        sort={sort}
        onSort={({ column, direction }) =>
          setState({ sort: column as InboxSort, isDescending: direction === 'descending' })
        }
        selection={selection}
        onSelectionChange={choose.select}
        {...(may.publish && { actions: (row: InboxRow) => !isSettled(row) && publishButton(row) })}
        actionsWidth="5.5rem"
        compactActionsWidth="2rem"
        hasMore={hasMore}
        onLoadMore={loadMore}
        minWidth={isUsual ? (may.edit ? '61rem' : '56rem') : widthOf(columns)}
        isCompact={kept.layout.density === 'compact'}
        resizing={resizingOf(kept)}
        className={isAsking ? 'opacity-60 transition-opacity delay-150' : undefined}
        empty={isFiltered ? props.nothingFound : props.empty}
      />
    </>
  );
}

/** An item that is being published waits, and is neither ready nor to be reviewed meanwhile. */
const leavesOnPublishing = (filter: InboxFilter) => filter !== 'all' && filter !== 'waiting';

const isSettled = ({ publication }: InboxRow) => publication?.locksItem || publication?.isPublished;

const idOf = ({ id }: { id: string }) => id;
const labelOf = (row: InboxRow) =>
  `item ${row.number}, ${row.contact ?? row.readName ?? row.fileName ?? 'without a name'}`;

/** Publishes the row that has the focus. */
function usePublishKey({ publishing, gate, query }: InboxProps, rows: readonly InboxRow[]) {
  const tell = usePublishingNews();
  return async () => {
    const key = focusedRow();
    const row = rows.find(({ id }) => id === key);
    if (!row) return;
    await tell(await publishing.publish({ items: [{ itemId: row.id, revision: row.revision }] }, thisTab()), gate, {
      leavesList: leavesOnPublishing(query.filter),
    });
  };
}
