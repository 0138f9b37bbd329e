import { db } from '#lib/db.ts';
import { pageFilesKey } from '#lib/documents/page-image.ts';
import { keptPages } from '#lib/domain/documents/item-pages.ts';
import { isSplitOf, pagesText, type SplitGroups } from '#lib/domain/intake/split-groups.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { log } from '#lib/log.ts';
import type { PersonScope } from '#lib/scope.ts';
import { noteDiscarded } from '#lib/storage/discard-files.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { firstOwner } from '../add-document.ts';
import { makeItem } from '../make-item.ts';
import { wakeReading } from '../request-reading.ts';
import { recordAdded, recordRefused } from '../submissions/record-submission.ts';
import { parseGroups, storedGroups } from './stored-groups.ts';

/** A file that nobody has looked at for so long becomes one item, so that it is not forgotten. */
export const WAITING_DAYS = 30;
const DAY_MS = 24 * 60 * 60_000;

const untilOf = (movedAt: Date) => new Date(movedAt.getTime() + WAITING_DAYS * DAY_MS).toISOString();

/** A file that waits for its sender to say how it is split. */
export type WaitingSplit = {
  id: string;
  fileName: string;
  workspace: Workspace;
  pageCount: number;
  split: SplitGroups;
  /** ISO instant: then it becomes one item, unless it is looked at. */
  until: string;
};

const ownWaiting = ({ businessId, actor }: PersonScope) =>
  ({ businessId, byUserId: actor.userId, state: 'WAITING', documentId: { not: null } }) as const;

const shown = {
  ...{ id: true, fileName: true, workspace: true, owner: true, groups: true, byteSize: true },
  movedAt: true,
  document: { select: { id: true, businessId: true, storageKey: true, mimeType: true, pageCount: true, sha256: true } },
} as const;

/** Those of the asking person, the oldest first. */
export async function listWaitingSplits(
  scope: PersonScope,
  workspace: Workspace,
): Promise<{ id: string; fileName: string; until: string }[]> {
  const waiting = await db.arrival.findMany({
    where: { ...ownWaiting(scope), workspace },
    orderBy: { at: 'asc' },
    take: 20,
    select: { id: true, fileName: true, movedAt: true },
  });
  return waiting.map(({ id, fileName, movedAt }) => ({ id, fileName, until: untilOf(movedAt) }));
}

/** Null for one that is not theirs, or does not wait any more. */
export async function loadWaitingSplit(scope: PersonScope, arrivalId: string): Promise<WaitingSplit | null> {
  const found = await findWaiting(scope, arrivalId);
  if (!found?.document) return null;
  const { id, fileName, workspace, document, groups, movedAt } = found;
  const split = parseGroups(groups);
  return { id, fileName, workspace, pageCount: document.pageCount, split, until: untilOf(movedAt) };
}

const findWaiting = (scope: PersonScope, arrivalId: string) =>
  db.arrival.findFirst({ where: { id: arrivalId, ...ownWaiting(scope) }, select: shown });

/** The document of one, to be drawn. */
export const waitingDocument = async (scope: PersonScope, arrivalId: string) =>
  (await findWaiting(scope, arrivalId))?.document ?? null;

const gone = () =>
  failure('missing', 'This file does not wait any more: items were made of it, or it was removed, in another window.');
const notWhole = () =>
  failure('splitInvalid', 'These are not the pages of this file. Nothing was made: reload the page.');

/** Keeps how somebody has moved the pages so far. */
export async function saveSplit(scope: PersonScope, arrivalId: string, split: SplitGroups): Promise<Result<null>> {
  const found = await findWaiting(scope, arrivalId);
  if (!found?.document) return gone();
  if (!isSplitOf(split, found.document.pageCount)) return notWhole();
  const groups = storedGroups(split);
  await db.arrival.updateMany({
    where: { id: arrivalId, ...ownWaiting(scope) },
    data: { groups, movedAt: new Date() },
  });
  return ok(null);
}

/** Makes the items: all of them, or none. Each shows its own pages of the one file, which stays as it came. */
export async function makeSplit(scope: PersonScope, arrivalId: string, split: SplitGroups): Promise<Result<number[]>> {
  const made = await db.$transaction((transaction) => make(transaction, scope, arrivalId, split), {
    timeout: 120_000,
    maxWait: 20_000,
  });
  if (made.ok) await wakeReading();
  return made;
}

