import { randomUUID } from 'node:crypto';
import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import { formatDate, todayIn } from '#lib/domain/calendar-date.ts';
import type { ExportForm } from '#lib/domain/export/export-form.ts';
import { type ExportProblem, formatNames } from '#lib/domain/export/export-state.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { type NumberForm, writeCount } from '#lib/domain/number-form.ts';
import { formatsOf } from '#lib/domain/personal-preferences.ts';
import { readPreferences } from '#lib/domain/read-preferences.ts';
import { may } from '#lib/domain/roles.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import { announce } from '#lib/events/announce.ts';
import { writeNotices } from '#lib/events/write-notices.ts';
import type { PersonScope } from '#lib/scope.ts';
import { noteDiscarded } from '#lib/storage/discard-files.ts';
import { storage } from '#lib/storage/open-storage.ts';
import type { ItemExport } from '#prisma/generated/client.ts';
import { archiveParts } from './archive-parts.ts';
import { exportFormSchema } from './export-form-schema.ts';
import { type ExportedPage, exportPages } from './export-pages.ts';
import { csvParts, tableParts } from './export-table.ts';
import { pdfParts } from './pdf-parts.ts';
import { workbookParts } from './workbook-parts.ts';

/** Between two notes of how far it is. */
const NOTE_EVERY_MS = 1_000;
/** Whoever is silent for so long has died. */
export const SILENT_SECONDS = 60;
const MAX_TRIES = 3;
/** Items whose documents are brought before it is noted how far it is. */
const SOME = 25;

/** Thrown where the export is not ours to go on with: it was cancelled, somebody else has it, or the worker ends. */
class Stopped extends Error {}

/** Below which the files of an export lie: one of each try, so that no two write the same. */
export const exportKey = ({ businessId, id }: Pick<ItemExport, 'businessId' | 'id'>) => `${businessId}/exports/${id}`;

/** The file of the try that has made it. */
export const fileKey = (made: Pick<ItemExport, 'businessId' | 'id' | 'claim'>) => `${exportKey(made)}/${made.claim}`;

/**
 * Makes the file of an export and stores it, unless somebody else does, and tells whoever waits for it. A try that dies is
 * followed by another from the beginning, three in all. Returns false when it has to be gone on with later, since the
 * worker ends.
 */
export async function makeExport(exportId: string, { signal }: { signal?: AbortSignal } = {}): Promise<boolean> {
  const claimed = await claim(exportId);
  if (!claimed) return true;
  if (claimed.tries > MAX_TRIES) {
    await end(claimed, { problem: 'unexpected' });
    return true;
  }
  const person = await personOf(claimed);
  if (!person) {
    await end(claimed, { problem: 'permission' });
    return true;
  }
  try {
    const parts = await partsOf(claimed, person, follow(claimed, signal));
    const byteSize = await storage().putParts(fileKey(claimed), parts);
    await end(claimed, { byteSize });
  } catch (error) {
    if (error instanceof Stopped) return !(signal?.aborted && (await release(claimed, { tries: claimed.tries - 1 })));
    if (error instanceof RangeError) await end(claimed, { problem: 'tooLarge' });
    else {
      await release(claimed, { tries: claimed.tries });
      throw error;
    }
  }
  return true;
}

async function claim(exportId: string): Promise<ItemExport | null> {
  const token = randomUUID();
  const taken = await db.$executeRaw`
    UPDATE "ItemExport" SET "claim" = ${token}::uuid, "tries" = "tries" + 1, "done" = 0, "movedAt" = now()
     WHERE "id" = ${exportId}::uuid AND "state" = 'RUNNING'
       AND ("claim" IS NULL OR "movedAt" < now() - make_interval(secs => ${SILENT_SECONDS}))`;
  return taken === 1 ? db.itemExport.findFirst({ where: { id: exportId, claim: token } }) : null;
}

/** For whoever comes next. A worker that ends costs the export no try. Returns whether it is still to be made. */
async function release({ id, claim }: ItemExport, { tries }: { tries: number }): Promise<boolean> {
  const { count } = await db.itemExport.updateMany({
    where: { id, claim, state: 'RUNNING' },
    data: { claim: null, tries },
  });
  return count > 0;
}

type ExportingPerson = { scope: PersonScope; numbers: NumberForm; business: string };

