import type { Metadata } from 'next';
import { DescriptionList } from '#components/ui/description-list.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireUser } from '#lib/access.ts';

export const metadata: Metadata = { title: 'Profile' };

export default async function ProfilePage() {
  const user = await requireUser();
  return (
    <>
      <PageHeader title="Profile" description="Who you are, in all your businesses." />
      <PageBody>
        <DescriptionList
          items={[
            { term: 'Name', detail: user.name },
            { term: 'E-mail', detail: user.email },
          ]}
        />
      </PageBody>
    </>
  );
}
