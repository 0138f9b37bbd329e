import { db } from '#lib/db.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { ListName } from '#lib/domain/sync-summary.ts';
import { announce } from '#lib/events/announce.ts';
import type { Ledger, LedgerLists } from '#lib/ledger/ledger.ts';
import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { MirrorOwner } from './mirror/bulk-upsert.ts';
import type { Mirror } from './mirror/mirror.ts';
import { mirrors } from './mirror/mirrors.ts';
import { type RunLease, underLease } from './run-lease.ts';
import { unreadProblem } from './sync-problem.ts';

/** Clocks differ, and an entry may be saved at the ledger a moment after its time stamp. */
const OVERLAP_MS = 5 * 60_000;
/** Deltas tell of no deletion and of some changes not at all (such as a contact becoming a supplier). */
const WHOLE_EVERY_MS = 7 * 24 * 60 * 60_000;
/** Ten million entries: no organisation has them, so the ledger's paging would be at fault. */
const MAX_PAGES = 10_000;

export type ListRefresh = {
  owner: MirrorOwner;
  ledger: Ledger;
  lease: RunLease;
  readWhole: boolean;
  signal: AbortSignal;
};

export type Stopped = { kind: 'stopped' };

/**
 * Reads one list to its end and writes it page by page, one transaction each, while the next page is read. An attempt that did not get to the end
 * is made again from the first page, since entries may have moved between pages meanwhile; what it wrote stays
 * counted. Throws LeaseLost when another worker has taken over.
 */
export async function refreshList<L extends ListName>(
  list: L,
  refresh: ListRefresh,
): Promise<Result<void, LedgerError | Stopped>> {
  const { owner, ledger, lease, signal } = refresh;
  const mirror: Mirror<LedgerLists[L]> = mirrors[list];
  const id = { syncRunId_list: { syncRunId: lease.syncRunId, list } };
  const state = await db.listState.findUnique({
    where: { connectionId_list: { connectionId: owner.connectionId, list } },
  });
  const modifiedSince =
    refresh.readWhole || isWholeDue(state?.readWholeAt ?? null) ? null : (state?.modifiedSince ?? null);
  const activeBefore = await mirror.activeKeys(db, owner);
  const startedAt = new Date();
  const { added, changed, archived } = await underLease(lease, (tx) =>
    tx.syncRunList.update({
      where: id,
      data: { status: 'RUNNING', startedAt, finishedAt: null, unchanged: 0, expected: null, error: Prisma.DbNull },
    }),
  );
  const total = { added, changed, archived };
  const seen = new Set<string>();
  const seenKeys = new Set<string>();
  const unchanged = () => Math.max(0, seenKeys.size - total.added - total.changed - total.archived);
  const unreadNames: string[] = [];
  /** Whether it is known of each unread entry which one it is. */
  let isEachKnown = true;
  let expected = 0;
  let isComplete = true;

  async function read(page: number) {
    if (signal.aborted) return fail({ kind: 'stopped' } as const);
    if (page > MAX_PAGES) throw new Error(`The ledger says that ${list} has more than ${MAX_PAGES} pages`);
    await db.syncRunList.update({ where: id, data: { calls: { increment: 1 } } });
    return ledger.list(list, { page, modifiedSince });
  }

  let reading = read(1);
  for (let page = 1, hasMore = true; hasMore; page++) {
    const answer = await reading;
    if (!answer.ok) return answer;
    const { entries, unread } = answer.value;
    const position = seen.size;
    for (const entry of entries) {
      const keys = mirror.keysOf(entry);
      seen.add(keys[0] ?? '');
      for (const key of keys) seenKeys.add(key);
    }
    for (const { ledgerIds, name } of unread) {
      unreadNames.push(name);
      // It is there all the same: what is kept of it stays.
      for (const key of ledgerIds ?? []) seenKeys.add(key);
      isEachKnown &&= ledgerIds !== null;
    }
    expected = answer.value.expected ?? seen.size + unreadNames.length;
    isComplete &&= answer.value.isComplete;
    hasMore = answer.value.hasMore;
    if (hasMore) {
      // Comes while this page is written. Should the writing fail, nobody asks how the reading went.
      reading = read(page + 1);
      reading.catch(() => {});
    }
    await underLease(lease, async (tx) => {
      const changes = await mirror.save(tx, owner, entries, position);
      total.added += changes.added;
      total.changed += changes.changed;
      total.archived += changes.archived;
      await tx.syncRunList.update({ where: id, data: { ...total, unchanged: unchanged(), expected } });
      await announce(tx, { businessId: owner.businessId, topic: 'sync', id: owner.connectionId });
    });
  }

  // Fewer than there are: entries moved between pages while they were read. Nothing is taken for gone, and the next
  // refresh reads the whole list again.
  const isWhole = isComplete && isEachKnown && seen.size + unreadNames.length >= expected;
  await underLease(lease, async (tx) => {
    const read = unchanged();
    if (isWhole) {
      total.archived += await mirror.archive(
        tx,
        owner,
        activeBefore.filter((key) => !seenKeys.has(key)),
      );
    }
    const finishedAt = new Date();
    const next = {
      modifiedSince: isComplete && !isWhole ? null : new Date(startedAt.getTime() - OVERLAP_MS),
      refreshedAt: finishedAt,
      ...(isWhole && { readWholeAt: startedAt }),
    };
    await tx.listState.upsert({
      where: { connectionId_list: { connectionId: owner.connectionId, list } },
      create: { connectionId: owner.connectionId, list, ...next },
      update: next,
    });
    if (isWhole || !isComplete) {
      const asOf = JSON.stringify({ [list]: startedAt.toISOString() });
      await tx.$executeRaw`
        UPDATE "Connection" SET "listsAsOf" = "listsAsOf" || ${asOf}::jsonb WHERE "id" = ${owner.connectionId}::uuid`;
    }
    await tx.syncRunList.update({
      where: id,
      data: {
        status: 'COMPLETE',
        finishedAt,
        ...total,
        unchanged: read,
        ...(unreadNames.length > 0 && { error: unreadProblem(unreadNames) }),
      },
    });
    await announce(tx, { businessId: owner.businessId, topic: 'sync', id: owner.connectionId });
  });
  return ok(undefined);
}

function isWholeDue(readWholeAt: Date | null): boolean {
  return readWholeAt === null || Date.now() - readWholeAt.getTime() > WHOLE_EVERY_MS;
}
