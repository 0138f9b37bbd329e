import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { ConnectFrame } from '#components/connections/connect-frame.tsx';
import { ConnectSoftwareButton } from '#components/connections/connect-software-button.tsx';
import { requireAccess } from '#lib/access.ts';
import { connectionOverview } from '#lib/connections/connection-overview.ts';
import { connectionPaths } from '#lib/connections/paths.ts';
import { isLedgerName, ledgerTitle } from '#lib/ledger/authorities.ts';
import { begin } from '../../actions.ts';

export const metadata: Metadata = { title: 'Connect' };

const query = z.object({ reconnect: z.uuid().optional().catch(undefined) });

export default async function OverviewPage({
  params,
  searchParams,
}: PageProps<'/[business]/settings/connections/connect/[ledger]'>) {
  const { business: slug, ledger } = await params;
  const { scope } = await requireAccess(slug, 'connections.manage');
  if (!isLedgerName(ledger)) notFound();
  const { reconnect } = query.parse(await searchParams);
  const current = reconnect ? await connectionOverview(scope) : null;
  const renewed = current?.id === reconnect ? current : null;
  const title = ledgerTitle(ledger);
  return (
    <ConnectFrame slug={slug} ledgerTitle={title} title={`${renewed ? 'Reconnect' : 'Connect'} ${title}`} step={0}>
      <p className="max-w-prose">
        {renewed
          ? `You renew the access to ${renewed.organisationName}. Every setting, item and coding stays, and what waits is published by itself afterwards.`
          : `These are the steps. Nothing is connected before the last one.`}
      </p>
      <ol className="mt-5 mb-6 flex max-w-prose flex-col gap-4">
        <Step title={`Sign in to ${title}`}>
          On {title}'s own pages. Intray never sees your password. Use a login that may edit bills and contacts.
        </Step>
        <Step title="Allow access">
          {title} lists what Intray may do: read the lists, create bills and suppliers, attach documents. You can
          withdraw this at any time, here or there.
        </Step>
        <Step title="Choose the organisation">
          {renewed ? `Choose ${renewed.organisationName} again.` : 'The one whose books these are.'}
        </Step>
        <Step title="Finish">The lists are read from {title}, which takes a minute or two.</Step>
      </ol>
      <ConnectSoftwareButton
        begin={begin.bind(null, { ledger, connectionId: renewed?.id ?? null })}
        cancelHref={connectionPaths(slug).root}
      />
    </ConnectFrame>
  );
}

function Step({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <li>
      <p className="font-medium">{title}</p>
      <p className="text-muted">{children}</p>
    </li>
  );
}
