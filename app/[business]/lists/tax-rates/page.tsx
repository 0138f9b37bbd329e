import type { Metadata } from 'next';
import { CsvMenu } from '#components/lists/csv-menu.tsx';
import { KeepOwnButton } from '#components/lists/keep-own-button.tsx';
import { AddOwnEntry } from '#components/lists/keep-own-entries.tsx';
import { ListPage } from '#components/lists/list-page.tsx';
import { NoSource } from '#components/lists/no-source.tsx';
import { TaxRatesTable } from '#components/lists/tax-rates-table.tsx';
import { browseTaxRates } from '#lib/lists/browse/browse-tax-rates.ts';
import { moreTaxRates, reload, setTaxRatesVisible, undoChange } from '../actions.ts';
import { isUnfiltered } from '../list-query-of-address.ts';
import { listRequest } from '../list-request.ts';
import { ownHandlers } from '../own-handlers.ts';

export const metadata: Metadata = { title: 'Tax rates' };

export default async function TaxRatesPage(props: PageProps<'/[business]/lists/tax-rates'>) {
  const { scope, source, query, status, drawnAt, connectionsHref, mayEdit, slug } = await listRequest(
    props,
    'TAX_RATES',
    'name',
  );
  const own = mayEdit && (!source || source.isOwn) ? { handlers: ownHandlers, taxRates: [] } : undefined;
  const first = source && (await browseTaxRates(scope, source, query));
  // One that is taken back to nothing begins anew.
  const isBare =
    first === null ||
    (source?.isOwn &&
      first.total === 0 &&
      isUnfiltered(query) &&
      (await browseTaxRates(scope, source, { ...query, showArchived: true, limit: 1 })).total === 0);
  return (
    <ListPage
      title="Tax rates"
      guide="publish-tax-rates"
      list="TAX_RATES"
      {...{ status, drawnAt, reload, connectionsHref }}
      actions={
        source && (
          <>
            <CsvMenu slug={slug} list="tax-rates" isOwn={source.isOwn} mayEdit={mayEdit} undo={undoChange} />
            {own && !isBare && <AddOwnEntry list="tax-rates" isLoud {...own} />}
          </>
        )
      }
    >
      {!isBare ? (
        <TaxRatesTable
          first={first}
          query={query}
          own={own}
          load={moreTaxRates}
          handlers={{ setVisible: setTaxRatesVisible, undo: undoChange, mayEdit }}
        />
      ) : (
        <NoSource
          what="Tax rates"
          connectionsHref={connectionsHref}
          keepOwn={
            own && (
              <>
                <KeepOwnButton slug={slug} list="tax-rates" undo={undoChange} />
                <AddOwnEntry list="tax-rates" {...own} />
              </>
            )
          }
        />
      )}
    </ListPage>
  );
}
