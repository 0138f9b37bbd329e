import { db } from '#lib/db.ts';
import type { Actor } from '#lib/domain/actor.ts';
import { isQuiet, publishTime } from '#lib/domain/auto-publish/publish-time.ts';
import { concerns } from '#lib/domain/notice.ts';
import { announce } from '#lib/events/announce.ts';
import { writeNotices } from '#lib/events/write-notices.ts';
import { loadOrganisation } from '#lib/lists/load-lists.ts';
import { log } from '#lib/log.ts';
import { type PublishOutcome, publishItems } from '#lib/publishing/publish-items.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import { type StoredRuleItem, withRuleParts } from '#lib/rules/rule-items.ts';
import { loadStoredRules, type StoredRule } from '#lib/rules/stored-rules.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { loadAutoPublish, type StoredAutoPublish } from './auto-publish-setting.ts';
import { type Judgement, judgeItems } from './judge-items.ts';

/** Items judged together, and at most in one run; published in one run. The next run goes on. */
const BATCH = 100;
const MAX_JUDGED = 2_000;
const MAX_PUBLISHED = 200;
/** Businesses that one sweep wakes. */
const MAX_WOKEN = 100;
/** What a guard holds is judged again after this: the supplier's first may be published meanwhile. */
const ASK_AGAIN_MINUTES = 10;

/** What actor history names where no rule of the business's said so, but its setting. */
export const AUTO_PUBLISH_NAME = 'Automatic publishing';

type Run = {
  businessId: string;
  now: Date;
  signal: AbortSignal | undefined;
  stored: StoredAutoPublish;
  timeZone: string | null;
  rules: readonly StoredRule[];
};

/**
 * Judges the ready items of a business that nobody has judged as they are now, and publishes those whose time has come and
 * that no guard holds at that moment: by the same use case as a person, which looks at readiness and lock dates. A worker
 * that dies loses nothing: what waits is a row, and what was published once by itself is never published so again.
 * Returns how many were published.
 */
export async function publishByItself(
  businessId: string,
  { now = new Date(), signal }: { now?: Date; signal?: AbortSignal } = {},
): Promise<number> {
  const [stored, organisation] = await Promise.all([loadAutoPublish(db, businessId), loadOrganisation(db, businessId)]);
  if (!stored.isOn || !organisation) return 0;
  const rules = (await loadStoredRules(db, businessId)).filter(({ isOn }) => isOn);
  const run: Run = { businessId, now, signal, stored, timeZone: organisation.timeZone, rules };
  await forgetStale(businessId);
  const judged = await judgeWaiting(run);
  const published = await publishDue(run);
  await tell(businessId);
  if (judged + published > 0) await announce(db, { businessId, topic: 'items', id: null });
  return published;
}

