import { db } from '#lib/db.ts';
import { todayIn } from '#lib/domain/calendar-date.ts';
import { type ExportProblem, exportProblems } from '#lib/domain/export/export-state.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import { announce } from '#lib/events/announce.ts';
import type { BusinessScope, PersonScope } from '#lib/scope.ts';
import { noteDiscarded } from '#lib/storage/discard-files.ts';
import { storage } from '#lib/storage/open-storage.ts';
import type { ExportFormat, ExportState, ItemExport } from '#prisma/generated/client.ts';
import { exportKey, fileKey } from './make-export.ts';

/** An export as a page shows it. */
export type ExportRow = {
  id: string;
  /** ISO instants. */
  at: string;
  expiresAt: string;
  workspace: Workspace;
  format: ExportFormat;
  byName: string;
  state: ExportState;
  items: number;
  done: number;
  byteSize: number | null;
  /** Why it failed. */
  problem: string | null;
};

const MAX_LISTED = 100;

/** The newest exports of the business that can still be fetched, or did not come to an end. */
export async function listExports({ businessId }: BusinessScope): Promise<ExportRow[]> {
  const found = await db.itemExport.findMany({
    where: { businessId, expiresAt: { gt: new Date() } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: MAX_LISTED,
    select: { id: true },
  });
  return rowsOf(
    businessId,
    found.map(({ id }) => id),
  );
}

/** How far an export is; null when there is none of this id any more. */
export async function exportRow({ businessId }: BusinessScope, exportId: string): Promise<ExportRow | null> {
  return (await rowsOf(businessId, [exportId]))[0] ?? null;
}

/** Without the ids of all their items. */
async function rowsOf(businessId: string, ids: readonly string[]): Promise<ExportRow[]> {
  type Found = Pick<ItemExport, 'id' | 'at' | 'expiresAt' | 'workspace' | 'format' | 'state' | 'done' | 'problem'> & {
    byName: string;
    items: number;
    byteSize: number | null;
  };
  const found = await db.$queryRaw<Found[]>`
    SELECT "id", "at", "expiresAt", "workspace", "format", "exportedByName" AS "byName", "state", "done", "problem",
           cardinality("itemIds") AS "items", "byteSize"::float8 AS "byteSize"
      FROM "ItemExport" WHERE "businessId" = ${businessId}::uuid AND "id" = ANY(${ids}::uuid[])
     ORDER BY "at" DESC, "id" DESC`;
  return found.map(({ at, expiresAt, problem, ...row }) => ({
    ...row,
    at: at.toISOString(),
    expiresAt: expiresAt.toISOString(),
    problem: problem === null ? null : (exportProblems[problem as ExportProblem] ?? exportProblems.unexpected),
  }));
}

export type ExportFile = { fileName: string; mimeType: string; byteSize: number; parts: AsyncIterable<Uint8Array> };

const kinds: Record<ExportFormat, { ending: string; mimeType: string }> = {
  CSV: { ending: 'csv', mimeType: 'text/csv' },
  XLSX: { ending: 'xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  PDF: { ending: 'pdf', mimeType: 'application/pdf' },
  ZIP: { ending: 'zip', mimeType: 'application/zip' },
};

/** The file of an export, for whoever may export in the business; null when there is none, or not yet, or no longer. */
export async function exportFile({ businessId, actor }: PersonScope, exportId: string): Promise<ExportFile | null> {
  const made = await db.itemExport.findFirst({
    where: { id: exportId, businessId, state: 'DONE', expiresAt: { gt: new Date() } },
    omit: { itemIds: true },
  });
  if (!made) return null;
  // Who fetches it needs no mail that says so.
  if (made.byUserId === actor.userId) {
    await db.notice.updateMany({
      where: { businessId, userId: actor.userId, kind: 'exportMade', toldAt: null },
      data: { toldAt: new Date() },
    });
  }
  return storedFile(made);
}

type Made = Pick<ItemExport, 'id' | 'businessId' | 'workspace' | 'format' | 'at' | 'claim' | 'byteSize'>;

/** The file of an export that was made, for whoever was found to have it. */
export const storedFile = (made: Made): ExportFile => ({
  ...fileFacts(made),
  byteSize: Number(made.byteSize),
  parts: storage().parts(fileKey(made)),
});

/** What the file of an export is called, and what it is. */
export function fileFacts({ format, workspace, at }: Pick<ItemExport, 'format' | 'workspace' | 'at'>) {
  const { ending, mimeType } = kinds[format];
  return { fileName: `${workspaceNames[workspace]} ${todayIn(null, at)}.${ending}`, mimeType };
}

/** Ends one that is being made. What was archived with it stays in the archive. */
export async function cancelExport(scope: BusinessScope, exportId: string): Promise<Result<null>> {
  const { businessId, origin } = scope;
  const { count } = await db.itemExport.updateMany({
    where: { id: exportId, businessId, state: 'RUNNING' },
    data: { state: 'CANCELLED', finishedAt: new Date() },
  });
  if (count === 0) return failure('missing', 'It had ended already. Nothing was cancelled.');
  await announce(db, { businessId, topic: 'exports', id: exportId, origin });
  return ok(null);
}

/** Forgets an export with its file, before its days are over. */
export async function deleteExport(scope: BusinessScope, exportId: string): Promise<Result<null>> {
  const { businessId, origin } = scope;
  return db.$transaction(async (transaction) => {
    const { count } = await transaction.itemExport.deleteMany({
      where: { id: exportId, businessId, state: { not: 'RUNNING' } },
    });
    if (count === 0) return failure('missing', 'It is not here any more, or still being made.');
    await noteDiscarded(transaction, [exportKey({ businessId, id: exportId })]);
    await announce(transaction, { businessId, topic: 'exports', id: exportId, origin });
    return ok(null);
  });
}
