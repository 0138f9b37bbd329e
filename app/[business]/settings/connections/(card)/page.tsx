import type { Metadata } from 'next';
import { z } from 'zod';
import { ConnectionCard } from '#components/connections/connection-card.tsx';
import { FinishedBanner } from '#components/connections/finished-banner.tsx';
import { NotConnected } from '#components/connections/not-connected.tsx';
import { ReconnectBanner } from '#components/connections/reconnect-banner.tsx';
import { RefreshBanner } from '#components/connections/refresh-banner.tsx';
import { WebhookCard } from '#components/connections/webhook-card.tsx';
import { OtherBooksBanner } from '#components/lists/other-books-banner.tsx';
import { LiveRefresh } from '#components/live/live-events.tsx';
import { SuggestedBanner } from '#components/rules/suggested-banner.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireAccess } from '#lib/access.ts';
import { mergeBooks } from '#lib/coding/merge-lists/merge-books.ts';
import { connectionOverview, endedConnection } from '#lib/connecting/connection-overview.ts';
import { connectionPaths, finishedConnecting, listPaths } from '#lib/domain/paths.ts';
import { rulesOfBooks } from '#lib/rules/rules-after.ts';
import { countSuggested } from '#lib/rules/suggested/suggested-rules.ts';
import { webhookOverview } from '#lib/webhooks/webhook-overview.ts';
import { newestAtDrawing } from '../../../events/newest-at-drawing.ts';
import { otherBooksOfPage } from '../../../other-books-of-page.ts';
import { tellNoMore } from '../../automation/suggested/actions.ts';
import { endConnection, refresh } from '../actions.ts';

export const metadata: Metadata = { title: 'Connections' };

const query = z.object({ finished: z.enum(finishedConnecting).optional().catch(undefined) });

export default async function ConnectionsPage({ params, searchParams }: PageProps<'/[business]/settings/connections'>) {
  const { scope, business } = await requireAccess((await params).business, 'connections.manage');
  const drawnAt = await newestAtDrawing(scope.businessId);
  const { finished } = query.parse(await searchParams);
  const [overview, books, otherBooks, { untold }, rules] = await Promise.all([
    connectionOverview(scope),
    mergeBooks(scope),
    otherBooksOfPage(scope, business.slug),
    countSuggested(scope),
    rulesOfBooks(scope),
  ]);
  const webhooks = overview && (await webhookOverview(overview.id, overview.ledger));
  const paths = connectionPaths(business.slug);
  return (
    <>
      <PageHeader title="Connections" description="The books that this business publishes to." guide="connect" />
      <PageBody width="full">
        <div className="flex max-w-4xl flex-col gap-4">
          {overview?.status === 'NEEDS_RECONNECTING' && (
            <ReconnectBanner overview={overview} reconnectHref={paths.overview(overview.ledger, overview.id)} />
          )}
          {finished && overview?.status === 'CONNECTED' && (
            <FinishedBanner slug={business.slug} organisationName={overview.organisationName} how={finished} />
          )}
          {overview?.status === 'CONNECTED' && untold > 0 && (
            <SuggestedBanner slug={business.slug} count={untold} dismiss={tellNoMore} />
          )}
          {otherBooks && <OtherBooksBanner {...otherBooks} />}
          {overview && (
            // Why a refresh failed is what the banner above says already.
            <RefreshBanner
              drawnAt={drawnAt}
              connectionId={overview.id}
              run={overview.status === 'CONNECTED' ? overview.latestRun : null}
            />
          )}
          <section aria-labelledby="accounting-software">
            <h2 id="accounting-software" className="mb-3 text-sm font-semibold">
              Accounting software
            </h2>
            {overview ? (
              <ConnectionCard
                {...{ overview, rules }}
                slug={business.slug}
                reconnectHref={paths.overview(overview.ledger, overview.id)}
                mergeHref={books && listPaths(business.slug).merge('categories')}
                refresh={refresh.bind(null, { connectionId: overview.id })}
                disconnect={endConnection.bind(null, { connectionId: overview.id })}
              />
            ) : (
              <>
                <NotConnected ended={await endedConnection(scope)} connectHref={paths.integrations} />
                <LiveRefresh interest={{ connection: 'any' }} drawnAt={drawnAt} />
              </>
            )}
          </section>
          {overview && webhooks && <WebhookCard overview={webhooks} ledgerTitle={overview.ledgerTitle} />}
        </div>
      </PageBody>
    </>
  );
}
