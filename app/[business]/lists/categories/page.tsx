import type { Metadata } from 'next';
import { CategoriesTable } from '#components/lists/categories-table.tsx';
import { CsvMenu } from '#components/lists/csv-menu.tsx';
import { KeepOwnButton } from '#components/lists/keep-own-button.tsx';
import { AddOwnEntry } from '#components/lists/keep-own-entries.tsx';
import { ListPage } from '#components/lists/list-page.tsx';
import { NoSource } from '#components/lists/no-source.tsx';
import { browseCategories } from '#lib/lists/browse/browse-accounts.ts';
import { ownTaxRateChoices } from '#lib/lists/keep-own-entry.ts';
import { moreCategories, reload, setCategoriesVisible, undoChange } from '../actions.ts';
import { isUnfiltered } from '../list-query-of-address.ts';
import { listRequest } from '../list-request.ts';
import { ownHandlers } from '../own-handlers.ts';

export const metadata: Metadata = { title: 'Categories' };

export default async function CategoriesPage(props: PageProps<'/[business]/lists/categories'>) {
  const { scope, source, query, status, drawnAt, connectionsHref, mayEdit, slug } = await listRequest(
    props,
    'ACCOUNTS',
    'code',
  );
  const own =
    mayEdit && (!source || source.isOwn)
      ? { handlers: ownHandlers, taxRates: await ownTaxRateChoices(scope) }
      : undefined;
  const first = source && (await browseCategories(scope, source, query));
  // One that is taken back to nothing begins anew.
  const isBare =
    first === null ||
    (source?.isOwn &&
      first.total === 0 &&
      isUnfiltered(query) &&
      (await browseCategories(scope, source, { ...query, showArchived: true, limit: 1 })).total === 0);
  return (
    <ListPage
      title="Categories"
      guide="lists"
      list="ACCOUNTS"
      {...{ status, drawnAt, reload, connectionsHref }}
      actions={
        source && (
          <>
            <CsvMenu slug={slug} list="categories" isOwn={source.isOwn} mayEdit={mayEdit} undo={undoChange} />
            {own && !isBare && <AddOwnEntry list="categories" isLoud {...own} />}
          </>
        )
      }
    >
      {!isBare ? (
        <CategoriesTable
          first={first}
          query={query}
          own={own}
          load={moreCategories}
          handlers={{ setVisible: setCategoriesVisible, undo: undoChange, mayEdit }}
        />
      ) : (
        <NoSource
          what="Categories"
          connectionsHref={connectionsHref}
          keepOwn={
            own && (
              <>
                <KeepOwnButton slug={slug} list="categories" undo={undoChange} />
                <AddOwnEntry list="categories" {...own} />
              </>
            )
          }
        />
      )}
    </ListPage>
  );
}
