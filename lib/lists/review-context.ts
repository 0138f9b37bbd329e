import { businessConnection, isLive } from '#lib/connections/business-connection.ts';
import type { Db } from '#lib/db.ts';
import { type CalendarDate, todayIn } from '#lib/domain/calendar-date.ts';
import type { EntryIds } from '#lib/domain/coding/list-entry.ts';
import type { Lists, Organisation } from '#lib/domain/lists.ts';
import type { WrittenForm } from '#lib/domain/number-form.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { type Assessment, assess, type Judged } from '#lib/domain/readiness/assessment.ts';
import { listsOf, organisationOf } from './load-lists.ts';

/** What codings are checked against, loaded once for however many items. */
export type ReviewContext = {
  lists: Lists;
  organisation: Organisation | null;
  /** The organisation's or, while nothing is connected, the business's. */
  baseCurrency: string;
  today: CalendarDate;
  /** Of the numbers in what is said of them. */
  numbers: WrittenForm;
};

/** `numbers` is the form of whoever reads what is found. */
export async function loadReviewContext(
  db: Db,
  { businessId, numbers = 'commaPoint' }: { businessId: string; numbers?: WrittenForm | undefined },
  named: EntryIds,
): Promise<ReviewContext> {
  const connection = await businessConnection(db, businessId);
  const [lists, business] = await Promise.all([
    listsOf(db, businessId, connection, named),
    // The organisation's currency counts while there is one.
    connection && isLive(connection) && connection.baseCurrency
      ? { baseCurrency: connection.baseCurrency }
      : db.business.findUniqueOrThrow({ where: { id: businessId }, select: { baseCurrency: true } }),
  ]);
  const organisation = organisationOf(connection, business);
  return {
    lists,
    organisation,
    baseCurrency: organisation?.baseCurrency ?? business.baseCurrency,
    today: todayIn(organisation?.timeZone ?? null, new Date()),
    numbers,
  };
}

/** What one revision of an item was checked against. */
export type CheckedRevision = { revision: number; context: ReviewContext };

/** One item, judged as every list, page and count of it shows. */
export function review(
  { workspace, ...judged }: Judged & { workspace: Workspace },
  context: ReviewContext,
): Assessment {
  return assess(judged, { ...context, workspace });
}
