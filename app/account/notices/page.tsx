import type { Metadata } from 'next';
import { AccountSection } from '#components/account/account-section.tsx';
import { NoticeChoices } from '#components/account/notice-choices.tsx';
import { NoticeList } from '#components/account/notice-list.tsx';
import { NoticesSeen } from '#components/account/notices-seen.tsx';
import { ButtonLink, Link } from '#components/ui/link.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { currentFormats, requireSession } from '#lib/access.ts';
import { listNotices, noticeKindsOf } from '#lib/account/list-notices.ts';
import { placesThatAsk } from '#lib/authorise.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { accountPaths, secondFactorPath } from '#lib/domain/paths.ts';
import { noticesAreSeen, saveNoticeWish } from '../actions.ts';

export const metadata: Metadata = { title: 'Notices' };

export default async function NoticesPage() {
  const { user, preferences, secondFactorAt } = await requireSession();
  const { shown } = preferences;
  const { numbers } = await currentFormats();
  const [kinds, notices, closed] = await Promise.all([
    noticeKindsOf(user.id),
    listNotices({ userId: user.id, secondFactorAt }, { shown, numbers }),
    secondFactorAt ? [] : placesThatAsk(user.id),
  ]);
  return (
    <>
      <PageHeader
        title="Notices"
        description="What concerned you in your businesses, and how you hear of it."
        guide="notices-and-mail"
        actions={<ButtonLink href={`${accountPaths.notices}#how`}>How you hear of it</ButtonLink>}
      />
      <PageBody>
        <div className="flex max-w-2xl flex-col gap-10">
          <AccountSection title="The last 30 days">
            {closed.length > 0 && (
              <p className="text-pretty text-muted">
                Left out is what concerns {closed.map(({ name }) => isolated(name)).join(', ')}: it is shown once{' '}
                <Link href={secondFactorPath(accountPaths.notices)}>you have signed in with two factors</Link>.
              </p>
            )}
            <NoticeList notices={notices} />
            {notices[0] && <NoticesSeen upTo={notices[0].at} tell={noticesAreSeen} />}
          </AccountSection>
          <AccountSection
            id="how"
            title="How you hear of it"
            lead={`Mails go to ${user.email}. Much at once comes in one mail, and at most one an hour of each kind. Nobody is told of what they did themselves.`}
          >
            <NoticeChoices kinds={kinds} mail={preferences.notices} shown={shown} save={saveNoticeWish} />
          </AccountSection>
        </div>
      </PageBody>
    </>
  );
}
