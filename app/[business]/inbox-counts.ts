import { cache } from 'react';
import type { InboxCounts } from '#lib/domain/inbox-choices.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { inboxCounts, searchCounts } from '#lib/inbox/inbox-counts.ts';
import { isNarrowed, type Narrowing } from '#lib/inbox/inbox-query.ts';
import type { PersonScope } from '#lib/scope.ts';

/** Counted once per page, for the sidebar and the inbox: a request has one scope. */
export const countsOfPage: (scope: PersonScope, workspace: Workspace) => Promise<InboxCounts> = cache(inboxCounts);

/** The same of what is asked for of the inbox. */
export function countsOfSearch(
  scope: PersonScope,
  workspace: Workspace,
  asked: Narrowing,
): Promise<InboxCounts | null> {
  return isNarrowed(asked) ? searchCounts(scope, workspace, asked) : countsOfPage(scope, workspace);
}