/** Those that left the ready items of the inbox are judged anew when they come back; what went out by itself is told so. */
async function forgetStale(businessId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE "AutoPublication" AS a SET "state" = 'DONE', "publishAt" = NULL
     WHERE a."businessId" = ${businessId}::uuid AND a."state" IN ('WAITING', 'HELD', 'NEVER')
       AND EXISTS (SELECT FROM "Publication" AS p WHERE p."itemId" = a."itemId" AND p."requestedByKind" = 'RULE')`;
  await db.$executeRaw`
    DELETE FROM "AutoPublication" AS a USING "Item" AS i
     WHERE i."id" = a."itemId" AND a."businessId" = ${businessId}::uuid AND a."state" IN ('WAITING', 'HELD', 'NEVER')
       AND (i."status" <> 'READY' OR i."place" <> 'INBOX' OR i."deletedAt" IS NOT NULL)`;
}

/** Of items as `i`, settings as `s` and what was judged as `a`: ready, and not judged as it is now, or as the answers are. */
const isUnjudged = (now: Date) => Prisma.sql`
  i."businessId" = s."businessId" AND i."status" = 'READY' AND i."place" = 'INBOX' AND i."deletedAt" IS NULL
    AND NOT i."isBeingRead" AND i."rulesDueAt" IS NULL
    AND (a."itemId" IS NULL
      OR (a."state" NOT IN ('STOPPED', 'DONE')
        AND (a."itemRevision" <> i."revision" OR a."askedAt" <= s."changedAt"
          OR (a."state" = 'HELD' AND a."askedAt" < ${againBefore(now)}))))`;
const againBefore = (now: Date) => new Date(now.getTime() - ASK_AGAIN_MINUTES * 60_000);

async function judgeWaiting(run: Run): Promise<number> {
  const { businessId, now, signal } = run;
  let judged = 0;
  for (let after: string | null = null; judged < MAX_JUDGED && !signal?.aborted; ) {
    const found: { id: string }[] = await db.$queryRaw<{ id: string }[]>`
      SELECT i."id" FROM "AutoPublishing" AS s
        JOIN "Item" AS i ON i."businessId" = s."businessId"
        LEFT JOIN "AutoPublication" AS a ON a."itemId" = i."id"
       WHERE s."businessId" = ${businessId}::uuid AND ${isUnjudged(now)}
        ${after === null ? Prisma.empty : Prisma.sql`AND i."id" > ${after}::uuid`}
       ORDER BY i."id" LIMIT ${BATCH}`;
    if (found.length === 0) break;
    const items = await itemsOf(
      businessId,
      found.map(({ id }) => id),
    );
    const judgements = await judge(run, items);
    for (const item of items) await keep(run, item, judgements.get(item.id));
    judged += found.length;
    after = found.at(-1)?.id ?? null;
    if (found.length < BATCH) break;
  }
  return judged;
}

const itemsOf = (businessId: string, ids: readonly string[]) =>
  db.item.findMany({
    where: { businessId, id: { in: [...ids] }, status: 'READY', place: 'INBOX', deletedAt: null },
    include: withRuleParts,
  });

const judge = ({ businessId, stored, rules }: Run, items: readonly StoredRuleItem[]) =>
  judgeItems(db, businessId, items, { settings: stored.settings, rules, asOf: 'now' });

/** What an item waits for, or by what it is held. */
async function keep(run: Run, item: StoredRuleItem, judgement: Judgement | undefined): Promise<void> {
  if (!judgement) return;
  const { businessId, now, stored, timeZone } = run;
  const isHeld = judgement.held.length > 0;
  const state = !judgement.publishes ? 'NEVER' : isHeld ? 'HELD' : 'WAITING';
  const before = await db.autoPublication.findUnique({ where: { itemId: item.id } });
  // Whoever was told a time is not put off for what changed elsewhere.
  const isSame = before?.state === 'WAITING' && before.itemRevision === item.revision ? before.publishAt : null;
  const data = {
    ...{ businessId, itemRevision: item.revision, askedAt: now },
    state,
    publishAt: state === 'WAITING' ? (isSame ?? publishTime(now, stored.settings, timeZone)) : null,
    because: judgement.because.slice(0, 1_000),
    ruleId: judgement.rule?.id ?? null,
    ruleName: judgement.rule?.name ?? null,
    guards: [...new Set(judgement.held.map(({ guard }) => guard))],
    held: judgement.held.map(({ text }) => text),
  } satisfies Omit<Prisma.AutoPublicationCreateManyInput, 'itemId'>;
  await db.$transaction(async (transaction) => {
    // A person who stops it meanwhile has the last word.
    const { count } = await transaction.autoPublication.updateMany({
      where: { itemId: item.id, state: { notIn: ['STOPPED', 'DONE'] } },
      data,
    });
    if (count > 0) return;
    await transaction.autoPublication.createMany({ data: { itemId: item.id, ...data }, skipDuplicates: true });
  });
}

async function publishDue(run: Run): Promise<number> {
  const { businessId, now, stored, timeZone, signal } = run;
  if (isQuiet(stored.settings.quiet, timeZone, now)) return 0;
  const due = await db.autoPublication.findMany({
    where: { businessId, state: 'WAITING', publishAt: { lte: now } },
    orderBy: { publishAt: 'asc' },
    take: MAX_PUBLISHED,
  });
  if (due.length === 0 || signal?.aborted) return 0;
  const items = await itemsOf(
    businessId,
    due.map(({ itemId }) => itemId),
  );
  const revisionOf = new Map(due.map(({ itemId, itemRevision }) => [itemId, itemRevision]));
  const unchanged = items.filter(({ id, revision }) => revisionOf.get(id) === revision);
  // One after the other of a supplier: each tells what is usual, and which number has been used, for the next.
  const judgements = await judge(run, unchanged);
  const going: { item: StoredRuleItem; judgement: Judgement }[] = [];
  for (const item of unchanged) {
    const judgement = judgements.get(item.id);
    if (!judgement) continue;
    if (judgement.publishes && judgement.held.length === 0) going.push({ item, judgement });
    else await keep(run, item, judgement);
  }
  let published = 0;
  for (const [, those] of Map.groupBy(going, ({ judgement }) => judgement.rule?.id ?? '')) {
    published += await publishAs(run, those);
  }
  return published;
}

/** By one rule, or by the setting. */
async function publishAs(
  { businessId, now }: Run,
  going: readonly { item: StoredRuleItem; judgement: Judgement }[],
): Promise<number> {
  const [first] = going;
  if (!first) return 0;
  const { rule } = first.judgement;
  const actor: Actor = { kind: 'rule', ruleId: rule?.id ?? null, name: rule?.name ?? AUTO_PUBLISH_NAME };
  const done = await publishItems(
    { businessId, actor },
    going.map(({ item }) => ({ itemId: item.id, revision: item.revision })),
    {
      asks: true,
      because: new Map(going.map(({ item, judgement }) => [item.id, judgement.because])),
      // Whoever stops it waits for this row: either it is stopped and does not go, or it goes and they are told so.
      claim: async (transaction, itemId) => {
        const { count } = await transaction.autoPublication.updateMany({
          where: { businessId, itemId, state: 'WAITING' },
          data: { state: 'DONE', publishAt: null, askedAt: now },
        });
        return count > 0;
      },
    },
  );
  if (!done.ok) {
    log.warn({ businessId, code: done.error.code }, 'nothing was published by itself');
    return 0;
  }
  for (const outcome of done.value) await keepOutcome(outcome, now);
  return done.value.filter(({ outcome }) => outcome === 'queued').length;
}

async function keepOutcome({ itemId, ...outcome }: PublishOutcome, now: Date): Promise<void> {
  const where = { itemId, state: 'WAITING' } as const;
  if (outcome.outcome === 'queued' || outcome.outcome === 'stopped') return;
  if (outcome.outcome === 'inBooks') {
    const held = { guards: ['duplicate'], held: ['The books may have it already.'] };
    await db.autoPublication.updateMany({ where, data: { state: 'HELD', publishAt: null, askedAt: now, ...held } });
  } else {
    // Published by a person, or changed: it is judged anew if it is ready again.
    await db.autoPublication.deleteMany({ where });
  }
}

const LONGEST_LIST = 20;

/** One notice of all that went out by itself and that nobody was told of, to those who may publish. */
async function tell(businessId: string): Promise<void> {
  await db.$transaction(async (transaction) => {
    const done = await transaction.autoPublication.updateManyAndReturn({
      where: { businessId, state: 'DONE', toldAt: null },
      data: { toldAt: new Date() },
      select: { itemId: true, because: true },
    });
    const [first] = done;
    if (!first) return;
    const members = await transaction.membership.findMany({
      where: { businessId },
      select: { userId: true, role: true },
    });
    const items = await transaction.item.findMany({
      where: { id: { in: done.map(({ itemId }) => itemId) } },
      orderBy: { number: 'asc' },
      take: LONGEST_LIST,
      select: { number: true },
    });
    const numbers = items.map(({ number }) => number).join(', ');
    const more = done.length > items.length ? ` and ${done.length - items.length} more` : '';
    await writeNotices(
      transaction,
      members.flatMap(({ userId, role }) => (concerns('autoPublished', role) ? [userId] : [])),
      {
        ...{ businessId, kind: 'autoPublished', byUserId: null, count: done.length },
        ...(done.length === 1
          ? { itemId: first.itemId, text: `published by itself: ${first.because}` }
          : { text: `${done.length} items were published by themselves: ${numbers}${more}.` }),
      },
    );
  });
}

/** For the sweep: wakes a worker for each business with items to judge, or whose time has come. Returns how many. */
export async function wakeAutoPublishing(): Promise<number> {
  const now = new Date();
  const found = await db.$queryRaw<{ businessId: string }[]>`
    SELECT s."businessId" FROM "AutoPublishing" AS s
      JOIN "Business" AS b ON b."id" = s."businessId" AND b."closedAt" IS NULL
     WHERE s."isOn"
       AND EXISTS (SELECT FROM "Connection" AS c WHERE c."businessId" = s."businessId" AND c."status" <> 'DISCONNECTED')
       AND (EXISTS (SELECT FROM "AutoPublication" AS w
                     WHERE w."businessId" = s."businessId" AND w."state" = 'WAITING' AND w."publishAt" <= ${now})
         OR EXISTS (SELECT FROM "AutoPublication" AS w
                     WHERE w."businessId" = s."businessId" AND w."state" = 'DONE' AND w."toldAt" IS NULL)
         OR EXISTS (SELECT FROM "Item" AS i LEFT JOIN "AutoPublication" AS a ON a."itemId" = i."id"
                     WHERE ${isUnjudged(now)}))
     LIMIT ${MAX_WOKEN}`;
  for (const { businessId } of found) await enqueue('auto-publish', { businessId });
  return found.length;
}
