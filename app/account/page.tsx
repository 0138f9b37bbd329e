import type { Metadata } from 'next';
import { cookies, headers } from 'next/headers';
import { AccountSection } from '#components/account/account-section.tsx';
import { NoticeSwitches, ThemeChoice } from '#components/account/preference-switches.tsx';
import { ProfileForm } from '#components/account/profile-form.tsx';
import { parseTheme, preferenceCookies } from '#components/shell/preferences.ts';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireUser } from '#lib/access.ts';
import { currentSession } from '#lib/auth.ts';
import { formOfLanguage } from '#lib/domain/number-form.ts';
import { noPreferences } from '#lib/domain/personal-preferences.ts';
import { saveNoticeWish, saveOwnProfile, saveOwnTheme } from './actions.ts';

export const metadata: Metadata = { title: 'Profile' };

export default async function ProfilePage() {
  const user = await requireUser();
  const { timeZone, theme, dates, numbers, notices } = (await currentSession())?.preferences ?? noPreferences;
  const [jar, asked] = await Promise.all([cookies(), headers()]);
  const cookieTheme = jar.get(preferenceCookies.theme)?.value;
  return (
    <>
      <PageHeader title="Profile" description="Who you are, and how you like Intray, in all your businesses." />
      <PageBody>
        <div className="flex max-w-md flex-col gap-10">
          <AccountSection title="You">
            <ProfileForm
              profile={{ name: user.name, timeZone: timeZone ?? 'UTC', dates, numbers }}
              browserNumbers={formOfLanguage(asked.get('accept-language'))}
              timeZones={timeZones(timeZone ?? 'UTC')}
              save={saveOwnProfile}
            />
          </AccountSection>
          <AccountSection title="Looks">
            <ThemeChoice theme={theme ?? parseTheme(cookieTheme)} save={saveOwnTheme} />
          </AccountSection>
          <AccountSection title="Mail" lead={`Which mails come to ${user.email}.`}>
            <NoticeSwitches notices={notices} save={saveNoticeWish} />
          </AccountSection>
        </div>
      </PageBody>
    </>
  );
}

/** As people look for them: `Europe/London` is found by London. Browsers know some by names that this list has not. */
function timeZones(current: string) {
  const known = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((id) => id.includes('/'))];
  return [...new Set([...known, current])].map((id) => ({ id, label: id.replaceAll('_', ' ') }));
}
