import type { Metadata } from 'next';
import { ContactPage } from '#components/contacts/contact-page.tsx';
import { listPaths } from '#lib/domain/paths.ts';
import { chooseFor } from '../../../auto-publish-actions.ts';
import {
  addContactAlias,
  forgetSupplierMark,
  removeContactAlias,
  restoreSupplierMark,
  saveCisRate,
  saveContactDuplicates,
  saveContactTax,
  setContactDueDays,
} from '../../contact-actions.ts';
import { contactRequest } from '../../contact-request.ts';
import { findMergeContacts } from '../../merge-actions.ts';
import { mergeHandlers } from '../../merge-handlers.ts';

type Props = PageProps<'/[business]/lists/suppliers/[contact]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { business, contact } = await params;
  return { title: (await contactRequest(business, contact)).contact.name };
}

export default async function SupplierPage({ params }: Props) {
  const { business, contact } = await params;
  const asked = await contactRequest(business, contact);
  return (
    <ContactPage
      {...asked}
      list={{ label: 'Suppliers', href: listPaths(business).suppliers }}
      workspace="COSTS"
      setCisRate={saveCisRate}
      merging={{ find: findMergeContacts, handlers: mergeHandlers }}
      setDueDays={setContactDueDays}
      saveDuplicates={saveContactDuplicates}
      saveTax={saveContactTax}
      chooseAutoPublish={chooseFor}
      aliases={{ add: addContactAlias, remove: removeContactAlias }}
      marking={{ forget: forgetSupplierMark, restore: restoreSupplierMark }}
    />
  );
}
