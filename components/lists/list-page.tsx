import type { ReactNode } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Link } from '#components/ui/link.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { isolated } from '#lib/domain/isolated.ts';
import type { ListName } from '#lib/domain/sync-summary.ts';
import type { ListStatus } from '#lib/lists/list-status.ts';
import { OtherBooksBanner } from './other-books-banner.tsx';
import { RefreshProgress } from './refresh-progress.tsx';
import { RelativeTime } from './relative-time.tsx';
import { ReloadButton, type ReloadHandler } from './reload-button.tsx';

export type ListPageProps = {
  title: string;
  /** The page of the guide about it, by its name. */
  guide: string;
  list: ListName;
  /** With the items that name entries of other books, and where these are paired with the connected ones. */
  status: ListStatus & { otherBooks?: { items: number; href: string } | null };
  /** The newest event when the server began to draw it. */
  drawnAt: number;
  reload: ReloadHandler;
  /** Where an admin mends the connection; null for everyone else. */
  connectionsHref: string | null;
  /** What else can be done here, after Reload. */
  actions?: ReactNode;
  /** Something about this list to be looked at. */
  notice?: ReactNode;
  children: ReactNode;
};

/** The frame of a page of Lists: when it was refreshed, Reload, and what stands in the way of a refresh. */
export function ListPage({
  title,
  guide,
  list,
  status,
  drawnAt,
  reload,
  connectionsHref,
  actions,
  notice,
  children,
}: ListPageProps) {
  const { source, refreshedAt, run } = status;
  const canReload = source?.status === 'CONNECTED';
  const line = run?.summary.isLive ? undefined : run?.summary.lines.find((line) => line.list === list);
  const isTold = line !== undefined && !line.isProblem;
  return (
    <>
      <PageHeader
        title={title}
        guide={guide}
        actions={
          (canReload || actions) && (
            <>
              {source?.isOwn && <p className="text-xs text-muted">Kept by yourselves while nothing is connected</p>}
              {canReload && (
                <>
                  {refreshedAt && (
                    // On a phone the buttons have the line; the page of connections tells it of every list.
                    <p className="text-xs text-muted max-md:hidden">
                      Refreshed <RelativeTime instant={refreshedAt} />
                      {isTold && `: ${line.text.charAt(0).toLowerCase()}${line.text.slice(1)}`}
                    </p>
                  )}
                  <ReloadButton list={list} reload={reload} isRefreshing={run?.summary.isLive ?? false} />
                </>
              )}
              {actions}
            </>
          )
        }
      />
      {source && (
        <div className="flex shrink-0 flex-col gap-2 px-4 pb-3 empty:hidden">
          <RefreshProgress connectionId={source.connectionId} {...{ run, list, drawnAt }} />
          {canReload && line?.isProblem && (
            <Banner
              tone="warning"
              title={line.isRefreshed ? 'Some entries were not read' : 'This list was not refreshed last time'}
            >
              {line.text}
            </Banner>
          )}
          {status.otherBooks && <OtherBooksBanner {...status.otherBooks} />}
          {notice}
          {source.status !== 'CONNECTED' && !source.isOwn && (
            <ConnectionBanner source={source} connectionsHref={connectionsHref} />
          )}
        </div>
      )}
      {children}
    </>
  );
}

function ConnectionBanner({
  source,
  connectionsHref,
}: {
  source: NonNullable<ListStatus['source']>;
  connectionsHref: string | null;
}) {
  const isLost = source.status === 'NEEDS_RECONNECTING';
  const mend = isLost ? 'Reconnect' : 'Connect';
  return (
    <Banner
      tone={isLost ? 'warning' : 'info'}
      title={
        isLost
          ? `${isolated(source.organisationName)} needs reconnecting`
          : `${isolated(source.organisationName)} is no longer connected`
      }
      action={connectionsHref && <Link href={connectionsHref}>{mend} in Business settings</Link>}
    >
      This list is as it was at the last refresh; nothing is lost.
      {!connectionsHref && ` Ask an admin of this business to ${mend.toLowerCase()} it.`}
    </Banner>
  );
}
