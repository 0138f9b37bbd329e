import { db, kept } from '#lib/db.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import { capabilitiesOf, type LedgerName } from '#lib/ledger/ledgers.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** People's calls may use all that is left; background work leaves them the reserves. */
export type Priority = 'person' | 'background';

export type RateLimited = Extract<LedgerError, { kind: 'rateLimited' }>;

/** A call that may be made now. It has to be settled when the call has ended. */
export type Claim = {
  ledger: LedgerName;
  organisationId: string;
  lease: string;
  /** Calls of the whole app in the last minute, this one among them. */
  appUsed: number;
};

/** The shares that background work leaves to people: of a minute's calls, of a day's, and of those at once. */
const reserves = { minute: 0.25, day: 0.1, concurrent: 0.4 };
const noReserves = { minute: 0, day: 0, concurrent: 0 };

/** A call whose worker died stops counting after this; longer than the longest time-out. */
export const LEASE_SECONDS = 90;
const CONCURRENT_RETRY_MS = 1_000;

export const organisationKey = (ledger: LedgerName, organisationId: string) =>
  `${ledger}:organisation:${organisationId}`;
export const appKey = (ledger: LedgerName) => `${ledger}:app`;

/**
 * Calls count until the end of the slot in which they were made, and a minute from there: an app's thousands are then a
 * few numbers, while an organisation's sixty are known to a tenth of a second.
 */
const slotOf = (budget: Prisma.Sql, isApp: Prisma.Sql) =>
  Prisma.sql`make_interval(secs => ${budget}."minuteMs" / (CASE WHEN ${isApp} THEN 60000.0 ELSE 600000.0 END))`;

/**
 * How long a call counts. An organisation's begins to once it has been answered, when the ledger surely has counted it;
 * an app's when it is claimed, so a little is added for the time until it arrives.
 */
const lastsOf = (budget: Prisma.Sql, isApp: Prisma.Sql) =>
  Prisma.sql`make_interval(secs => ${budget}."minuteMs" / 1000.0 * (CASE WHEN ${isApp} THEN 1.03 ELSE 1.0 END))`;

/** The instant until whose end a call made at `at` is counted together with others. */
export const slotEnd = (budget: Prisma.Sql, isApp: Prisma.Sql, at: Prisma.Sql) =>
  Prisma.sql`date_bin(${slotOf(budget, isApp)}, ${at}, 'epoch'::timestamptz) + ${slotOf(budget, isApp)}`;

/** The calls of the last minute before `at`, as rows of instant and count. */
export const callsWithin = (budget: Prisma.Sql, isApp: Prisma.Sql, at: Prisma.Sql) =>
  Prisma.sql`(SELECT "at", "count" FROM unnest(${budget}."callsAt", ${budget}."callCounts") AS made("at", "count")
               WHERE "at" > ${at} - ${lastsOf(budget, isApp)})`;

type Verdict = { limit: RateLimited['limit'] | null; until: Date | null; lease: string | null; appUsed: number };

/**
 * Claims one call, or says until when none may be made. One statement: both rows are locked, judged and counted
 * together, so that any number of workers never claim more than there is. Never waits.
 */
export async function claimCall(
  ledger: LedgerName,
  organisationId: string,
  priority: Priority,
): Promise<Result<Claim, RateLimited>> {
  let verdict = await claim(ledger, organisationId, priority);
  if (!verdict) {
    await openBudgets(ledger, organisationId);
    verdict = await claim(ledger, organisationId, priority);
  }
  if (!verdict) throw new Error(`No call budget for ${ledger}`);
  const { lease, appUsed } = verdict;
  if (lease) return ok({ ledger, organisationId, lease, appUsed });
  const limit = verdict.limit ?? 'concurrent';
  const until = verdict.until ?? new Date(Date.now() + CONCURRENT_RETRY_MS);
  return fail({ kind: 'rateLimited', retry: 'later', until, limit, message: messages[limit] });
}

const messages: Record<RateLimited['limit'], string> = {
  minute: 'As many calls were made for this organisation in this minute as are allowed.',
  appMinute: 'As many calls were made by Intray in this minute as are allowed.',
  day: 'As many calls were made for this organisation today as are allowed.',
  reserve: 'The calls left for this organisation today are kept for people.',
  concurrent: 'As many calls are under way for this organisation as are allowed.',
};

