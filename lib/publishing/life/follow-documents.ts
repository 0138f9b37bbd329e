import { openLedger } from '#lib/connections/open-ledger.ts';
import { db } from '#lib/db.ts';
import type { SeenLife } from '#lib/domain/publication/life.ts';
import type { PublicationKind } from '#lib/domain/publication/publication.ts';
import type { DocumentInBooks, Ledger } from '#lib/ledger/ledger.ts';
import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import { log } from '#lib/log.ts';
import { LeaseLost } from '#lib/queue/lease-lost.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import type { Prisma, Publication } from '#prisma/generated/client.ts';
import { loadBooks } from '../steps/load-books.ts';
import { readLife } from '../stored-life.ts';
import { claimWatch, keepWatch, releaseWatch, type Watch } from './document-watch.ts';
import { editsThere, loadNames } from './edits-there.ts';
import { recordLife } from './record-life.ts';

/** What is asked for while it runs is read in further turns; after so many, by the next job. */
const MAX_TURNS = 5;
/** A connection that has more changes goes on from there the next time. */
const MAX_PAGES = 20;
/** Readings of documents that the ledger has told nothing of, and of those that it does not know. */
const MAX_LOOKS = 10;
const MAX_SEARCHES = 5;
/** The ledger's clock and ours may differ by this much. */
const OVERLAP_MS = 5 * 60_000;
/** How far the first reading of a connection goes back; what is older is looked at one after another. */
const FIRST_MS = 24 * 60 * 60_000;

type Following = { ledger: Ledger; watch: Watch; signal: AbortSignal };

/**
 * Reads what became of a connection's published documents: what the ledger says was changed since the last time and,
 * some at a time, what it has told nothing of for long. Calls are those that are left to background work: throws
 * `Postponed` when none is, or when they were read less than `gapMs` ago. Returns at once while another worker is at it, or while the connection is not usable.
 */
export async function followDocuments(
  connectionId: string,
  signal: AbortSignal,
  { gapMs = 0 }: { gapMs?: number } = {},
): Promise<void> {
  await keepGap(connectionId, gapMs);
  const opened = await openLedger(connectionId, { priority: 'background' });
  if (!opened.ok) return;
  for (let turn = 0; turn < MAX_TURNS && !signal.aborted; turn++) {
    const watch = await claimWatch(connectionId);
    if (!watch) return;
    let stop: LedgerError | null;
    try {
      const following = { ledger: opened.value, watch, signal };
      stop = (await readChanges(following)) ?? (await lookAtOthers(following));
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error;
      log.info({ connectionId }, 'another worker follows the documents');
      return;
    }
    const isAsked = await releaseWatch(watch);
    if (stop && 'until' in stop) throw new Postponed(stop.until, 'documents are followed later');
    if (stop) log.warn({ connectionId, kind: stop.kind }, 'documents could not be followed');
    if (stop || !isAsked) return;
  }
}

/** Many changes that are told one after another are read together. */
async function keepGap(connectionId: string, gapMs: number): Promise<void> {
  if (gapMs === 0) return;
  const watch = await db.documentWatch.findUnique({ where: { connectionId }, select: { polledAt: true } });
  const until = new Date((watch?.polledAt?.getTime() ?? 0) + gapMs);
  if (until > new Date()) throw new Postponed(until, 'documents were read just now');
}

const published: Prisma.PublicationWhereInput = { state: { in: ['POSTED', 'COMPLETE'] }, ledgerId: { not: null } };

