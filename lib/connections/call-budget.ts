import { type Db, db } from '#lib/db.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import type { CallUsage } from '#lib/ledger/ledger-session.ts';
import { capabilitiesOf, type LedgerName } from '#lib/ledger/ledgers.ts';

/** People's calls may use all that is left; background work leaves them the reserve. */
export type Priority = 'person' | 'background';

type RateLimited = Extract<LedgerError, { kind: 'rateLimited' }>;

/** A call that may be made now. It has to be settled when the call has ended. */
export type Claim = { ledger: LedgerName; organisationId: string; lease: string };

/** The share of a day's calls that background work leaves to people. */
const RESERVE = 0.1;
/** A call whose worker died stops counting after this; longer than the longest time-out. */
const LEASE_SECONDS = 90;
const CONCURRENT_RETRY_MS = 1_000;

const organisationKey = (ledger: LedgerName, organisationId: string) => `${ledger}:organisation:${organisationId}`;
const appKey = (ledger: LedgerName) => `${ledger}:app`;

type Verdict = { limit: RateLimited['limit'] | null; until: Date | null; lease: string | null };

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
  if (verdict.lease) return ok({ ledger, organisationId, lease: verdict.lease });
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
  const reserve = priority === 'background' ? RESERVE : 0;
  const [verdict] = await db.$queryRaw<Verdict[]>`
    WITH budget AS (
      SELECT "key", "minuteLimit", "dayLimit", "blockedUntil", "blockedLimit", "minuteStartedAt", "dayStartedAt",
             "key" = ${appKey(ledger)} AS "isApp",
             "minuteStartedAt" <= clock_timestamp() - interval '1 minute' AS "minuteIsOver",
             "dayStartedAt" <= clock_timestamp() - interval '1 day' AS "dayIsOver",
             "minuteUsed", "dayUsed",
             ARRAY(SELECT lease FROM unnest("inFlight") AS lease WHERE lease > clock_timestamp()) AS "inFlight"
      FROM "CallBudget"
      WHERE "key" IN (${organisationKey(ledger, organisationId)}, ${appKey(ledger)})
      ORDER BY "key"
      FOR UPDATE
    ), refusal AS (
      SELECT "blockedLimit" AS "limit", "blockedUntil" AS "until"
      FROM budget WHERE "blockedUntil" > clock_timestamp()
      UNION ALL
      SELECT CASE WHEN "isApp" THEN 'appMinute' ELSE 'minute' END, "minuteStartedAt" + interval '1 minute'
      FROM budget WHERE NOT "minuteIsOver" AND "minuteUsed" >= "minuteLimit"
      UNION ALL
      SELECT 'day', "dayStartedAt" + interval '1 day'
      FROM budget WHERE NOT "dayIsOver" AND "dayUsed" >= "dayLimit"
      UNION ALL
      SELECT 'reserve', "dayStartedAt" + interval '1 day'
      FROM budget WHERE NOT "dayIsOver" AND "dayUsed" < "dayLimit" AND "dayUsed" >= "dayLimit" * (1 - ${reserve}::numeric)
      UNION ALL
      SELECT 'concurrent', NULL
      FROM budget WHERE NOT "isApp" AND cardinality("inFlight") >= ${perOrganisation.concurrent}::int
    ), granted AS (
      UPDATE "CallBudget" AS row SET
        "minuteUsed" = CASE WHEN budget."minuteIsOver" THEN 1 ELSE budget."minuteUsed" + 1 END,
        "minuteStartedAt" = CASE WHEN budget."minuteIsOver" THEN clock_timestamp() ELSE budget."minuteStartedAt" END,
        "dayUsed" = CASE WHEN budget."dayIsOver" THEN 1 ELSE budget."dayUsed" + 1 END,
        "dayStartedAt" = CASE WHEN budget."dayIsOver" THEN clock_timestamp() ELSE budget."dayStartedAt" END,
        "inFlight" = CASE WHEN budget."isApp" THEN row."inFlight"
          ELSE budget."inFlight" || (clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}::int)) END,
        "updatedAt" = clock_timestamp()
      FROM budget
      WHERE row."key" = budget."key"
        AND NOT EXISTS (SELECT 1 FROM refusal) AND (SELECT count(*) FROM budget) = 2
      RETURNING budget."isApp", row."inFlight"
    )
    SELECT (SELECT "inFlight"[cardinality("inFlight")]::text FROM granted WHERE NOT "isApp") AS "lease",
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

/**
 * Gives the claim back and believes the ledger's own count. Calls still under way may not be in that count yet, so
 * they are added. A refusal blocks all calls until it ends.
 */
export async function settleCall(claimed: Claim, usage: CallUsage, refused: RateLimited | null): Promise<void> {
  const { ledger, organisationId, lease } = claimed;
  const blocked = refused && refused.limit !== 'concurrent' ? refused : null;
  const organisationBlock = blocked?.limit === 'appMinute' ? null : blocked;
  await db.$executeRaw`
    UPDATE "CallBudget" SET
      "inFlight" = array_remove("inFlight", ${lease}::timestamptz),
      "minuteUsed" = COALESCE("minuteLimit" - ${usage.minuteLeft}::int + GREATEST(cardinality("inFlight") - 1, 0), "minuteUsed"),
      "dayUsed" = COALESCE("dayLimit" - ${usage.dayLeft}::int + GREATEST(cardinality("inFlight") - 1, 0), "dayUsed"),
      "blockedUntil" = COALESCE(${organisationBlock?.until ?? null}::timestamptz, "blockedUntil"),
      "blockedLimit" = COALESCE(${organisationBlock?.limit ?? null}, "blockedLimit"),
      "updatedAt" = clock_timestamp()
    WHERE "key" = ${organisationKey(ledger, organisationId)}`;
  const appBlock = blocked?.limit === 'appMinute' ? blocked : null;
  if (usage.appMinuteLeft === null && !appBlock) return;
  await db.$executeRaw`
    UPDATE "CallBudget" SET
      "minuteUsed" = COALESCE("minuteLimit" - ${usage.appMinuteLeft}::int, "minuteUsed"),
      "blockedUntil" = COALESCE(${appBlock?.until ?? null}::timestamptz, "blockedUntil"),
      "blockedLimit" = COALESCE(${appBlock?.limit ?? null}, "blockedLimit"),
      "updatedAt" = clock_timestamp()
    WHERE "key" = ${appKey(ledger)}`;
}

export type CallsLeft = { left: number; limit: number; blockedUntil: Date | null };

/** Calls left today for an organisation; null before its first call. */
export async function callsLeftToday(
  client: Db,
  ledger: LedgerName,
  organisationId: string,
): Promise<CallsLeft | null> {
  const budget = await client.callBudget.findUnique({ where: { key: organisationKey(ledger, organisationId) } });
  if (!budget?.dayLimit) return null;
  const now = Date.now();
  const dayIsOver = budget.dayStartedAt.getTime() + 24 * 3_600_000 <= now;
  const used = dayIsOver ? 0 : Math.min(budget.dayUsed, budget.dayLimit);
  return {
    left: budget.dayLimit - used,
    limit: budget.dayLimit,
    blockedUntil: budget.blockedUntil && budget.blockedUntil.getTime() > now ? budget.blockedUntil : null,
  };
}
