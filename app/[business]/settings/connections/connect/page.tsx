import type { Metadata } from 'next';
import { ButtonLink } from '#components/ui/link.tsx';
import { NameTile } from '#components/ui/name-tile.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireAccess } from '#lib/access.ts';
import { connectionPaths } from '#lib/domain/paths.ts';
import { ledgerNames, ledgerTitle } from '#lib/ledger/ledgers.ts';

export const metadata: Metadata = { title: 'Connect' };

export default async function IntegrationsPage({ params }: PageProps<'/[business]/settings/connections/connect'>) {
  const { business } = await requireAccess((await params).business, 'connections.manage');
  const paths = connectionPaths(business.slug);
  return (
    <>
      <PageHeader
        title="Available integrations"
        description="Choose where this business keeps its books."
        breadcrumbs={[{ label: 'Connections', href: paths.root }]}
      />
      <PageBody>
        <ul className="divide-y rounded-lg border bg-surface">
          {ledgerNames.map((ledger) => (
            <li key={ledger} className="flex flex-wrap items-center gap-4 p-4">
              <NameTile name={ledgerTitle(ledger)} />
              <div className="min-w-48 flex-1">
                <h2 className="text-base font-semibold">{ledgerTitle(ledger)}</h2>
                <p className="text-muted">Bills with their documents, suppliers, categories, tax rates and tracking.</p>
              </div>
              <ButtonLink
                variant="primary"
                href={paths.overview(ledger, null)}
                aria-label={`Connect ${ledgerTitle(ledger)}`}
              >
                Connect
              </ButtonLink>
            </li>
          ))}
        </ul>
      </PageBody>
    </>
  );
}
