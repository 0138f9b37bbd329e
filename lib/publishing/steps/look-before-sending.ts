import { loadInBooks } from '#lib/coding/load-in-books.ts';
import { db } from '#lib/db.ts';
import { addDays, compareDates } from '#lib/domain/calendar-date.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { type AlikeInBooks, DAYS_AROUND, kindsInBooks } from '#lib/domain/in-books.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import { log } from '#lib/log.ts';
import { readMirror } from '../books/mirror-books.ts';
import { storeBriefs } from '../books/store-briefs.ts';
import type { Drain } from '../dispatch/step-rules.ts';
import type { OpenStep } from '../open-step.ts';
import { type Books, codingIn } from './load-books.ts';

/** A mirror that is younger is believed: of a drain of hundreds, three calls are spent on it. */
const FRESH_MS = 10 * 60_000;
const LONGEST_MS = 2 * 60_000;

type Sought = { id: string; workspace: Workspace; coding: Coding };

/**
 * What the books have by now that is like what is about to be sent, by the item's id, for a business that wants to be
 * stopped by that. From the mirror, brought up to date first; where that was never whole, by one query for all of them.
 * Books that can't be asked just now are believed to be as they were last seen.
 */
export async function lookBeforeSending(
  drain: Drain,
  steps: readonly OpenStep[],
  { lists, organisation }: Books,
): Promise<Map<string, AlikeInBooks[]>> {
  if (lists.house.booksDuplicates !== 'STOP') return new Map();
  const items = steps.flatMap(({ publication }): Sought[] => {
    const coding = publication.operation === 'CREATE' ? codingIn(publication) : null;
    return coding ? [{ id: publication.itemId, workspace: publication.item.workspace, coding }] : [];
  });
  if (items.length === 0) return new Map();
  const stop = await bringUpToDate(drain, items);
  if (stop) log.warn({ connectionId: drain.lease.connectionId, kind: stop.kind }, 'the books could not be looked at');
  return loadInBooks(db, items, { baseCurrency: organisation.baseCurrency, lists });
}

async function bringUpToDate(drain: Drain, items: readonly Sought[]): Promise<LedgerError | null> {
  const { connectionId } = drain.lease;
  const { businessId, ledger } = drain;
  const mirror = await db.bookMirror.findUnique({ where: { connectionId } });
  if (!mirror?.filledAt) return askFor(drain, items);
  if (mirror.readAt && Date.now() - mirror.readAt.getTime() < FRESH_MS) return null;
  return readMirror({ connectionId, businessId, ledger, signal: AbortSignal.timeout(LONGEST_MS) });
}

/** What the contacts of these have around their dates, one call for each kind of document. */
async function askFor({ ledger, lease, businessId }: Drain, items: readonly Sought[]): Promise<LedgerError | null> {
  const { connectionId } = lease;
  const contacts = await db.contact.findMany({
    where: { connectionId, id: { in: items.flatMap(({ coding }) => coding.contactId ?? []) }, ledgerId: { not: null } },
    select: { ledgerId: true },
  });
  const ledgerIds = contacts.flatMap(({ ledgerId }) => ledgerId ?? []);
  const dates = items.flatMap(({ coding }) => coding.issuedOn ?? []).sort(compareDates);
  const [first, last] = [dates[0], dates.at(-1)];
  if (!first || !last || ledgerIds.length === 0) return null;
  const between = { from: addDays(first, -DAYS_AROUND), to: addDays(last, DAYS_AROUND) };
  const wanted = new Set(items.flatMap(({ workspace, coding }) => kindsInBooks(workspace, coding.type)));
  for (const together of ledger.capabilities.documentsReadTogether) {
    const kind = together.find((each) => wanted.has(each));
    if (!kind) continue;
    const answer = await ledger.briefsOf(kind, ledgerIds, between);
    if (!answer.ok) return answer.error;
    await storeBriefs({ connectionId, businessId }, answer.value, between.from);
  }
  return null;
}
