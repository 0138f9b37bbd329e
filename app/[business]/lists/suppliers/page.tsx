import { CopyCheck } from 'lucide-react';
import type { Metadata } from 'next';
import { SuppliersTable } from '#components/lists/contacts-table.tsx';
import { CsvMenu } from '#components/lists/csv-menu.tsx';
import { ListPage } from '#components/lists/list-page.tsx';
import { NoSource } from '#components/lists/no-source.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import { duplicatesPath, listPaths } from '#lib/domain/paths.ts';
import { ledgerTitle } from '#lib/ledger/ledgers.ts';
import { browseSuppliers } from '#lib/lists/browse/browse-contacts.ts';
import { moreSuppliers, reload, undoChange } from '../actions.ts';
import { listRequest } from '../list-request.ts';

export const metadata: Metadata = { title: 'Suppliers' };

export default async function SuppliersPage(props: PageProps<'/[business]/lists/suppliers'>) {
  const { scope, slug, source, query, status, drawnAt, connectionsHref, mayEdit } = await listRequest(
    props,
    'CONTACTS',
    'name',
  );
  const first = await browseSuppliers(scope, source, query);
  const isUnconnected = source === null && first.total === 0 && query.search === '' && !query.filters.show;
  return (
    <ListPage
      title="Suppliers"
      guide="suppliers-and-customers"
      list="CONTACTS"
      {...{ status, drawnAt, reload, connectionsHref }}
      actions={
        <>
          <ButtonLink
            href={duplicatesPath(listPaths(slug).suppliers)}
            icon={<CopyCheck aria-hidden="true" size={15} />}
            className="max-md:min-w-11"
          >
            <span className="max-md:sr-only">Possible duplicates</span>
          </ButtonLink>
          <CsvMenu slug={slug} list="suppliers" mayEdit={mayEdit} undo={undoChange} />
        </>
      }
    >
      {isUnconnected ? (
        <NoSource what="Suppliers" connectionsHref={connectionsHref} />
      ) : (
        <SuppliersTable
          path={listPaths(slug).suppliers}
          first={first}
          query={query}
          load={moreSuppliers}
          ledgerTitle={source && !source.isOwn ? ledgerTitle(source.ledger) : null}
        />
      )}
    </ListPage>
  );
}
