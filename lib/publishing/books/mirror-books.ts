import { z } from 'zod';
import { openLedger } from '#lib/connections/open-ledger.ts';
import { db } from '#lib/db.ts';
import { addDays, todayIn } from '#lib/domain/calendar-date.ts';
import type { PublicationKind } from '#lib/domain/publication/publication.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import { requestReview, wakeReview } from '#lib/lists/request-review.ts';
import { log } from '#lib/log.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import { reviewItemsOf, storeBriefs } from './store-briefs.ts';

/** How far back documents are kept: who adds a bill that is older has it looked for by nobody. */
const MONTHS_DAYS = 450;
/** Pages of one kind in one reading; the next goes on from there. */
const MAX_PAGES = 40;
/** The ledger's clock and ours may differ by this much. */
const OVERLAP_MS = 5 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

const cursorsSchema = z.record(z.string(), z.iso.datetime()).catch({});

type Reading = { connectionId: string; businessId: string; ledger: Ledger; signal: AbortSignal };

/**
 * Brings the mirror of a connection's books up to date: all that was changed there since it was read last or, the first
 * time, all that is recent. Whatever is read is kept, so that a reading that breaks off goes on from there. Throws
 * `Postponed` when no call is left to background work; does nothing while the connection is not usable or its business
 * does not look for duplicates.
 */
export async function mirrorBooks(connectionId: string, signal: AbortSignal): Promise<void> {
  const businessId = await looksForDuplicates(connectionId);
  if (!businessId) return;
  const opened = await openLedger(connectionId, { priority: 'background' });
  if (!opened.ok) return;
  const stop = await readMirror({ connectionId, businessId, ledger: opened.value, signal });
  if (stop && 'until' in stop) throw new Postponed(stop.until, 'the books are read later');
  if (stop) log.warn({ connectionId, kind: stop.kind }, 'the books could not be read');
}

/** The business whose books are looked through; null where it does not want that. */
async function looksForDuplicates(connectionId: string): Promise<string | null> {
  const { business } = await db.connection.findUniqueOrThrow({
    where: { id: connectionId },
    select: { business: { select: { id: true, booksDuplicates: true } } },
  });
  return business.booksDuplicates === 'OFF' ? null : business.id;
}

/** Gives the error that ended it, if one did. Of two at once, neither loses anything: what is newer is kept. */
export async function readMirror(
  reading: Reading,
  kinds: readonly (readonly PublicationKind[])[] = reading.ledger.capabilities.documentsReadTogether,
): Promise<LedgerError | null> {
  const { connectionId, businessId, ledger, signal } = reading;
  const startedAt = new Date();
  const mirror = await db.bookMirror.upsert({
    where: { connectionId },
    create: { connectionId, triedAt: startedAt },
    update: { triedAt: startedAt },
  });
  const cursors = cursorsSchema.parse(mirror.cursors);
  const from = addDays(todayIn(null, startedAt), -MONTHS_DAYS);
  for (const [kind] of kinds) {
    if (!kind) continue;
    const since = new Date(cursors[kind] ?? startedAt.getTime() - MONTHS_DAYS * DAY_MS);
    for (let page = 1, hasMore = true; hasMore; page++) {
      if (signal.aborted || page > MAX_PAGES) return null;
      const answer = await ledger.changedBriefs(kind, since, page);
      if (!answer.ok) return answer.error;
      const { documents, lastChangedAt } = answer.value;
      hasMore = answer.value.hasMore;
      const contacts = await storeBriefs({ connectionId, businessId }, documents, from);
      // The first time all items are looked at once it is whole.
      if (mirror.filledAt) await reviewItemsOf({ connectionId, businessId }, contacts);
      const next = hasMore ? lastChangedAt : new Date(startedAt.getTime() - OVERLAP_MS);
      if (next) await keepCursor(connectionId, kind, next);
    }
  }
  if (kinds.length === ledger.capabilities.documentsReadTogether.length) {
    await concludeReading(reading, { startedAt, isFirst: mirror.filledAt === null });
    await db.bookDocument.deleteMany({ where: { connectionId, issuedOn: { lt: new Date(from) } } });
  }
  return null;
}

/** Never back: another reading may be further. */
async function keepCursor(connectionId: string, kind: string, next: Date): Promise<void> {
  const to = next.toISOString();
  await db.$executeRaw`
    UPDATE "BookMirror" SET "cursors" = "cursors" || jsonb_build_object(${kind}::text, ${to}::text)
     WHERE "connectionId" = ${connectionId}::uuid AND coalesce("cursors" ->> ${kind}, '') < ${to}`;
}

async function concludeReading(
  { connectionId, businessId }: Reading,
  { startedAt, isFirst }: { startedAt: Date; isFirst: boolean },
): Promise<void> {
  await db.$transaction(async (transaction) => {
    await transaction.bookMirror.update({
      where: { connectionId },
      data: { readAt: startedAt, ...(isFirst && { filledAt: startedAt }) },
    });
    if (isFirst) await requestReview(transaction, businessId);
  });
  if (isFirst) await wakeReview(businessId);
}
