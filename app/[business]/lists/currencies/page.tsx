import type { Metadata } from 'next';
import { CsvMenu } from '#components/lists/csv-menu.tsx';
import { CurrenciesTable } from '#components/lists/currencies-table.tsx';
import { ListPage } from '#components/lists/list-page.tsx';
import { NoSource } from '#components/lists/no-source.tsx';
import { browseCurrencies } from '#lib/lists/browse/browse-currencies.ts';
import { moreCurrencies, reload, undoChange } from '../actions.ts';
import { listRequest } from '../list-request.ts';

export const metadata: Metadata = { title: 'Currencies' };

export default async function CurrenciesPage(props: PageProps<'/[business]/lists/currencies'>) {
  const { scope, source, query, status, drawnAt, connectionsHref, slug, mayEdit } = await listRequest(
    props,
    'CURRENCIES',
    'code',
  );
  return (
    <ListPage
      title="Currencies"
      guide="multiple-currencies"
      list="CURRENCIES"
      {...{ status, drawnAt, reload, connectionsHref }}
      actions={source && !source.isOwn && <CsvMenu slug={slug} list="currencies" mayEdit={mayEdit} undo={undoChange} />}
    >
      {source && !source.isOwn ? (
        <CurrenciesTable first={await browseCurrencies(scope, source, query)} query={query} load={moreCurrencies} />
      ) : (
        <NoSource what="Currencies" connectionsHref={connectionsHref} />
      )}
    </ListPage>
  );
}
