import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { z } from 'zod';
import { ChooseOrganisation } from '#components/connections/choose-organisation.tsx';
import { ConnectFrame } from '#components/connections/connect-frame.tsx';
import { requireAccess } from '#lib/access.ts';
import { openAttempt } from '#lib/connecting/attempt.ts';
import { availabilityOf } from '#lib/connecting/availability.ts';
import { connectionOverview } from '#lib/connecting/connection-overview.ts';
import { connectionPaths } from '#lib/domain/paths.ts';
import { isLedgerName, ledgerTitle } from '#lib/ledger/ledgers.ts';

export const metadata: Metadata = { title: 'Choose the organisation' };

const query = z.object({ attempt: z.uuid() });

export default async function OrganisationPage({
  params,
  searchParams,
}: PageProps<'/[business]/settings/connections/connect/[ledger]/organisation'>) {
  const { business: slug, ledger } = await params;
  const { scope } = await requireAccess(slug, 'connections.manage');
  if (!isLedgerName(ledger)) notFound();
  const paths = connectionPaths(slug);
  const asked = query.safeParse(await searchParams);
  const attempt = asked.success ? await openAttempt(scope, asked.data.attempt) : null;
  if (!attempt) redirect(paths.problem(ledger, 'expired'));
  const current = await connectionOverview(scope);
  const options = await Promise.all(
    attempt.organisations.map(async ({ organisationId, name, isNew }) => {
      const availability = await availabilityOf(scope, attempt, organisationId);
      const note =
        availability.kind === 'elsewhere'
          ? 'Connected to another business'
          : availability.kind === 'otherOrganisation'
            ? `Not the organisation that this business is connected to`
            : current
              ? 'Connected to this business'
              : isNew
                ? null
                : 'Allowed in an earlier visit';
      return { organisationId, name, note, isOwn: availability.kind === 'free' && current !== null };
    }),
  );
  return (
    <ConnectFrame
      connectionsHref={paths.root}
      ledgerTitle={ledgerTitle(ledger)}
      title="Choose the organisation"
      step={2}
    >
      <p className="mb-5 max-w-prose">
        {attempt.organisations.length === 1
          ? `${ledgerTitle(ledger)} gave access to one organisation. Does it hold the books of this business?`
          : `${ledgerTitle(ledger)} gave access to ${attempt.organisations.length} organisations. Which one holds the books of this business?`}
      </p>
      <ChooseOrganisation
        options={options}
        preferred={(options.length === 1 ? options[0] : options.find(({ isOwn }) => isOwn))?.organisationId ?? null}
        nextHref={paths.confirm(ledger, attempt.id)}
        cancelHref={paths.root}
      />
    </ConnectFrame>
  );
}
