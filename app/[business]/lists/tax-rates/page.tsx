import type { Metadata } from 'next';
import { CsvMenu } from '#components/lists/csv-menu.tsx';
import { ListPage } from '#components/lists/list-page.tsx';
import { NoSource } from '#components/lists/no-source.tsx';
import { TaxRatesTable } from '#components/lists/tax-rates-table.tsx';
import { browseTaxRates } from '#lib/lists/browse/browse-tax-rates.ts';
import { moreTaxRates, reload, setTaxRatesVisible, undoChange } from '../actions.ts';
import { listRequest } from '../list-request.ts';

export const metadata: Metadata = { title: 'Tax rates' };

export default async function TaxRatesPage(props: PageProps<'/[business]/lists/tax-rates'>) {
  const { scope, source, query, status, drawnAt, connectionsHref, mayEdit, slug } = await listRequest(
    props,
    'TAX_RATES',
    'name',
  );
  return (
    <ListPage
      title="Tax rates"
      list="TAX_RATES"
      {...{ status, drawnAt, reload, connectionsHref }}
      actions={source && <CsvMenu slug={slug} list="tax-rates" mayEdit={mayEdit} undo={undoChange} />}
    >
      {source ? (
        <TaxRatesTable
          first={await browseTaxRates(scope, source, query)}
          query={query}
          load={moreTaxRates}
          handlers={{ setVisible: setTaxRatesVisible, undo: undoChange, mayEdit }}
        />
      ) : (
        <NoSource what="Tax rates" connectionsHref={connectionsHref} />
      )}
    </ListPage>
  );
}
