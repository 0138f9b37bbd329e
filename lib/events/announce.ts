import { type Db, kept } from '#lib/db.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { Announcement } from './announcement.ts';

export const CHANNEL = 'intray_events';

/**
 * Writes events to the log, however many in one statement, and tells open pages of them when the surrounding
 * transaction commits, or at once outside of one.
 */
export async function announce(db: Db, ...announcements: Announcement[]): Promise<void> {
  if (announcements.length === 0) return;
  await db.$executeRaw`${kept} WITH written AS (${announcing(announcements)}) ${telling}`;
}

/** The same as a part of another statement, called `written`, that ends with `telling`; only `when` that is so. */
export function announcing(announcements: readonly Announcement[], when = Prisma.sql`true`): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO "Event" ("businessId", "topic", "subjectId", "revision", "origin", "transaction", "openSince")
    SELECT "businessId", "topic", "id", "revision", "origin",
           pg_current_xact_id()::text::bigint, pg_snapshot_xmin(pg_current_snapshot())::text::bigint
      FROM jsonb_to_recordset(${JSON.stringify(announcements)}::jsonb)
        AS told("businessId" uuid, "topic" text, "id" uuid, "revision" int, "origin" uuid)
     WHERE ${when}
    RETURNING "number", "businessId", "topic", "subjectId" AS "id", "revision", "origin"`;
}

/** One row for each that was written. */
export const telling = Prisma.sql`SELECT pg_notify(${CHANNEL}, row_to_json(written)::text) FROM written`;
