import type { Db } from '#lib/db.ts';
import type { Announcement } from './announcement.ts';

export const CHANNEL = 'intray_events';

/** Told to open pages when the surrounding transaction commits, or at once outside of one. */
export async function announce(db: Db, announcement: Announcement): Promise<void> {
  await db.$executeRaw`SELECT pg_notify(${CHANNEL}, ${JSON.stringify(announcement)})`;
}
