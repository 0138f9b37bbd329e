import { ArrowLeft } from 'lucide-react';
import { cookies } from 'next/headers';
import { AccountNavigation } from '#components/account/account-navigation.tsx';
import { SessionWatch } from '#components/account/session-watch.tsx';
import { preferenceCookies } from '#components/shell/preferences.ts';
import { SignOutButton } from '#components/shell/sign-out-button.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import { requireUser } from '#lib/access.ts';
import { businessesOf } from '#lib/authorise.ts';
import { inboxPath } from '#lib/domain/paths.ts';
import { closedBusinesses } from '#lib/team/closing/reopen-business.ts';

/** A person's own pages, outside of any business, with the way back to the one they came from. */
export default async function AccountLayout({ children }: LayoutProps<'/account'>) {
  const user = await requireUser();
  const [businesses, closed, jar] = await Promise.all([businessesOf(user.id), closedBusinesses(user.id), cookies()]);
  const last = jar.get(preferenceCookies.business)?.value;
  const back = businesses.find(({ slug }) => slug === last) ?? businesses[0];
  return (
    <div className="flex h-dvh flex-col">
      <SessionWatch />
      <header className="flex h-12 shrink-0 items-center justify-between gap-2 border-b bg-canvas px-2">
        <ButtonLink
          variant="quiet"
          href={back ? inboxPath(back.slug, 'COSTS') : '/'}
          icon={<ArrowLeft aria-hidden="true" size={16} />}
          className="min-w-0 shrink"
        >
          <span className="truncate">
            <span className="sr-only">Back to </span>
            {back?.name ?? 'Intray'}
          </span>
        </ButtonLink>
        <SignOutButton />
      </header>
      <main id="content" tabIndex={-1} className="flex min-h-0 flex-1 flex-col overflow-hidden bg-surface outline-none">
        <AccountNavigation hasClosed={closed.length > 0}>{children}</AccountNavigation>
      </main>
    </div>
  );
}
