import { readConfirmations } from '#lib/coding/stored-confirmations.ts';
import { parseItemPages } from '#lib/coding/stored-pages.ts';
import { db } from '#lib/db.ts';
import { type Coding, type CodingField, codingFields } from '#lib/domain/coding/coding.ts';
import { parseProvenance } from '#lib/domain/coding/provenance.ts';
import { shownAt } from '#lib/domain/documents/item-pages.ts';
import { withPlaces } from '#lib/domain/extraction/places-of-reading.ts';
import { type ReadFields, readFieldViews, readingNotes } from '#lib/domain/extraction/read-view.ts';
import { type Place, reading } from '#lib/domain/extraction/reading.ts';
import { readingFailedText, readProblem, timeToGo } from '#lib/domain/extraction/reading-state.ts';
import type { Lists } from '#lib/domain/lists.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { isConfirmed } from '#lib/domain/readiness/confirmation.ts';
import type { Problem } from '#lib/domain/readiness/problem.ts';
import { readProblems } from '#lib/domain/readiness/read-checks.ts';
import { parseReadChecks } from '#lib/domain/readiness/read-checks-schema.ts';
import { lanes } from '#lib/queue/catalog.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** What the page of an item shows of the reading of its document. */
export type ReadingView = {
  state: 'waiting' | 'done' | 'failed';
  /** Seconds until it is read, by what the last documents took; null where that is not known, or it is. */
  secondsToGo: number | null;
  /** Why it was not read. */
  failure: string | null;
  /** What a person should know, in sentences. */
  notes: string[];
};

/** With what was read at each field. Null for an item whose document was never read. */
export async function itemReading(
  { businessId, numbers = 'commaPoint' }: BusinessScope,
  item: { id: string; workspace: Workspace; provenance: unknown; readChecks: unknown; confirmations: unknown },
  coding: Coding,
  lists: Lists,
): Promise<{ reading: ReadingView | null; fields: ReadFields }> {
  const read = await db.extraction.findUnique({ where: { itemId: item.id } });
  if (!read) return { reading: null, fields: {} };
  const own = await db.itemDocument.findUnique({
    where: { itemId_documentId: { itemId: item.id, documentId: read.documentId } },
    select: { position: true, pages: true },
  });
  const whole = reading.safeParse(read.reading).data;
  const said = whole && withPlaces(whole, (place) => onSheet(place, own));
  const { readsLines } = await db.business.findUniqueOrThrow({
    where: { id: businessId },
    select: { readsLines: true },
  });
  const questions = readProblems(coding, parseReadChecks(item.readChecks)).filter(({ code }) => code === 'readUnsure');
  const answers = readConfirmations(item.confirmations);
  const confirmed = questions.filter((each) => isConfirmed(each, answers)).flatMap(codingFieldOf);
  const asked = questions.filter((each) => !isConfirmed(each, answers)).flatMap(codingFieldOf);
  const isWaiting = read.state === 'WAITING' || read.state === 'READING';
  const view: ReadingView = {
    state: isWaiting ? 'waiting' : read.state === 'FAILED' ? 'failed' : 'done',
    secondsToGo: isWaiting ? await secondsToGo(read.requestedAt) : null,
    failure: read.state === 'FAILED' ? readingFailedText(readProblem(read.problem)) : null,
    notes: said && !isWaiting ? readingNotes(said, { coding, numbers, confirmed, readsLines }) : [],
  };
  return {
    reading: view,
    fields:
      said && !isWaiting
        ? readFieldViews(said, coding, {
            workspace: item.workspace,
            provenance: parseProvenance(item.provenance),
            shown: { lists, numbers },
            digits: lists.rules.amountDigits,
            ...{ asked, confirmed },
          })
        : {},
  };
}

/** Only fields of the coding are asked about. */
const codingFieldOf = ({ field }: Problem): CodingField[] => codingFields.filter((each) => each === field);

/** A place of the document among the sheets that the item shows: null for a page that it does not, or shows further behind. */
function onSheet(place: Place, own: { position: number; pages: unknown } | null): Place | null {
  if (own?.position !== 0) return null;
  const page = shownAt(parseItemPages(own.pages), place.page + 1);
  return page < 0 ? null : { ...place, page };
}

/** Documents whose reading is looked at, to tell how long one takes. */
const LATELY = 20;

/** Seconds until what was asked for by then is read, by what the last documents took. Null while none has been read. */
export async function secondsToGo(requestedAt: Date): Promise<number | null> {
  const [row] = await db.$queryRaw<{ waiting: number; meanMs: number | null }[]>`
    SELECT (SELECT count(*)::int FROM "Extraction"
             WHERE "state" IN ('WAITING', 'READING') AND "requestedAt" <= ${requestedAt}) AS "waiting",
           (SELECT avg("tookMs")::float8 FROM (
              SELECT "tookMs" FROM "Extraction" WHERE "tookMs" IS NOT NULL ORDER BY "finishedAt" DESC LIMIT ${LATELY}) AS t)
             AS "meanMs"`;
  const ms = row && timeToGo(row.waiting, { meanMs: row.meanMs, atOnce: lanes.reading.concurrency });
  return ms === null || ms === undefined ? null : Math.max(1, Math.ceil(ms / 1_000));
}

/** How many documents of the business are being read, and seconds until all are. */
export async function readingProgress({
  businessId,
}: BusinessScope): Promise<{ count: number; secondsToGo: number | null } | null> {
  const waiting = await db.extraction.aggregate({
    where: { businessId, state: { in: ['WAITING', 'READING'] } },
    _count: true,
    _max: { requestedAt: true },
  });
  const last = waiting._max.requestedAt;
  return last === null ? null : { count: waiting._count, secondsToGo: await secondsToGo(last) };
}
