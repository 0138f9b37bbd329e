import { byActor } from '#lib/coding/item-events.ts';
import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import { statusOfFilter } from '#lib/domain/inbox-choices.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { archiveItems } from '../archive-items.ts';
import { findItems } from '../find-items.ts';
import { type ExportChoice, MAX_EXPORTED, MAX_WITH_DOCUMENTS } from './export-choice.ts';
import { MAX_ZIP_BYTES } from './zip.ts';

/** Left of what the format holds, for the names and the table of the items. */
const MAX_DOCUMENT_BYTES = MAX_ZIP_BYTES / 2;
/** Who comes back to a file within days still finds it. */
const KEEP_DAYS = 7;

/** What a file would hold. */
export type ExportPreview = {
  items: number;
  /** Those of them that were exported before, and when the last of them was: an ISO instant. */
  exportedBefore: number;
  lastExportedAt: string | null;
  documents: number;
  /** Of all documents. */
  byteSize: number;
  /** Those still in the inbox, which may be archived with it. */
  inInbox: number;
  /** Whether they are, unless whoever exports says otherwise: as the business has it. */
  archives: boolean;
};

/** Changes nothing. */
export async function previewExport(scope: BusinessScope, choice: ExportChoice): Promise<Result<ExportPreview>> {
  const found = await chosenItems(scope, choice);
  if (!found.ok) return found;
  const business = await db.business.findUniqueOrThrow({
    where: { id: scope.businessId },
    select: { archivesExported: true },
  });
  type Counted = Omit<ExportPreview, 'lastExportedAt' | 'archives'> & { lastExportedAt: Date | null };
  const [counted] = await db.$queryRaw<[Counted]>`
    SELECT count(DISTINCT i."id")::int AS "items",
           count(DISTINCT i."id") FILTER (WHERE i."exportedAt" IS NOT NULL)::int AS "exportedBefore",
           max(i."exportedAt") AS "lastExportedAt",
           count(d."id")::int AS "documents", COALESCE(sum(d."byteSize"), 0)::float8 AS "byteSize",
           count(DISTINCT i."id") FILTER (WHERE i."place" = 'INBOX')::int AS "inInbox"
      FROM "Item" AS i LEFT JOIN "ItemDocument" AS l ON l."itemId" = i."id" LEFT JOIN "Document" AS d ON d."id" = l."documentId"
     WHERE i."businessId" = ${scope.businessId}::uuid AND i."id" = ANY(${found.value}::uuid[])`;
  return ok({
    ...counted,
    lastExportedAt: counted.lastExportedAt?.toISOString() ?? null,
    archives: business.archivesExported,
  });
}

/**
 * Writes down that items are exported, and archives those that may be when asked: the file is made of them when it is
 * asked for by the id that this gives. `archived` are the ids of those that went to the archive with it.
 */
export async function startExport(
  scope: BusinessScope,
  choice: ExportChoice & { withDocuments: boolean; archive: boolean },
): Promise<Result<{ exportId: string; items: number; archived: string[] }>> {
  const { businessId, actor, origin } = scope;
  const { workspace, withDocuments } = choice;
  const found = await chosenItems(scope, choice);
  if (!found.ok) return found;
  const itemIds = found.value;
  if (withDocuments) {
    const preview = await previewExport(scope, choice);
    if (!preview.ok) return preview;
    if (itemIds.length > MAX_WITH_DOCUMENTS || preview.value.byteSize > MAX_DOCUMENT_BYTES) {
      return failure(
        'tooMany',
        `With documents, a file holds at most ${MAX_WITH_DOCUMENTS} items and 2 GB. Nothing was exported: choose fewer, or the table alone.`,
      );
    }
  }
  const exportId = await db.$transaction(async (transaction) => {
    const now = new Date();
    await transaction.itemExport.deleteMany({
      where: { businessId, at: { lt: new Date(now.getTime() - KEEP_DAYS * 24 * 60 * 60_000) } },
    });
    const { id } = await transaction.itemExport.create({
      data: { businessId, workspace, exportedByName: actor.name, itemIds, withDocuments },
      select: { id: true },
    });
    // In the order in which all take hold of items, so that no two wait for each other.
    await transaction.$queryRaw`
      SELECT 1 FROM "Item" WHERE "businessId" = ${businessId}::uuid AND "id" = ANY(${itemIds}::uuid[]) ORDER BY "id" FOR UPDATE`;
    await transaction.item.updateMany({ where: { businessId, id: { in: itemIds } }, data: { exportedAt: now } });
    await transaction.itemEvent.createMany({
      data: itemIds.map((itemId) => ({ ...byActor(scope, itemId, 'exported'), detail: { withDocuments } })),
    });
    await announce(transaction, { businessId, topic: 'items', id: null, origin });
    return id;
  });
  const archived = choice.archive ? await archiveItems(scope, itemIds) : ok([]);
  return ok({ exportId, items: itemIds.length, archived: archived.ok ? archived.value : [] });
}

/** The ids of what is chosen, in its order, of those that the actor may know of. */
async function chosenItems(scope: BusinessScope, { workspace, of }: ExportChoice): Promise<Result<string[]>> {
  const { businessId } = scope;
  if (of.kind === 'items') {
    if (of.itemIds.length > MAX_EXPORTED) return tooMany;
    const where = { ...visibleItems(scope), businessId, workspace, id: { in: of.itemIds } };
    const known = new Set((await db.item.findMany({ where, select: { id: true } })).map(({ id }) => id));
    const itemIds = of.itemIds.filter((id) => known.has(id));
    return itemIds.length > 0 ? ok(itemIds) : nothing;
  }
  const list =
    of.kind === 'inbox'
      ? ({ ...of.query, place: 'INBOX', status: statusOfFilter[of.query.filter] } as const)
      : ({ ...of.query, place: 'ARCHIVE', status: null } as const);
  const page = await findItems(scope, { ...list, workspace, after: null, limit: MAX_EXPORTED });
  if (page.next !== null) return tooMany;
  return page.rows.length > 0 ? ok(page.rows.map(({ id }) => id)) : nothing;
}

const tooMany = failure('tooMany', `A file holds at most ${MAX_EXPORTED} items. Nothing was exported: choose fewer.`);

const nothing = failure('missing', 'Nothing was exported: what was chosen is no longer here.');
