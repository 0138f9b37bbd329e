import type { Metadata } from 'next';
import { ClaimList } from '#components/claims/claim-list.tsx';
import { requireAccess } from '#lib/access.ts';
import { claimQuerySchema, listClaims } from '#lib/claims/list-claims.ts';
import { may } from '#lib/domain/roles.ts';
import { PAGE_ROWS } from '#lib/inbox/inbox-query.ts';
import { moreClaims } from '../claim-actions.ts';
import { claiming } from '../claim-handlers.ts';
import { newestAtDrawing } from '../events/newest-at-drawing.ts';

export const metadata: Metadata = { title: 'Expense claims' };

export default async function ExpenseClaimsPage({ params, searchParams }: PageProps<'/[business]/expense-claims'>) {
  const { scope, business, role } = await requireAccess((await params).business, 'items.see');
  const drawnAt = await newestAtDrawing(scope.businessId);
  const { q, show } = await searchParams;
  const query = claimQuerySchema.catch({ search: '', show: 'open' }).parse({ search: q ?? '', show });
  const first = await listClaims(scope, query, { after: null, limit: PAGE_ROWS });
  return (
    <ClaimList
      slug={business.slug}
      {...{ first, query, drawnAt }}
      mayEdit={may(role, 'items.edit')}
      handlers={claiming}
      load={moreClaims}
    />
  );
}
