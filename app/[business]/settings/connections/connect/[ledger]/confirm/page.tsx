import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { z } from 'zod';
import { ConnectFrame } from '#components/connections/connect-frame.tsx';
import { FinishButton } from '#components/connections/finish-button.tsx';
import { OtherOrganisation, TakenOrganisation } from '#components/connections/not-this-organisation.tsx';
import { requireAccess } from '#lib/access.ts';
import { openAttempt } from '#lib/connecting/attempt.ts';
import { availabilityOf } from '#lib/connecting/availability.ts';
import { connectionPaths } from '#lib/domain/paths.ts';
import { isLedgerName, ledgerTitle } from '#lib/ledger/ledgers.ts';
import { finish } from '../../../actions.ts';

export const metadata: Metadata = { title: 'Confirm' };

const query = z.object({ attempt: z.uuid(), organisation: z.string() });

export default async function ConfirmPage({
  params,
  searchParams,
}: PageProps<'/[business]/settings/connections/connect/[ledger]/confirm'>) {
  const { business: slug, ledger } = await params;
  const { scope, business } = await requireAccess(slug, 'connections.manage');
  if (!isLedgerName(ledger)) notFound();
  const paths = connectionPaths(slug);
  const asked = query.safeParse(await searchParams);
  const attempt = asked.success ? await openAttempt(scope, asked.data.attempt) : null;
  const organisation = attempt?.organisations.find(({ organisationId }) => organisationId === asked.data?.organisation);
  if (!attempt || !organisation) redirect(paths.problem(ledger, 'expired'));

  const title = ledgerTitle(ledger);
  const availability = await availabilityOf(scope, attempt, organisation.organisationId);
  const back = paths.organisation(ledger, attempt.id);
  const frame = { connectionsHref: paths.root, ledgerTitle: title, step: 3 };
  if (availability.kind === 'otherOrganisation') {
    const isRightOneAllowed = attempt.organisations.some(
      ({ organisationId }) => organisationId === availability.organisationId,
    );
    return (
      <ConnectFrame {...frame} title="This is another organisation">
        <OtherOrganisation
          chosen={organisation.name}
          connectedTo={availability.connectedTo}
          isRightOneAllowed={isRightOneAllowed}
          backHref={isRightOneAllowed ? back : paths.overview(ledger, availability.connectionId)}
          connectionsHref={paths.root}
        />
      </ConnectFrame>
    );
  }
  if (availability.kind === 'elsewhere' && !availability.mayMove) {
    return (
      <ConnectFrame {...frame} title={`${organisation.name} is taken`}>
        <TakenOrganisation
          chosen={organisation.name}
          otherBusiness={availability.businessName}
          backHref={back}
          connectionsHref={paths.root}
        />
      </ConnectFrame>
    );
  }
  const other = availability.kind === 'elsewhere' ? (availability.businessName ?? 'the other business') : null;
  return (
    <ConnectFrame {...frame} title={`${attempt.connectionId ? 'Reconnect' : 'Connect'} ${organisation.name}?`}>
      <p className="mb-5 max-w-prose">
        <strong>{business.name}</strong> will publish to <strong>{organisation.name}</strong> in {title}.{' '}
        {attempt.connectionId
          ? 'Every setting, item and coding stays, and what waits is published by itself.'
          : 'Its categories, suppliers, tax rates and tracking are read next.'}
      </p>
      <FinishButton
        finish={finish}
        attemptId={attempt.id}
        organisationId={organisation.organisationId}
        moveWarning={
          other &&
          `${organisation.name} is connected to ${other}. Move it here: ${other} is disconnected and can no longer publish.`
        }
        doneHref={paths.finished(attempt.connectionId ? 'reconnected' : 'connected')}
        backHref={back}
      />
    </ConnectFrame>
  );
}
