import type { Metadata } from 'next';
import { NewContactsForm } from '#components/contacts/new-contacts-form.tsx';
import { LockPolicyForm } from '#components/publishing/lock-policy-form.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireAccess } from '#lib/access.ts';
import { ledgerTitle } from '#lib/ledger/ledgers.ts';
import { listSource } from '#lib/lists/browse/list-source.ts';
import { newContactsSetting } from '#lib/lists/new-contacts-setting.ts';
import { lockSetting } from '#lib/publishing/settings/lock-setting.ts';
import { previewLock, saveLockRules, saveNewContacts } from './actions.ts';

export const metadata: Metadata = { title: 'Publishing' };

export default async function PublishingPage({ params }: PageProps<'/[business]/settings/publishing'>) {
  const { scope } = await requireAccess((await params).business, 'business.manage');
  const [setting, source, lock] = await Promise.all([newContactsSetting(scope), listSource(scope), lockSetting(scope)]);
  return (
    <>
      <PageHeader title="Publishing" description="What happens on the way from an item to the books." />
      <PageBody className="flex flex-col gap-10">
        <LockPolicyForm setting={lock} save={saveLockRules} preview={previewLock} />
        <NewContactsForm
          setting={setting}
          books={source ? ledgerTitle(source.ledger) : 'your books'}
          save={saveNewContacts}
        />
      </PageBody>
    </>
  );
}
