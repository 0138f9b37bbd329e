import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { ConnectFrame } from '#components/connections/connect-frame.tsx';
import { ConnectSoftwareButton } from '#components/connections/connect-software-button.tsx';
import { connectSteps } from '#components/connections/connect-steps.ts';
import { Steps } from '#components/ui/steps.tsx';
import { requireAccess } from '#lib/access.ts';
import { connectionOverview } from '#lib/connecting/connection-overview.ts';
import { connectionPaths } from '#lib/domain/paths.ts';
import { accessAskedBy, isLedgerName, ledgerTitle } from '#lib/ledger/ledgers.ts';
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
  const paths = connectionPaths(slug);
  return (
    <ConnectFrame
      connectionsHref={paths.root}
      ledgerTitle={title}
      title={`${renewed ? 'Reconnect' : 'Connect'} ${title}`}
      step={null}
    >
      <p className="max-w-prose">
        {renewed
          ? `You renew the access to ${renewed.organisationName}. Every setting, item and coding stays, and what waits is published by itself afterwards.`
          : 'These are the steps to come. Nothing is connected before the last one.'}
      </p>
      <Steps
        className="mt-6 mb-8 max-w-prose"
        current={0}
        label={`Connecting ${title}`}
        steps={connectSteps(title, renewed?.organisationName ?? null, accessAskedBy(ledger))}
      />
      <ConnectSoftwareButton
        ledgerTitle={title}
        begin={begin.bind(null, { ledger, connectionId: renewed?.id ?? null })}
        cancelHref={paths.root}
      />
    </ConnectFrame>
  );
}
