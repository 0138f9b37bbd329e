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

export default async function CustomerDuplicatesPage({ params }: PageProps<'/[business]/lists/customers/duplicates'>) {
  const { scope, business } = await requireAccess((await params).business, 'lists.see');
  const [found, source] = await Promise.all([duplicateContacts(scope, 'SALES'), listSource(scope)]);
  return (
    <DuplicateList
      {...found}
      noun="customers"
      list={{ label: 'Customers', href: listPaths(business.slug).customers }}
      ledgerTitle={source && !source.isOwn ? ledgerTitle(source.ledger) : null}
      handlers={mergeHandlers}
      setDistinct={setContactsDistinct}
    />
  );
}
