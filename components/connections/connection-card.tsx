import { RelativeTime } from '#components/lists/relative-time.tsx';
import { DescriptionList } from '#components/ui/description-list.tsx';
import { NameTile } from '#components/ui/name-tile.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import type { ConnectionOverview } from '#lib/connecting/connection-overview.ts';
import { countryName, currencyName } from '#lib/domain/countries.ts';
import type { Result } from '#lib/domain/result.ts';
import type { TouchedRule } from '#lib/rules/rules-after.ts';
import { ListStates } from './list-states.tsx';
import { ManageMenu } from './manage-menu.tsx';

export type ConnectionCardProps = {
  overview: ConnectionOverview;
  reconnectHref: string;
  mergeHref: string | null;
  refresh: (tab?: string) => Promise<Result<unknown>>;
  disconnect: (tab?: string) => Promise<Result<{ isEndedAtLedger: boolean }>>;
  slug: string;
  /** Rules that name something of these books. */
  rules: readonly TouchedRule[];
};

/** The connected organisation: where it stands, whose it is, and how fresh what is known of it. */
export function ConnectionCard({ overview, ...actions }: ConnectionCardProps) {
  const isRefreshing = overview.latestRun?.summary.isLive === true;
  const isConnected = overview.status === 'CONNECTED';
  const status = !isConnected ? 'needsReconnecting' : isRefreshing ? 'refreshing' : 'connected';
  return (
    <article className="rounded-lg border bg-surface" aria-label={overview.organisationName}>
      <header className="flex flex-wrap items-center gap-x-4 gap-y-3 p-5">
        <NameTile name={overview.ledgerTitle} />
        <div className="min-w-40 flex-1">
          <h3 className="text-base font-semibold">{overview.organisationName}</h3>
          <p className="text-muted">
            {overview.ledgerTitle}
            {overview.isDemo && ' · demo company'}
          </p>
        </div>
        <StatusBadge status={status} />
        <ManageMenu
          {...actions}
          organisationName={overview.organisationName}
          ledgerTitle={overview.ledgerTitle}
          waiting={overview.waiting}
          mayRefresh={isConnected && !isRefreshing}
        />
      </header>
      <div className="border-t px-5 py-4">
        <DescriptionList items={facts(overview)} />
      </div>
      <div className="border-t px-5 pt-4 pb-2">
        <h4 className="mb-1 text-sm font-semibold">Integration data</h4>
        <ListStates lists={overview.lists} summary={overview.latestRun?.summary ?? null} isConnected={isConnected} />
      </div>
    </article>
  );
}

function facts(overview: ConnectionOverview) {
  const { country, baseCurrency, connectedByName, connectedAt, consentBy, callsLeft, ledgerTitle } = overview;
  const reading = <Skeleton className="mt-1 h-3 w-32" />;
  return [
    { term: 'Country', detail: country ? countryName(country) : reading },
    {
      term: 'Base currency',
      detail: baseCurrency ? `${currencyName(baseCurrency)} (${baseCurrency})` : reading,
    },
    {
      term: 'Connected',
      detail: (
        <>
          <RelativeTime instant={connectedAt.toISOString()} /> by <bdi>{connectedByName}</bdi>
          {consentBy && (
            <span className="text-muted">
              , as <bdi>{consentBy}</bdi>
            </span>
          )}
        </>
      ),
    },
    {
      term: 'Calls left today',
      detail: callsLeft ? (
        <>
          <ShownNumber value={callsLeft.left} />
          {callsLeft.blockedUntil && (
            <span className="text-muted">; {ledgerTitle} asked to wait a moment, and calls go on by themselves</span>
          )}
        </>
      ) : (
        <span className="text-muted">Known after the first call</span>
      ),
    },
  ];
}