async function make(
  transaction: Prisma.TransactionClient,
  scope: PersonScope,
  arrivalId: string,
  split: SplitGroups,
): Promise<Result<number[]>> {
  // Whoever presses twice waits here, and finds it gone.
  await transaction.$queryRaw`SELECT 1 FROM "Arrival" WHERE "id" = ${arrivalId}::uuid FOR UPDATE`;
  const found = await transaction.arrival.findFirst({ where: { id: arrivalId, ...ownWaiting(scope) }, select: shown });
  if (!found?.document) return gone();
  const { document, fileName, workspace, owner, byteSize } = found;
  if (!isSplitOf(split, document.pageCount)) return notWhole();
  const wanted = await firstOwner(scope, owner === 'nobody' ? null : (owner ?? undefined));
  // An owner who was archived since keeps nobody's documents back.
  const own = wanted.ok ? wanted : await firstOwner(scope, undefined);
  const { userId, name } = scope.actor;
  const numbers: number[] = [];
  for (const group of split.groups) {
    const pages = keptPages(
      group.map((page) => ({ page, turn: 0 as const })),
      document.pageCount,
    );
    const item = await makeItem(transaction, scope, {
      ...{ workspace, ownerId: own.ok ? own.value : null, document: { id: document.id, fileName }, pages },
      ...{ submitter: { userId, name }, isToBeRead: true },
    });
    const part = pages === null ? fileName : `${fileName}, ${pagesText(group)}`;
    await recordAdded(transaction, scope, { workspace, fileName: part, byteSize, method: 'split', arrivalId }, item);
    numbers.push(item.number);
  }
  await transaction.arrival.update({
    where: { id: arrivalId },
    data: { state: 'DONE', documentId: null, done: numbers.length, total: numbers.length, movedAt: new Date() },
  });
  return ok(numbers);
}

/** Of one sweep. */
const MAX_SETTLED = 20;

/** For the sweep: what nobody has looked at for long becomes one item each, as whoever sent it: its pages can be parted later. */
export async function settleOldSplits(): Promise<number> {
  const old = await db.arrival.findMany({
    where: {
      ...{ state: 'WAITING', documentId: { not: null }, business: { closedAt: null } },
      movedAt: { lt: new Date(Date.now() - WAITING_DAYS * DAY_MS) },
    },
    orderBy: { movedAt: 'asc' },
    take: MAX_SETTLED,
    select: {
      ...{ id: true, businessId: true, byUserId: true, byName: true },
      document: { select: { pageCount: true } },
    },
  });
  for (const { id, businessId, byUserId: userId, byName: name, document } of old) {
    // Who has left the business sent it all the same: nothing more is done in their name than that.
    const scope: PersonScope = { businessId, actor: { kind: 'person', userId, name, role: 'SUBMITTER' } };
    const whole = { groups: [Array.from({ length: document?.pageCount ?? 1 }, (_, index) => index + 1)], leftOut: [] };
    const made = await makeSplit(scope, id, whole);
    if (!made.ok) log.warn({ arrivalId: id, code: made.error.code }, 'a file that waited to be split stays waiting');
  }
  return old.length;
}

/** Lets go of a file of which nothing was made. */
export async function discardSplit(scope: PersonScope, arrivalId: string): Promise<Result<null>> {
  return db.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT 1 FROM "Arrival" WHERE "id" = ${arrivalId}::uuid FOR UPDATE`;
    const found = await transaction.arrival.findFirst({
      where: { id: arrivalId, ...ownWaiting(scope) },
      select: shown,
    });
    if (!found?.document) return gone();
    const { document, workspace, fileName, byteSize } = found;
    await transaction.arrival.update({
      where: { id: arrivalId },
      data: { state: 'CANCELLED', documentId: null, movedAt: new Date() },
    });
    await transaction.document.delete({ where: { id: document.id } });
    await noteDiscarded(transaction, [document.storageKey, pageFilesKey(document)]);
    const removed = { code: 'removed', message: 'You removed it before items were made of it.' } as const;
    await recordRefused(transaction, scope, { workspace, fileName, byteSize, method: 'split', arrivalId }, removed);
    return ok(null);
  });
}
