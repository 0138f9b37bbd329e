import type { Metadata } from 'next';
import { DuplicateList } from '#components/contacts/duplicate-list.tsx';
import { requireAccess } from '#lib/access.ts';
import { listPaths } from '#lib/domain/paths.ts';
import { ledgerTitle } from '#lib/ledger/ledgers.ts';
import { listSource } from '#lib/lists/browse/list-source.ts';
import { duplicateContacts } from '#lib/lists/duplicate-contacts.ts';
import { setContactsDistinct } from '../../merge-actions.ts';
import { mergeHandlers } from '../../merge-handlers.ts';

export const metadata: Metadata = { title: 'Possible duplicates' };

export default async function SupplierDuplicatesPage({ params }: PageProps<'/[business]/lists/suppliers/duplicates'>) {
  const { scope, business } = await requireAccess((await params).business, 'lists.see');
  const [found, source] = await Promise.all([duplicateContacts(scope, 'COSTS'), listSource(scope)]);
  return (
    <DuplicateList
      {...found}
      noun="suppliers"
      list={{ label: 'Suppliers', href: listPaths(business.slug).suppliers }}
      ledgerTitle={source && !source.isOwn ? ledgerTitle(source.ledger) : null}
      handlers={mergeHandlers}
      setDistinct={setContactsDistinct}
    />
  );
}
