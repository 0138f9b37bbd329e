import { RelativeTime } from '#components/lists/relative-time.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { CopyField } from '#components/ui/copy-field.tsx';
import { DescriptionList } from '#components/ui/description-list.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import type { WebhookOverview } from '#lib/webhooks/webhook-overview.ts';

/** How changes in the books come here: by themselves once webhooks are set up, and by asking at any rate. */
export function WebhookCard({ overview, ledgerTitle }: { overview: WebhookOverview; ledgerTitle: string }) {
  const { hasKey, told, receivedAt, refusedAt } = overview;
  const isWorking = hasKey && receivedAt !== null && refusedAt === null;
  return (
    <article className="rounded-lg border bg-surface" aria-label={`Changes made in ${ledgerTitle}`}>
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 p-5">
        <div className="min-w-40 flex-1">
          <h3 className="text-base font-semibold">Changes made in {ledgerTitle}</h3>
          <p className="max-w-prose text-muted">
            What becomes of published documents there, such as payments, and contacts that change. {ledgerTitle} is
            asked every {overview.pollMinutes} minutes. With webhooks it tells by itself, within seconds.
          </p>
        </div>
        <StatusBadge
          tone={isWorking ? 'success' : 'neutral'}
          text={isWorking ? 'Webhooks on' : hasKey ? 'Nothing came yet' : 'Webhooks off'}
        />
      </header>
      {refusedAt !== null && (
        <div className="px-5 pb-4">
          <Banner tone="warning" title="A delivery was not signed with our key">
            It came <RelativeTime instant={refusedAt} /> and was refused, so nothing of it was lost or believed. If you
            have just set webhooks up, compare {overview.keySetting} with the key that {ledgerTitle} shows.
          </Banner>
        </div>
      )}
      <div className="border-t px-5 py-4">
        <DescriptionList
          items={[
            {
              term: 'Last delivery about these books',
              detail: told ? (
                <>
                  <RelativeTime instant={told.at} />, of {listed(told.of)}
                </>
              ) : (
                <span className="text-muted">None yet</span>
              ),
            },
            {
              term: 'Last delivery of all',
              detail: receivedAt ? <RelativeTime instant={receivedAt} /> : <span className="text-muted">None yet</span>,
            },
            {
              term: 'Last asked',
              detail: overview.polledAt ? (
                <RelativeTime instant={overview.polledAt} />
              ) : (
                <span className="text-muted">Not yet: nothing is published</span>
              ),
            },
          ]}
        />
      </div>
      <details className="border-t px-5 py-4" open={!hasKey && overview.isReachable}>
        <summary className="w-fit cursor-pointer rounded-sm font-medium">Set up webhooks</summary>
        <p className="mt-2 max-w-prose text-muted">
          Once for all businesses of this installation, by whoever runs it and has the app at {ledgerTitle}.
        </p>
        {!overview.isReachable && (
          <p className="mt-2 max-w-prose">
            {ledgerTitle} delivers to https addresses of the internet alone, and this Intray is not at one. Nothing is
            lost without: {ledgerTitle} is asked instead.
          </p>
        )}
        <ol className="mt-3 flex max-w-prose list-decimal flex-col gap-2 pl-5">
          <li>
            At{' '}
            <a href={overview.setUpUrl} target="_blank" rel="noreferrer" className="text-accent-text underline">
              your app’s page
              <span className="sr-only">, opens in a new tab</span>
            </a>
            , under Webhooks, tick {listed(overview.eventNames)}, and enter this address:
            <CopyField label="Delivery address" what="address" value={overview.address} className="mt-2" />
          </li>
          <li>
            Copy the webhooks key from there into the setting <code>{overview.keySetting}</code> of this installation,
            and restart it. {hasKey ? 'It has a key now.' : 'It has no key yet.'}
          </li>
          <li>Send the intent to receive there. This page then shows the delivery.</li>
        </ol>
      </details>
    </article>
  );
}

function listed(names: readonly string[]): string {
  const words = names.map((name) => name.toLowerCase());
  return words.length < 2 ? (words[0] ?? 'nothing') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
