import type { Workspace } from '#lib/domain/paths.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { InboxQuery } from '#lib/inbox/inbox-query.ts';
import type { MatchingItems } from '#lib/inbox/select-matching.ts';
import type { BulkHandlers } from '../bulk/bulk-types.ts';

/** What failed for a cause by now, whatever the table beside it shows. */
export function itemsOfGroup(bulk: BulkHandlers, workspace: Workspace, key: string): Promise<Result<MatchingItems>> {
  const query: InboxQuery = {
    search: '',
    filter: 'refused',
    view: null,
    where: { cause: key },
    sort: 'added',
    isDescending: true,
  };
  return bulk
    .matching({ workspace, query })
    .catch(() => failure('offline', 'The connection broke off. Nothing was changed: try again.'));
}
