import type { SearchParams } from 'nuqs/server';
import { loadListSearchParams } from '#components/lists/load-list-params.ts';
import { requireAccess } from '#lib/access.ts';
import { connectionPaths } from '#lib/domain/paths.ts';
import { may } from '#lib/domain/roles.ts';
import type { ListName } from '#lib/domain/sync-summary.ts';
import { listSource } from '#lib/lists/browse/list-source.ts';
import { listStatus } from '#lib/lists/list-status.ts';
import { newestAtDrawing } from '../events/newest-at-drawing.ts';
import { otherBooksOfPage } from '../other-books-of-page.ts';
import { listQueryOfAddress } from './list-query-of-address.ts';

/** What every page of Lists begins with: who asks, for what, and where its entries come from. */
export async function listRequest(
  page: { params: Promise<{ business: string }>; searchParams: Promise<SearchParams> },
  list: ListName,
  ownSort: string,
) {
  const { scope, business, role } = await requireAccess((await page.params).business, 'lists.see');
  const drawnAt = await newestAtDrawing(scope.businessId);
  const asked = await loadListSearchParams(page.searchParams);
  const query = listQueryOfAddress(asked, ownSort);
  const source = await listSource(scope);
  return {
    scope,
    drawnAt,
    source,
    query,
    status: { ...(await listStatus(scope, source, list)), otherBooks: await otherBooksOfPage(scope, business.slug) },
    connectionsHref: may(role, 'connections.manage') ? connectionPaths(business.slug).root : null,
    slug: business.slug,
    mayEdit: may(role, 'lists.edit'),
  };
}
