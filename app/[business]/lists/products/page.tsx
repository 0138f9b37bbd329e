import type { Metadata } from 'next';
import { CsvMenu } from '#components/lists/csv-menu.tsx';
import { ListPage } from '#components/lists/list-page.tsx';
import { NoSource } from '#components/lists/no-source.tsx';
import { ProductsTable } from '#components/lists/products-table.tsx';
import { browseProducts } from '#lib/lists/browse/browse-products.ts';
import { moreProducts, reload, undoChange } from '../actions.ts';
import { listRequest } from '../list-request.ts';

export const metadata: Metadata = { title: 'Products and services' };

export default async function ProductsPage(props: PageProps<'/[business]/lists/products'>) {
  const { scope, source, query, status, drawnAt, connectionsHref, slug, mayEdit } = await listRequest(
    props,
    'PRODUCTS',
    'code',
  );
  return (
    <ListPage
      title="Products and services"
      guide="lists"
      list="PRODUCTS"
      {...{ status, drawnAt, reload, connectionsHref }}
      actions={source && !source.isOwn && <CsvMenu slug={slug} list="products" mayEdit={mayEdit} undo={undoChange} />}
    >
      {source && !source.isOwn ? (
        <ProductsTable first={await browseProducts(scope, source, query)} query={query} load={moreProducts} />
      ) : (
        <NoSource what="Products and services" connectionsHref={connectionsHref} />
      )}
    </ListPage>
  );
}
