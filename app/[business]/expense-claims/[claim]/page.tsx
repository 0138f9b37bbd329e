import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ClaimPage } from '#components/claims/claim-page.tsx';
import { requireAccess } from '#lib/access.ts';
import { getClaim } from '#lib/claims/get-claim.ts';
import { connectionPaths } from '#lib/domain/paths.ts';
import { may } from '#lib/domain/roles.ts';
import { loadPublishingGate } from '#lib/publishing/load-publications.ts';
import { confirm, findContacts } from '../../[workspace]/item-actions.ts';
import { previewPublished } from '../../[workspace]/publish-actions.ts';
import { publishing } from '../../[workspace]/publishing-handlers.ts';
import { archiving, exporting } from '../../[workspace]/putting-aside.ts';
import { correctAClaim } from '../../claim-actions.ts';
import { claiming } from '../../claim-handlers.ts';
import { newestAtDrawing } from '../../events/newest-at-drawing.ts';

/** Once for the title and the page. */
const load = cache(async (slug: string, text: string) => {
  const access = await requireAccess(slug, 'items.see');
  const drawnAt = await newestAtDrawing(access.scope.businessId);
  const claim = /^\d{1,9}$/.test(text) ? await getClaim(access.scope, Number(text)) : null;
  return { ...access, drawnAt, claim: claim ?? notFound() };
});

export async function generateMetadata({ params }: PageProps<'/[business]/expense-claims/[claim]'>): Promise<Metadata> {
  const { business, claim } = await params;
  return { title: (await load(business, claim)).claim.name };
}

export default async function ExpenseClaimPage({ params }: PageProps<'/[business]/expense-claims/[claim]'>) {
  const { business: slug, claim: number } = await params;
  const { scope, role, drawnAt, claim } = await load(slug, number);
  return (
    <ClaimPage
      key={claim.id}
      {...{ slug, claim, drawnAt, exporting, confirm, findContacts }}
      gate={await loadPublishingGate(scope)}
      connectionsHref={may(role, 'connections.manage') ? connectionPaths(slug).root : null}
      may={{ edit: may(role, 'items.edit'), publish: may(role, 'items.publish') }}
      handlers={claiming}
      publishing={{ ...publishing, sendCorrection: correctAClaim }}
      preview={previewPublished}
      bringBack={archiving.bringBack}
    />
  );
}
