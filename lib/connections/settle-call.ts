import { db, kept } from '#lib/db.ts';
import type { CallUsage } from '#lib/ledger/ledger-session.ts';
import { capabilitiesOf } from '#lib/ledger/ledgers.ts';
import { Prisma } from '#prisma/generated/client.ts';
import {
  appKey,
  type Claim,
  callsWithin,
  LEASE_SECONDS,
  organisationKey,
  type RateLimited,
  slotEnd,
} from './call-budget.ts';

/**
 * Gives the claim back: the call counts for a minute from now. The ledger's own count is believed, so calls that others
 * make for the organisation count as well, and what we counted too many of does not. A refusal blocks all calls until
 * it ends.
 */
export async function settleCall(claimed: Claim, usage: CallUsage, refused: RateLimited | null): Promise<void> {
  const { ledger, organisationId, lease } = claimed;
  const blocked = refused && refused.limit !== 'concurrent' ? refused : null;
  const organisationBlock = blocked?.limit === 'appMinute' ? null : blocked;
  const [held, isApp, now] = [Prisma.sql`held`, Prisma.sql`false`, Prisma.sql`clock."now"`];
  await db.$executeRaw`
    ${kept} WITH held AS MATERIALIZED (
      SELECT *, "minuteLimit" - ${usage.minuteLeft}::int AS "told", "dayLimit" - ${usage.dayLeft}::int AS "dayTold",
             ${lease}::timestamptz AS "lease"
      FROM "CallBudget" WHERE "key" = ${organisationKey(ledger, organisationId)} FOR UPDATE
    ), clock AS MATERIALIZED (
      SELECT clock_timestamp() AS "now" FROM held
    ), made AS MATERIALIZED (
      SELECT "at", sum("count")::int AS "count"
      FROM (SELECT calls."at", calls."count" FROM held, clock, LATERAL ${callsWithin(held, isApp, now)} AS calls
            UNION ALL
            SELECT ${slotEnd(held, isApp, now)}, 1 FROM held, clock) AS counted
      GROUP BY "at"
    ), differing AS (
      SELECT held."told" - (SELECT sum("count") FROM made) AS "more",
             -- What was answered since this call was claimed, the ledger need not have counted when it answered this one.
             (SELECT coalesce(sum("count"), 0) - 1 FROM made
               WHERE "at" >= held."lease" - make_interval(secs => ${LEASE_SECONDS}::int)) AS "untold",
             GREATEST(cardinality(held."inFlight") - 1, 0) AS "others"
      FROM held
    ), corrected AS (
      SELECT "at", LEAST("count", sum("count") OVER (ORDER BY "at") - GREATEST(coalesce(-"more" - "untold", 0), 0)) AS "count"
      FROM made, differing
      UNION ALL
      SELECT clock."now", "more" - "others" FROM clock, differing
    ), kept AS (
      SELECT array_agg("at" ORDER BY "at") AS "callsAt", array_agg("count"::int ORDER BY "at") AS "callCounts"
      FROM corrected WHERE "count" > 0
    )
    UPDATE "CallBudget" AS row SET
      "inFlight" = array_remove(row."inFlight", held."lease"),
      "callsAt" = coalesce(kept."callsAt", '{}'),
      "callCounts" = coalesce(kept."callCounts", '{}'),
      "dayUsed" = coalesce(held."dayTold" + differing."others", row."dayUsed"),
      "blockedUntil" = coalesce(${organisationBlock?.until ?? null}::timestamptz, row."blockedUntil"),
      "blockedLimit" = coalesce(${organisationBlock?.limit ?? null}, row."blockedLimit"),
      "updatedAt" = clock."now"
    FROM held, clock, differing, kept
    WHERE row."key" = held."key"`;
  const appBlock = blocked?.limit === 'appMinute' ? blocked : null;
  if (appBlock || showsOthersOfTheApp(claimed, usage)) await settleApp(claimed, usage, appBlock);
}

/** Of the app's calls only those are corrected that others surely made: ours were counted before they left. */
const NOTABLE = 0.05;

function showsOthersOfTheApp({ ledger, appUsed }: Claim, { appMinuteLeft }: CallUsage): boolean {
  const { minute } = capabilitiesOf(ledger).callLimits.perApp;
  return appMinuteLeft !== null && minute - appMinuteLeft > appUsed + minute * NOTABLE;
}

/** By itself, after the organisation's: whoever claims locks both rows, the app's first. */
async function settleApp({ ledger }: Claim, usage: CallUsage, refused: RateLimited | null): Promise<void> {
  const [row, isApp, now] = [Prisma.sql`row`, Prisma.sql`true`, Prisma.sql`clock_timestamp()`];
  await db.$executeRaw`
    WITH held AS MATERIALIZED (
      SELECT * FROM "CallBudget" AS row WHERE "key" = ${appKey(ledger)} FOR UPDATE
    ), told AS (
      SELECT coalesce("minuteLimit" - ${usage.appMinuteLeft}::int
                        - (SELECT coalesce(sum("count"), 0) FROM ${callsWithin(row, isApp, now)} AS made), 0)::int AS "more"
      FROM held AS row
    )
    UPDATE "CallBudget" AS row SET
      "callsAt" = CASE WHEN "more" > 0 THEN row."callsAt" || ${now} ELSE row."callsAt" END,
      "callCounts" = CASE WHEN "more" > 0 THEN row."callCounts" || "more" ELSE row."callCounts" END,
      "blockedUntil" = coalesce(${refused?.until ?? null}::timestamptz, row."blockedUntil"),
      "blockedLimit" = coalesce(${refused?.limit ?? null}, row."blockedLimit"),
      "updatedAt" = clock_timestamp()
    FROM told WHERE row."key" = ${appKey(ledger)}`;
}

/** Gives back a claim whose call is not made. The app's minute keeps it: it is one of thousands, and soon over. */
export async function giveBackCall({ ledger, organisationId, lease }: Claim): Promise<void> {
  await db.$executeRaw`
    UPDATE "CallBudget" SET "inFlight" = array_remove("inFlight", ${lease}::timestamptz), "dayUsed" = greatest("dayUsed" - 1, 0)
    WHERE "key" = ${organisationKey(ledger, organisationId)}`;
}
