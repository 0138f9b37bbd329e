import { cache } from 'react';
import type { InboxCounts } from '#lib/domain/inbox-choices.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { inboxCounts, searchCounts } from '#lib/inbox/inbox-counts.ts';
import type { InboxQuery } from '#lib/inbox/inbox-query.ts';
import type { PersonScope } from '#lib/scope.ts';

/** Counted once per page, for the sidebar and the inbox: a request has one scope. */
export const countsOfPage: (scope: PersonScope, workspace: Workspace) => Promise<InboxCounts> = cache(inboxCounts);

/** The same of what is asked for of the inbox. */
export function countsOfSearch(
  scope: PersonScope,
  workspace: Workspace,
  { search, owner, flag, unread }: Pick<InboxQuery, 'search' | 'owner' | 'flag' | 'unread'>,
): Promise<InboxCounts | null> {
  const isAll = search === '' && owner === null && flag === null && !unread;
  return isAll ? countsOfPage(scope, workspace) : searchCounts(scope, workspace, { search, owner, flag, unread });
}
