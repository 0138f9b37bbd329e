import { CircleCheck } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { loadListSearchParams } from '#components/lists/load-list-params.ts';
import { MergePairs } from '#components/lists/merge-pairs.tsx';
import { MergeListsActions, type MergeListsHandlers, MergeProgress } from '#components/lists/merge-progress.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { TabLinks } from '#components/ui/tab-links.tsx';
import { requireAccess } from '#lib/access.ts';
import { browsePairs, undecidedOf } from '#lib/coding/merge-lists/browse-pairs.ts';
import { listMerges } from '#lib/coding/merge-lists/list-merges.ts';
import { mergeBooks } from '#lib/coding/merge-lists/merge-books.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { mergeLists, mergeListTitles } from '#lib/domain/merge-lists.ts';
import { listPaths } from '#lib/domain/paths.ts';
import { may } from '#lib/domain/roles.ts';
import { newestAtDrawing } from '../../../events/newest-at-drawing.ts';
import { listQueryOfAddress } from '../../list-query-of-address.ts';
import {
  acceptNewEntries,
  chooseNewEntry,
  clearNewEntries,
  dryRunOfLists,
  findNewEntries,
  mergeTheLists,
  morePairs,
  undoMergeOfLists,
} from '../actions.ts';

export const metadata: Metadata = { title: 'Merge lists' };

const handlers: MergeListsHandlers = { preview: dryRunOfLists, start: mergeTheLists, undo: undoMergeOfLists };
const pairing = { find: findNewEntries, choose: chooseNewEntry, clear: clearNewEntries, accept: acceptNewEntries };

export default async function MergeListsPage({ params, searchParams }: PageProps<'/[business]/lists/merge/[list]'>) {
  const { business: slug, list: asked } = await params;
  const { scope, business, role } = await requireAccess(slug, 'lists.see');
  const list = mergeLists.find((each) => each === asked);
  if (!list) notFound();
  const drawnAt = await newestAtDrawing(scope.businessId);
  const books = await mergeBooks(scope);
  if (!books) return <NothingToMerge />;
  const query = { ...listQueryOfAddress(await loadListSearchParams(searchParams), 'name'), list };
  const [first, undecided, merges] = await Promise.all([
    browsePairs(scope, books, query),
    undecidedOf(scope.businessId, books),
    listMerges(scope),
  ]);
  const mayEdit = may(role, 'items.edit');
  const { merge } = listPaths(business.slug);
  return (
    <>
      <PageHeader
        title="Merge lists"
        description={`What items here still name of ${books.others.map(isolated).join(', ')}, and what of ${isolated(books.organisationName)} takes its place.`}
        guide="merge-lists"
        actions={mayEdit && <MergeListsActions merges={merges} handlers={handlers} />}
      />
      <div className="flex shrink-0 flex-col gap-2 px-4 pb-3 empty:hidden">
        <MergeProgress merges={merges} connectionId={books.connectionId} drawnAt={drawnAt} undo={handlers.undo} />
      </div>
      <TabLinks
        label="Lists to merge"
        links={mergeLists.map((each) => ({
          href: merge(each),
          title: mergeListTitles[each],
          count: undecided[each],
          isCurrent: each === list,
        }))}
      />
      <MergePairs
        key={list}
        {...{ query, first, mayEdit }}
        load={morePairs}
        organisationName={books.organisationName}
        handlers={pairing}
      />
    </>
  );
}

function NothingToMerge() {
  return (
    <>
      <PageHeader title="Merge lists" guide="merge-lists" />
      <EmptyState icon={<CircleCheck />} title="There is nothing to merge">
        Lists are merged when a business goes on with other books: once an organisation is disconnected and another
        connected, what items name of the old one is paired here with what the new one has.
      </EmptyState>
    </>
  );
}
