import { businessConnection } from '#lib/connections/business-connection.ts';
import type { Db } from '#lib/db.ts';
import { type CalendarDate, todayIn } from '#lib/domain/calendar-date.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import type { EntryIds } from '#lib/domain/coding/list-entry.ts';
import type { Lists, Organisation } from '#lib/domain/lists.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { type Assessment, assess } from '#lib/domain/readiness/assessment.ts';
import type { Refusal } from '#lib/domain/readiness/refusal-cause.ts';
import { listsOf, organisationOf } from './load-lists.ts';

/** What codings are checked against, loaded once for however many items. */
export type ReviewContext = {
  lists: Lists;
  organisation: Organisation | null;
  /** The organisation's or, while nothing is connected, the business's. */
  baseCurrency: string;
  today: CalendarDate;
};

export async function loadReviewContext(db: Db, businessId: string, named: EntryIds): Promise<ReviewContext> {
  const [connection, business] = await Promise.all([
    businessConnection(db, businessId),
    db.business.findUniqueOrThrow({ where: { id: businessId }, select: { baseCurrency: true } }),
  ]);
  const lists = await listsOf(db, businessId, connection, named);
  const organisation = organisationOf(connection, business);
  return {
    lists,
    organisation,
    baseCurrency: organisation?.baseCurrency ?? business.baseCurrency,
    today: todayIn(organisation?.timeZone ?? null, new Date()),
  };
}

/** One item, judged as every list, page and count of it shows. */
export function review(
  { workspace, coding, refusal }: { workspace: Workspace; coding: Coding; refusal: readonly Refusal[] },
  context: ReviewContext,
): Assessment {
  return assess(coding, refusal, { ...context, workspace });
}
