import type { CalendarDate } from './calendar-date.ts';
import type { Coding } from './coding/coding.ts';
import type { Approvals } from './lists.ts';
import { type Month, monthOf } from './month.ts';
import type { Workspace } from './paths.ts';
import { type PublicationKind, publicationKind } from './publication/publication.ts';

/** A limit of the organisation's plan that is reached already. */
export type ReachedLimit = { kind: PublicationKind; month: Month; limit: number; approved: number };

/**
 * What keeps a plan from approving an item as a document of its month, as far as the books are known; null where nothing
 * does. Only what is approved there counts.
 */
export function reachedLimit(
  coding: Pick<Coding, 'type' | 'publishTo' | 'publishAs'> & { issuedOn: CalendarDate },
  workspace: Workspace,
  { limits, approved }: Approvals,
): ReachedLimit | null {
  if (coding.publishAs !== 'AUTHORISED') return null;
  const kind = publicationKind(workspace, coding);
  const month = monthOf(coding.issuedOn);
  const limit = limits[kind];
  const count = approved.get(`${kind} ${month}`) ?? 0;
  return limit === undefined || count < limit ? null : { kind, month, limit, approved: count };
}

/** Whether whoever connected may give an item the status that it asks for, who may not approve these kinds there. */
export function mayApprove(
  coding: Pick<Coding, 'type' | 'publishTo' | 'publishAs'>,
  workspace: Workspace,
  mayNotApprove: readonly PublicationKind[],
): boolean {
  return coding.publishAs !== 'AUTHORISED' || !mayNotApprove.includes(publicationKind(workspace, coding));
}
