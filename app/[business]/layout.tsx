import { LiveEvents, LiveRefresh } from '#components/live/live-events.tsx';
import { PublishingNews } from '#components/publishing/publishing-news.tsx';
import { AppShell } from '#components/shell/app-shell.tsx';
import { requireAccess, requireSession } from '#lib/access.ts';
import { countNewNotices } from '#lib/account/list-notices.ts';
import { businessesOf } from '#lib/authorise.ts';
import { env } from '#lib/env.ts';
import { mayMakeBusiness } from '#lib/team/make-business.ts';
import { saveOwnTheme } from '../account/actions.ts';
import { endsOfPublishing, publish } from './[workspace]/publish-actions.ts';
import { newestAtDrawing } from './events/newest-at-drawing.ts';
import { countsOfPage } from './inbox-counts.ts';
import { lostConnectionOfPage } from './lost-connection-of-page.ts';

export default async function BusinessLayout({ params, children }: LayoutProps<'/[business]'>) {
  const { scope, business, user, role } = await requireAccess((await params).business, null);
  const { preferences, secondFactorAt } = await requireSession();
  const drawnAt = await newestAtDrawing(scope.businessId);
  const [businesses, mayMake, costs, sales, lostConnection, newNotices] = await Promise.all([
    businessesOf(user.id),
    mayMakeBusiness(user.id),
    countsOfPage(scope, 'COSTS'),
    countsOfPage(scope, 'SALES'),
    lostConnectionOfPage(scope),
    countNewNotices({ userId: user.id, secondFactorAt }, preferences),
  ]);
  return (
    <AppShell
      {...{ user, business, businesses, role, lostConnection, newNotices }}
      mayMakeBusiness={mayMake}
      counts={{ COSTS: costs.all, SALES: sales.all }}
      sandbox={env().INTRAY_SANDBOX}
      saveTheme={saveOwnTheme}
    >
      <LiveEvents key={business.slug} business={business.slug} businessName={business.name} since={drawnAt}>
        <PublishingNews business={business.slug} loadEnds={endsOfPublishing} publish={publish}>
          {children}
        </PublishingNews>
        {/* One's own role decides what the page shows, and new notices are counted. */}
        <LiveRefresh interest={{ connection: 'any', team: user.id, notices: user.id }} drawnAt={drawnAt} />
      </LiveEvents>
    </AppShell>
  );
}
