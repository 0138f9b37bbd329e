import type { Metadata } from 'next';
import { CategoriesTable } from '#components/lists/categories-table.tsx';
import { CsvMenu } from '#components/lists/csv-menu.tsx';
import { ListPage } from '#components/lists/list-page.tsx';
import { NoSource } from '#components/lists/no-source.tsx';
import { browseCategories } from '#lib/lists/browse/browse-accounts.ts';
import { moreCategories, reload, setCategoriesVisible, undoChange } from '../actions.ts';
import { listRequest } from '../list-request.ts';

export const metadata: Metadata = { title: 'Categories' };

export default async function CategoriesPage(props: PageProps<'/[business]/lists/categories'>) {
  const { scope, source, query, status, drawnAt, connectionsHref, mayEdit, slug } = await listRequest(
    props,
    'ACCOUNTS',
    'code',
  );
  return (
    <ListPage
      title="Categories"
      list="ACCOUNTS"
      {...{ status, drawnAt, reload, connectionsHref }}
      actions={source && <CsvMenu slug={slug} list="categories" mayEdit={mayEdit} undo={undoChange} />}
    >
      {source ? (
        <CategoriesTable
          first={await browseCategories(scope, source, query)}
          query={query}
          load={moreCategories}
          handlers={{ setVisible: setCategoriesVisible, undo: undoChange, mayEdit }}
        />
      ) : (
        <NoSource what="Categories" connectionsHref={connectionsHref} />
      )}
    </ListPage>
  );
}
