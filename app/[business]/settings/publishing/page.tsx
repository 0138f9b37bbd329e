import type { Metadata } from 'next';
import { NewContactsForm } from '#components/contacts/new-contacts-form.tsx';
import { ArchiveForm } from '#components/publishing/archive-form.tsx';
import { BooksDuplicatesForm } from '#components/publishing/books-duplicates-form.tsx';
import { DefaultsForm } from '#components/publishing/defaults-form.tsx';
import { LockPolicyForm } from '#components/publishing/lock-policy-form.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireAccess } from '#lib/access.ts';
import { ledgerTitle } from '#lib/ledger/ledgers.ts';
import { listSource } from '#lib/lists/browse/list-source.ts';
import { newContactsSetting } from '#lib/lists/new-contacts-setting.ts';
import { archiveSetting } from '#lib/publishing/settings/archive-setting.ts';
import { booksSetting } from '#lib/publishing/settings/books-setting.ts';
import { defaultsSetting } from '#lib/publishing/settings/defaults-setting.ts';
import { lockSetting } from '#lib/publishing/settings/lock-setting.ts';
import { paidByDefault } from '#lib/rules/paid-by-default.ts';
import {
  previewDefaults,
  previewLock,
  saveArchiving,
  saveBooksDuplicates,
  saveDefaults,
  saveLockRules,
  saveNewContacts,
  undoDefaultsOfOpen,
} from './actions.ts';

export const metadata: Metadata = { title: 'Publishing' };

export default async function PublishingPage({ params }: PageProps<'/[business]/settings/publishing'>) {
  const { scope, business } = await requireAccess((await params).business, 'business.manage');
  const [contacts, source, lock, defaults, archive, books, paidBy] = await Promise.all([
    newContactsSetting(scope),
    listSource(scope),
    lockSetting(scope),
    defaultsSetting(scope),
    archiveSetting(scope),
    booksSetting(scope),
    paidByDefault(scope),
  ]);
  const ledger = source ? ledgerTitle(source.ledger) : null;
  return (
    <>
      <PageHeader
        title="Publishing"
        description="What happens on the way from an item to the books."
        guide="new-items"
      />
      <PageBody className="flex flex-col gap-10">
        <DefaultsForm
          slug={business.slug}
          setting={defaults}
          paidBy={paidBy}
          save={saveDefaults}
          preview={previewDefaults}
          undo={undoDefaultsOfOpen}
        />
        <ArchiveForm setting={archive} save={saveArchiving} />
        <BooksDuplicatesForm setting={books} books={ledger ?? 'The books'} save={saveBooksDuplicates} />
        <LockPolicyForm setting={lock} save={saveLockRules} preview={previewLock} />
        <NewContactsForm setting={contacts} books={ledger ?? 'your books'} save={saveNewContacts} />
      </PageBody>
    </>
  );
}
