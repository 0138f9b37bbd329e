import { db } from '#lib/db.ts';
import { log } from '#lib/log.ts';
import { dailySource } from './rate-sources.ts';

/**
 * Reads the daily rates and keeps them; gives how many days there were, none where no source is set up. A rate that was
 * kept before stays as it was: what was published by it is to be found again. Throws when they can't be read, so that it is
 * tried again.
 */
export async function readRates(): Promise<number> {
  const daily = dailySource();
  if (!daily) return 0;
  const { source, url } = daily;
  const read = await source.read(url);
  if (!read.ok) throw new Error(read.error.message);
  const rows = read.value.flatMap(({ day, perBase }) =>
    [...perBase].map(([currency, rate]) => ({ source: source.id, currency, day, rate })),
  );
  await db.$executeRaw`
    INSERT INTO "ExchangeRate" ("source", "currency", "day", "perBase")
    SELECT n."source", n."currency", n."day", n."rate"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n("source" text, "currency" text, "day" date, "rate" numeric)
    ON CONFLICT DO NOTHING`;
  log.info({ source: source.id, days: read.value.length }, 'exchange rates read');
  return read.value.length;
}
