import { organisationKey } from '#lib/connections/call-budget.ts';
import { db } from '#lib/db.ts';
import { openStates, type PublicationState } from '#lib/domain/publication/publication.ts';
import { doneAt, type Pace } from '#lib/domain/publication/time-to-go.ts';
import { type WaitCause, waitCauseOf } from '#lib/domain/publication/wait-cause.ts';
import { capabilitiesOf, ledgerTitle, storedLedger } from '#lib/ledger/ledgers.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Connection } from '#prisma/generated/client.ts';

/** How far a press of *Publish* has come, as pages show it. */
export type PublishRunView = {
  id: string;
  ledgerName: string;
  requestedByName: string;
  total: number;
  /** In the books with all that belongs to them. */
  complete: number;
  /** In the books, and something that belongs to them is still to come. */
  posted: number;
  /** Sent, and not answered yet. */
  onTheWay: number;
  queued: number;
  refused: number;
  takenBack: number;
  /** The requests that were made of all that it takes. */
  made: number;
  needed: number;
  isCancelled: boolean;
  pausedByName: string | null;
  isUsable: boolean;
  /** Until when everything waits, and why; null while it goes on. */
  waits: { until: string; cause: WaitCause } | null;
  /** When it will be done, as an instant; null while that can't be said. */
  doneAt: string | null;
};

/** Fewer are done before one has read it. */
const SHOWN_FROM = 10;
const MAX_RUNS = 5;

/** The runs of a business with something left to do, the oldest first, as they go out. */
export async function loadRuns(scope: BusinessScope): Promise<PublishRunView[]> {
  const { businessId } = scope;
  // By the connection's open ones, which are few, and not by all runs there ever were.
  const open = await db.publication.groupBy({
    by: ['runId'],
    where: { connection: { businessId }, state: { in: [...openStates] }, runId: { not: null } },
  });
  if (open.length === 0) return [];
  const runs = await db.publishRun.findMany({
    where: { businessId, id: { in: open.flatMap(({ runId }) => runId ?? []) } },
    orderBy: { requestedAt: 'asc' },
    take: MAX_RUNS,
  });
  const now = Date.now();
  const counts = await countsOf(runs.map(({ id }) => id));
  const connections = await db.connection.findMany({
    where: { id: { in: runs.map(({ connectionId }) => connectionId) } },
  });
  const ahead = new Map<string, number>();
  const views: PublishRunView[] = [];
  for (const run of runs) {
    const connection = connections.find(({ id }) => id === run.connectionId);
    const of = counts.get(run.id);
    if (!connection || !of) continue;
    const { documents, following, ...rest } = of;
    const { documentsPerCall } = capabilitiesOf(storedLedger(connection));
    const calls = Math.ceil(documents.made / documentsPerCall) + following.made;
    const left = Math.ceil(documents.left / documentsPerCall) + following.left;
    const isPaused = run.pausedAt !== null;
    const isUsable = connection.status === 'CONNECTED';
    // What was asked for before goes out before.
    const before =
      ahead.get(connection.id) ??
      (await callsOfOthers(
        connection.id,
        runs.map(({ id }) => id),
      ));
    if (!isPaused) ahead.set(connection.id, before + left);
    const waits = connection.waitsUntil && connection.waitsUntil.getTime() > now ? connection.waitsUntil : null;
    const foreseen = isPaused || !isUsable ? null : doneAt(before + left, now, await paceOf(connection));
    if (rest.total < SHOWN_FROM) continue;
    views.push({
      id: run.id,
      ledgerName: ledgerTitle(storedLedger(connection)),
      requestedByName: run.requestedByName,
      ...rest,
      made: calls,
      needed: calls + left,
      isCancelled: run.cancelledAt !== null,
      pausedByName: isPaused ? (run.pausedByName ?? 'Somebody') : null,
      isUsable,
      waits: waits && { until: waits.toISOString(), cause: waitCauseOf(connection.waitsFor) },
      doneAt: foreseen === null ? null : new Date(foreseen).toISOString(),
    });
  }
  return views;
}

type Counts = Pick<
  PublishRunView,
  'total' | 'complete' | 'posted' | 'onTheWay' | 'queued' | 'refused' | 'takenBack'
> & {
  documents: Work;
  /** What follows documents, one request each. */
  following: Work;
};

type Work = { made: number; left: number };