/** Null when one of the rows does not exist yet. */
async function claim(ledger: LedgerName, organisationId: string, priority: Priority): Promise<Verdict | null> {
  const { perOrganisation } = capabilitiesOf(ledger).callLimits;
  const reserve = priority === 'background' ? reserves : noReserves;
  const atOnce = Math.max(1, Math.floor(perOrganisation.concurrent * (1 - reserve.concurrent)));
  const [held, isApp, now] = [Prisma.sql`held`, Prisma.sql`held."isApp"`, Prisma.sql`clock."now"`];
  const [budget, budgetIsApp, budgetNow] = [Prisma.sql`budget`, Prisma.sql`budget."isApp"`, Prisma.sql`budget."now"`];
  const [verdict] = await db.$queryRaw<Verdict[]>`
    ${kept} WITH held AS MATERIALIZED (
      SELECT *, "key" = ${appKey(ledger)} AS "isApp"
      FROM "CallBudget"
      WHERE "key" IN (${organisationKey(ledger, organisationId)}, ${appKey(ledger)})
      ORDER BY "key"
      FOR UPDATE
    ), budget AS MATERIALIZED (
      SELECT held.*, clock."now", clock."rows",
             held."dayStartedAt" <= clock."now" - interval '1 day' AS "dayIsOver",
             ARRAY(SELECT lease FROM unnest(held."inFlight") AS lease WHERE lease > clock."now") AS "underWay",
             (SELECT coalesce(sum("count"), 0)::int FROM ${callsWithin(held, isApp, now)} AS made) AS "used",
             floor(held."minuteLimit" * (1 - ${reserve.minute}::numeric))::int AS "mayUse"
      FROM held, (SELECT count(*) AS "rows", clock_timestamp() AS "now" FROM held) AS clock
    ), refusal AS (
      SELECT "blockedLimit" AS "limit", "blockedUntil" AS "until" FROM budget WHERE "blockedUntil" > "now"
      UNION ALL
      SELECT CASE WHEN "isApp" THEN 'appMinute' ELSE 'minute' END,
             -- Not until one more may be made, but some: each wait costs a turn of a worker.
             coalesce((SELECT "at" + ${lastsOf(budget, budgetIsApp)}
                         FROM (SELECT "at", sum("count") OVER (ORDER BY "at") AS "gone"
                                 FROM ${callsWithin(budget, budgetIsApp, budgetNow)} AS made) AS leaving
                        WHERE "gone" >= "used" + cardinality("underWay") - "mayUse"
                                        + least("mayUse", CASE WHEN "isApp" THEN 100 ELSE ${perOrganisation.concurrent}::int END)
                        ORDER BY "at" LIMIT 1),
                      "now" + interval '1 second')
      FROM budget WHERE "used" + cardinality("underWay") >= "mayUse"
      UNION ALL
      SELECT 'day', "dayStartedAt" + interval '1 day'
      FROM budget WHERE NOT "dayIsOver" AND "dayUsed" >= "dayLimit"
      UNION ALL
      SELECT 'reserve', "dayStartedAt" + interval '1 day'
      FROM budget
      WHERE NOT "dayIsOver" AND "dayUsed" < "dayLimit" AND "dayUsed" >= "dayLimit" * (1 - ${reserve.day}::numeric)
      UNION ALL
      SELECT 'concurrent', NULL FROM budget WHERE NOT "isApp" AND cardinality("underWay") >= ${atOnce}::int
    ), granted AS (
      UPDATE "CallBudget" AS row SET
        ("callsAt", "callCounts") = (
          SELECT coalesce(array_agg("at" ORDER BY "at"), '{}'), coalesce(array_agg("count" ORDER BY "at"), '{}')
          FROM (SELECT "at", sum("count")::int AS "count"
                  FROM (SELECT "at", "count" FROM ${callsWithin(budget, budgetIsApp, budgetNow)} AS made
                        UNION ALL
                        SELECT ${slotEnd(budget, budgetIsApp, budgetNow)}, 1 WHERE "isApp") AS counted
                 GROUP BY "at") AS slots),
        "dayUsed" = CASE WHEN budget."dayIsOver" THEN 1 ELSE budget."dayUsed" + 1 END,
        "dayStartedAt" = CASE WHEN budget."dayIsOver" THEN budget."now" ELSE budget."dayStartedAt" END,
        "inFlight" = CASE WHEN budget."isApp" THEN row."inFlight"
          ELSE budget."underWay" || (budget."now" + make_interval(secs => ${LEASE_SECONDS}::int)) END,
        "updatedAt" = budget."now"
      FROM budget
      WHERE row."key" = budget."key" AND budget."rows" = 2 AND NOT EXISTS (SELECT 1 FROM refusal)
      RETURNING budget."isApp", row."inFlight", budget."used"
    )
    SELECT (SELECT "inFlight"[cardinality("inFlight")]::text FROM granted WHERE NOT "isApp") AS "lease",
           coalesce((SELECT "used" + 1 FROM granted WHERE "isApp"), 0) AS "appUsed",
           refusal."limit", refusal."until"
    FROM (SELECT count(*) AS rows FROM budget) AS found
    LEFT JOIN refusal ON true
    WHERE found.rows = 2
    ORDER BY refusal."until" DESC NULLS LAST
    LIMIT 1`;
  return verdict ?? null;
}

async function openBudgets(ledger: LedgerName, organisationId: string): Promise<void> {
  const { perOrganisation, perApp } = capabilitiesOf(ledger).callLimits;
  await db.callBudget.createMany({
    data: [
      {
        key: organisationKey(ledger, organisationId),
        minuteLimit: perOrganisation.minute,
        dayLimit: perOrganisation.day,
      },
      { key: appKey(ledger), minuteLimit: perApp.minute },
    ],
    skipDuplicates: true,
  });
}