/** Who asked for it, as they may act now; null when they may not export any more. */
async function personOf({ businessId, byUserId }: ItemExport): Promise<ExportingPerson | null> {
  if (!byUserId) return null;
  const member = await db.membership.findUnique({
    where: { businessId_userId: { businessId, userId: byUserId } },
    select: { role: true, business: { select: { name: true } }, user: { select: { name: true, preferences: true } } },
  });
  if (!member || !may(member.role, 'items.edit')) return null;
  const { role, user } = member;
  return {
    scope: { businessId, actor: { kind: 'person', userId: byUserId, name: user.name, role } },
    numbers: formatsOf(readPreferences(user.preferences), null).numbers,
    business: member.business.name,
  };
}

/** Notes how many items are done, now and then, and stops when it is no longer ours. */
function follow({ id, claim }: ItemExport, signal: AbortSignal | undefined) {
  let notedAt = performance.now();
  return async (done: number) => {
    if (signal?.aborted) throw new Stopped();
    if (performance.now() - notedAt < NOTE_EVERY_MS) return;
    notedAt = performance.now();
    const { count } = await db.itemExport.updateMany({
      where: { id, claim, state: 'RUNNING' },
      data: { done, movedAt: new Date() },
    });
    if (count === 0) throw new Stopped();
  };
}

async function partsOf(
  asked: ItemExport,
  { scope, numbers, business }: ExportingPerson,
  note: (done: number) => Promise<void>,
): Promise<AsyncIterable<Uint8Array>> {
  const form: ExportForm = exportFormSchema.parse(asked.form);
  const { businessId, workspace, itemIds, at } = asked;
  const seen = await db.item.findMany({ where: { ...visibleItems(scope), id: { in: itemIds } }, select: { id: true } });
  const known = new Set(seen.map(({ id }) => id));
  const ids = itemIds.filter((id) => known.has(id));
  /** Items are done once they have been read; of those with documents, the last reading counts. */
  const counted = async function* (pages: AsyncIterable<ExportedPage>) {
    let done = 0;
    for await (const page of pages) {
      yield page;
      done += page.rows.length;
      await note(done);
    }
  };
  const name = workspaceNames[workspace];
  if (form.format === 'ZIP') {
    let reading = 0;
    const pages = () => {
      const read = exportPages(businessId, ids, { isArchive: true, size: SOME });
      return ++reading < 3 ? heldUp(read, () => note(0)) : counted(read);
    };
    return archiveParts(pages, { workspace, chosen: form, at });
  }
  if (form.format === 'PDF') {
    let done = 0;
    const { withDocuments } = form;
    const pages = () => exportPages(businessId, ids);
    return pdfParts(withDocuments ? pages : () => counted(pages()), {
      ...{ workspace, numbers, withDocuments, asker: scope.actor.userId },
      title: `${business}: ${name.toLowerCase()}`,
      subtitle: `${ids.length} ${ids.length === 1 ? 'item' : 'items'}, exported by ${asked.exportedByName} on ${formatDate(todayIn(null, at))}`,
      onPage: (isLast) => note(isLast ? ++done : done),
    });
  }
  const table = tableParts(counted(exportPages(businessId, ids)), workspace, form);
  return form.format === 'CSV' ? csvParts(table, form) : workbookParts(table, name);
}

async function* heldUp<T>(parts: AsyncIterable<T>, each: () => Promise<void>): AsyncGenerator<T> {
  for await (const part of parts) {
    yield part;
    await each();
  }
}

/** How it ended; the file of one that was cancelled meanwhile goes again. */
async function end(asked: ItemExport, how: { byteSize: number } | { problem: ExportProblem }): Promise<void> {
  const { id, businessId, claim, byUserId, workspace, itemIds, tells } = asked;
  await db.$transaction(async (transaction) => {
    const done = itemIds.length;
    const { count } = await transaction.itemExport.updateMany({
      where: { id, claim, state: 'RUNNING' },
      data: {
        finishedAt: new Date(),
        ...('problem' in how ? { state: 'FAILED', ...how } : { state: 'DONE', done, byteSize: BigInt(how.byteSize) }),
      },
    });
    if (count === 0) return noteDiscarded(transaction, [fileKey(asked)]);
    await announce(transaction, { businessId, topic: 'exports', id });
    if (!tells) return;
    const what = `${formatNames[asked.format]} of ${writeCount(done, 'kept')} ${done === 1 ? 'item' : 'items'} in ${isolated(workspaceNames[workspace].toLowerCase())}`;
    await writeNotices(transaction, [byUserId], {
      ...{ businessId, kind: 'exportMade', byUserId: null },
      text: 'problem' in how ? `Your ${what} could not be made.` : `Your ${what} is ready to be fetched.`,
    });
  });
}