async function countsOf(runIds: string[]): Promise<Map<string, Counts>> {
  const states = await db.publication.groupBy({
    by: ['runId', 'state'],
    where: { runId: { in: runIds } },
    _count: true,
  });
  const steps = await db.$queryRaw<{ runId: string; documents: Work; following: Work }[]>`
    SELECT "runId", jsonb_build_object('made', count(*) FILTER (WHERE "isDocument" AND NOT "isOpen"),
                                       'left', count(*) FILTER (WHERE "isDocument" AND "isOpen")) AS "documents",
           jsonb_build_object('made', count(*) FILTER (WHERE NOT "isDocument" AND NOT "isOpen"),
                              'left', count(*) FILTER (WHERE NOT "isDocument" AND "isOpen")) AS "following"
    FROM (SELECT publication."runId", step."kind" = 'DOCUMENT' AS "isDocument",
                 step."state" IN ('PENDING', 'SENDING', 'UNCERTAIN') AS "isOpen"
            FROM "Publication" AS publication JOIN "PublicationStep" AS step ON step."publicationId" = publication."id"
           WHERE publication."runId" = ANY(${runIds}::uuid[]) AND step."state" <> 'CANCELLED') AS steps
    GROUP BY "runId"`;
  return new Map(
    steps.map(({ runId, ...work }) => {
      const count = (...wanted: PublicationState[]) =>
        states
          .filter((row) => row.runId === runId && wanted.includes(row.state))
          .reduce((sum, { _count }) => sum + _count, 0);
      const all = {
        complete: count('COMPLETE', 'SUPERSEDED', 'VOIDED', 'DELETED'),
        posted: count('POSTED'),
        onTheWay: count('SENDING', 'UNCERTAIN'),
        queued: count('QUEUED'),
        refused: count('REJECTED'),
        takenBack: count('CANCELLED'),
      };
      return [runId, { ...all, ...work, total: Object.values(all).reduce((sum, each) => sum + each, 0) }];
    }),
  );
}

/** Requests that are left to make for what else is queued on the connection; documents of single items count as one each. */
async function callsOfOthers(connectionId: string, runIds: string[]): Promise<number> {
  return db.publicationStep.count({
    where: {
      state: { in: ['PENDING', 'SENDING', 'UNCERTAIN'] },
      publication: {
        connectionId,
        state: { in: [...openStates] },
        OR: [{ runId: null }, { runId: { notIn: runIds } }],
      },
    },
  });
}

/** Requests by whose answers it is told how long one takes, and how long when there are none yet. */
const SAMPLES = 40;
const USUAL_ANSWER_MS = 500;

async function paceOf(connection: Connection): Promise<Pace> {
  const ledger = storedLedger(connection);
  const { perOrganisation } = capabilitiesOf(ledger).callLimits;
  const [budget, [answers]] = await Promise.all([
    db.callBudget.findUnique({ where: { key: organisationKey(ledger, connection.organisationId) } }),
    // Between the answers to calls side by side lies what each takes, our own part in it too, over how many there are.
    db.$queryRaw<{ ms: number | null }[]>`
      SELECT greatest(percentile_cont(0.5) WITHIN GROUP (ORDER BY "ms"),
                      percentile_cont(0.5) WITHIN GROUP (ORDER BY "gapMs") * ${perOrganisation.concurrent})::float AS "ms"
      FROM (SELECT extract(epoch FROM "answeredAt" - "firstSentAt") * 1000 AS "ms",
                   extract(epoch FROM "answeredAt" - lag("answeredAt") OVER (ORDER BY "answeredAt")) * 1000 AS "gapMs"
              FROM (SELECT "answeredAt", "firstSentAt" FROM "Dispatch"
                     WHERE "connectionId" = ${connection.id}::uuid AND "answeredAt" > now() - interval '1 hour'
                       AND "sends" = 1
                     ORDER BY "answeredAt" DESC LIMIT ${SAMPLES}) AS latest) AS timed`,
  ]);
  const minuteMs = budget?.minuteMs ?? 60_000;
  const since = Date.now() - minuteMs;
  const made = (budget?.callsAt ?? [])
    .map((at, index) => ({ at: at.getTime(), count: budget?.callCounts[index] ?? 0 }))
    .filter(({ at }) => at > since);
  const dayEnd = (budget?.dayStartedAt.getTime() ?? 0) + 24 * 60 * 60_000;
  const day =
    budget?.dayLimit && dayEnd > Date.now()
      ? { left: Math.max(0, budget.dayLimit - budget.dayUsed), renewedAt: dayEnd }
      : null;
  return {
    minuteMs,
    minuteLimit: budget?.minuteLimit ?? perOrganisation.minute,
    made,
    day,
    atOnce: perOrganisation.concurrent,
    answerMs: answers?.ms ?? USUAL_ANSWER_MS,
    notBefore: Math.max(connection.waitsUntil?.getTime() ?? 0, budget?.blockedUntil?.getTime() ?? 0),
  };
}
