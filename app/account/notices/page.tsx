import type { Metadata } from 'next';
import { AccountSection } from '#components/account/account-section.tsx';
import { NoticeChoices } from '#components/account/notice-choices.tsx';
import { NoticeList } from '#components/account/notice-list.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireSession } from '#lib/access.ts';
import { listNotices } from '#lib/account/list-notices.ts';
import { saveNoticeWish } from '../actions.ts';

export const metadata: Metadata = { title: 'Notices' };

export default async function NoticesPage() {
  const { user, preferences } = await requireSession();
  const notices = await listNotices(user.id, preferences);
  return (
    <>
      <PageHeader title="Notices" description="What concerned you in your businesses, and how you hear of it." />
      <PageBody>
        <div className="flex max-w-2xl flex-col gap-10">
          <AccountSection
            title="How you hear of it"
            lead={`Mails go to ${user.email}. Much at once comes in one mail, and at most one an hour of each kind. Nobody is told of what they did themselves.`}
          >
            <NoticeChoices mail={preferences.notices} shown={preferences.shown} save={saveNoticeWish} />
          </AccountSection>
          <AccountSection title="The last 30 days">
            <NoticeList notices={notices} />
          </AccountSection>
        </div>
      </PageBody>
    </>
  );
}
