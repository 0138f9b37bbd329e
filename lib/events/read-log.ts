import { db } from '#lib/db.ts';
import type { LoggedEvent, Topic } from './announcement.ts';

/** More than this is not replayed one by one. */
const MAX_REPLAYED = 500;
/** Longer than any transaction that writes an event can last; Prisma gives ours up after seconds. */
const LONGEST_TRANSACTION = '1 hour';

/**
 * The number of the business's newest event; 0 before there is one. Asked for before a page's data is read, it tells
 * from where on the page has to listen.
 */
export async function newestEvent(businessId: string): Promise<number> {
  const { _max } = await db.event.aggregate({ where: { businessId }, _max: { number: true } });
  return Number(_max.number ?? 0);
}

/**
 * The business's events that whoever has seen the given one may not have seen, by number; null when nobody can tell any
 * more, since that event is no longer in the log, or there are too many.
 *
 * A transaction may commit after another with a higher number. So what was under way when the given event was written
 * counts too: each event carries its transaction and the oldest that was open then, and one before that had ended.
 */
export async function eventsSince(businessId: string, number: number): Promise<LoggedEvent[] | null> {
  const seen = await db.event.findUnique({
    where: { businessId_number: { businessId, number } },
    select: { transaction: true, openSince: true },
  });
  if (!seen && number !== 0) return null;
  const { transaction, openSince } = seen ?? { transaction: 0n, openSince: 0n };
  const rows = await db.$queryRaw<(Omit<LoggedEvent, 'number'> & { number: bigint; topic: Topic })[]>`
    SELECT "number", "businessId", "topic", "subjectId" AS "id", "revision", "origin"
      FROM "Event"
     WHERE "businessId" = ${businessId}::uuid
       AND ("number" > ${number}
            -- All events of one transaction show at once. The time keeps out what a restored copy counted otherwise.
            OR ("transaction" >= ${openSince} AND "transaction" <> ${transaction}
                AND "at" > (SELECT "at" - ${LONGEST_TRANSACTION}::interval FROM "Event"
                             WHERE "businessId" = ${businessId}::uuid AND "number" = ${number})))
     ORDER BY "number"
     LIMIT ${MAX_REPLAYED + 1}`;
  if (rows.length > MAX_REPLAYED) return null;
  return rows.map((row) => ({ ...row, number: Number(row.number) }));
}
