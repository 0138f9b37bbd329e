import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { ConnectFrame } from '#components/connections/connect-frame.tsx';
import { problemTexts } from '#components/connections/problem-texts.ts';
import { ButtonLink } from '#components/ui/link.tsx';
import { requireAccess } from '#lib/access.ts';
import { connectionOverview } from '#lib/connecting/connection-overview.ts';
import { connectProblems } from '#lib/domain/connection.ts';
import { connectionPaths } from '#lib/domain/paths.ts';
import { isLedgerName, ledgerTitle } from '#lib/ledger/ledgers.ts';

export const metadata: Metadata = { title: 'Not connected' };

const query = z.object({ reason: z.enum(connectProblems).catch('unknown') });

export default async function ProblemPage({
  params,
  searchParams,
}: PageProps<'/[business]/settings/connections/connect/[ledger]/problem'>) {
  const { business: slug, ledger } = await params;
  const { scope } = await requireAccess(slug, 'connections.manage');
  if (!isLedgerName(ledger)) notFound();
  const { reason } = query.parse(await searchParams);
  const { title, body } = problemTexts[reason](ledgerTitle(ledger));
  const current = await connectionOverview(scope);
  const paths = connectionPaths(slug);
  return (
    <ConnectFrame connectionsHref={paths.root} ledgerTitle={ledgerTitle(ledger)} title={title} step={null}>
      <div className="flex max-w-prose flex-col gap-3">
        {body.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <div className="mt-3 flex flex-wrap gap-2">
          <ButtonLink variant="primary" href={paths.overview(ledger, current?.id ?? null)}>
            {current ? 'Reconnect' : 'Start again'}
          </ButtonLink>
          <ButtonLink variant="quiet" href={paths.root}>
            Back to Connections
          </ButtonLink>
        </div>
      </div>
    </ConnectFrame>
  );
}