/** What the ledger says was changed, of the kinds of documents that something is published as. */
async function readChanges({ ledger, watch, signal }: Following): Promise<LedgerError | null> {
  const { connectionId, cursors } = watch;
  const inUse = await db.publication.findMany({
    where: { connectionId, ...published, lookAt: { not: null } },
    distinct: ['kind'],
    select: { kind: true },
  });
  const kinds = new Set(inUse.map(({ kind }) => kind));
  for (const [kind, ...others] of ledger.capabilities.documentsReadTogether) {
    if (!kind || ![kind, ...others].some((each) => kinds.has(each))) continue;
    const since = new Date(cursors[kind] ?? watch.since.getTime() - FIRST_MS);
    let next = new Date(watch.since.getTime() - OVERLAP_MS);
    for (let page = 1, hasMore = true; hasMore; page++) {
      if (signal.aborted) return null;
      const answer = await ledger.changedDocuments(kind, since, page);
      if (!answer.ok) return answer.error;
      const { documents } = answer.value;
      await keepWatch(watch);
      await see(ledger, connectionId, documents);
      hasMore = answer.value.hasMore;
      if (hasMore && page === MAX_PAGES) {
        next = documents.at(-1)?.changedAt ?? next;
        break;
      }
    }
    await keepWatch(watch, { [kind]: next.toISOString() });
  }
  return null;
}

/** What the ledger has told nothing of for long, those first that were not looked at for the longest. */
async function lookAtOthers({ ledger, watch, signal }: Following): Promise<LedgerError | null> {
  const { connectionId } = watch;
  const { documentsPerCall, documentKinds } = ledger.capabilities;
  let searches = 0;
  for (let look = 0; look < MAX_LOOKS && !signal.aborted; look++) {
    const due = await db.publication.findMany({
      where: { connectionId, ...published, kind: { in: [...documentKinds] }, lookAt: { lte: new Date() } },
      orderBy: { lookAt: 'asc' },
      take: documentsPerCall,
      select: { id: true, kind: true, ledgerId: true },
    });
    const [first] = due;
    if (!first) return null;
    const wanted = due.flatMap(({ kind, ledgerId }) => (kind === first.kind && ledgerId ? [ledgerId] : []));
    const answer = await ledger.readDocuments(first.kind, wanted);
    if (!answer.ok) return answer.error;
    await keepWatch(watch);
    await see(ledger, connectionId, answer.value);
    const found = new Set(answer.value.map(({ ledgerId }) => ledgerId));
    for (const ledgerId of wanted.filter((id) => !found.has(id))) {
      if (searches++ >= MAX_SEARCHES) return null;
      const stop = await search(ledger, connectionId, { kind: first.kind, ledgerId });
      if (stop) return stop;
      await keepWatch(watch);
    }
  }
  return null;
}

/** Left out of a list is not gone: only what the ledger does not know by its id is. */
async function search(
  ledger: Ledger,
  connectionId: string,
  target: { kind: PublicationKind; ledgerId: string },
): Promise<LedgerError | null> {
  const read = await ledger.readDocument(target);
  if (read.ok) {
    await see(ledger, connectionId, [read.value]);
    return null;
  }
  if (read.error.kind !== 'missing') return read.error;
  const { ledgerId } = target;
  for (const publication of await db.publication.findMany({ where: { connectionId, ...published, ledgerId } })) {
    const known = readLife(publication);
    const life = known ?? { total: '0', due: '0', settlements: [], settledOn: null, edits: [] };
    await recordLife(publication.id, { ...life, status: 'DELETED', due: '0', edits: [] });
  }
  return null;
}

/** Records what was seen of those that are ours. */
async function see(ledger: Ledger, connectionId: string, seen: readonly DocumentInBooks[]): Promise<void> {
  const publications = await db.publication.findMany({
    where: { connectionId, ...published, ledgerId: { in: seen.map(({ ledgerId }) => ledgerId) } },
  });
  const [first] = publications;
  if (!first) return;
  const byId = new Map(seen.map((document) => [document.ledgerId, document]));
  const [books, names] = await Promise.all([
    loadBooks(
      first.businessId,
      publications.map((publication) => ({ publication })),
    ),
    loadNames(db, connectionId, seen),
  ]);
  for (const publication of publications) {
    const document = byId.get(publication.ledgerId ?? '');
    if (document) await recordLife(publication.id, lifeOf(publication, document));
  }

  function lifeOf(publication: Publication, document: DocumentInBooks): SeenLife {
    return { ...document.life, edits: editsThere(publication, document, { ledger, books, names }) };
  }
}
