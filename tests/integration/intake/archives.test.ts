import { afterAll, describe, expect, test, vi } from 'vitest';
import { db } from '#lib/db.ts';
import { refusalMessages } from '#lib/documents/document-kind.ts';
import type { SplitWay } from '#lib/domain/intake/split-groups.ts';
import { ARRIVAL_PART_BYTES, arrivalKey } from '#lib/intake/arrivals/arrival-parts.ts';
import { arrivalProgress } from '#lib/intake/arrivals/arrival-progress.ts';
import { listWaitingSplits, loadWaitingSplit, makeSplit } from '#lib/intake/arrivals/decide-split.ts';
import { openArchive } from '#lib/intake/arrivals/open-archive.ts';
import { beginArchive, keepArchivePart } from '#lib/intake/arrivals/receive-archive.ts';
import type { PersonScope } from '#lib/scope.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { aPdf } from '#tests/support/files.ts';
import { aDocx, aZip } from '#tests/support/office-files.ts';

afterAll(() => vi.restoreAllMocks());

/** A person of the business that the sender is. */
async function aSender(): Promise<PersonScope> {
  const scope = await aBusiness();
  const { businessId, actor } = scope;
  const isMember = await db.membership.count({ where: { businessId, userId: actor.userId } });
  if (isMember === 0) await db.membership.create({ data: { businessId, userId: actor.userId, role: 'ADMIN' } });
  return scope;
}

async function sent(scope: PersonScope, bytes: Buffer, name = 'March.zip', how: SplitWay = 'file') {
  const begun = await beginArchive(scope, { name, workspace: 'COSTS', bytes: bytes.length, how });
  if (!begun.ok) throw new Error(begun.error.message);
  const { id, partBytes } = begun.value;
  for (let number = 0; ; number++) {
    const part = bytes.subarray(number * partBytes, (number + 1) * partBytes);
    const kept = await keepArchivePart(scope, { arrivalId: id, number, bytes: part });
    if (!kept.ok || kept.value.document || kept.value.received === bytes.length) return { id, kept };
  }
}

const itemsOf = ({ businessId }: PersonScope) =>
  db.item.findMany({
    where: { businessId },
    orderBy: { number: 'asc' },
    select: { documents: { select: { document: { select: { fileName: true } } } } },
  });

describe('an archive', () => {
  test('becomes an item of each of its documents, and says of each other file why not', async () => {
    const scope = await aSender();
    const zip = await aZip({
      'March/2.pdf': aPdf('Two'),
      'March/1.pdf': aPdf('One'),
      'March/.DS_Store': 'x',
      'notes.txt': 'Remember the milk',
      'inner.zip': await aZip({ 'three.pdf': aPdf('Three') }),
      'again.pdf': aPdf('One'),
    });
    const { id } = await sent(scope, zip);
    expect(await arrivalProgress(scope, id)).toMatchObject({ state: 'OPENING', done: 0, total: 5, skipped: 1 });
    expect(await openArchive(id)).toBe(true);
    expect(await arrivalProgress(scope, id)).toEqual({
      ...{ state: 'DONE', done: 5, total: 5, skipped: 1, held: 0, problem: null, copies: 1 },
      refused: [
        { fileName: 'inner.zip', message: refusalMessages.archive },
        { fileName: 'notes.txt', message: refusalMessages.foreign },
      ],
    });
    const names = (await itemsOf(scope)).map(({ documents }) => documents[0]?.document.fileName);
    expect(names).toEqual(['again.pdf', 'March - 1.pdf', 'March - 2.pdf']);
    const history = await db.submission.findMany({ where: { businessId: scope.businessId } });
    expect(history.map(({ method }) => method)).toEqual(Array.from({ length: 5 }, () => 'archive'));
  });

  test('whose files are to be split has those of several pages wait for their sender, once, and adds the others', async () => {
    const scope = await aSender();
    const zip = await aZip({ '1.pdf': aPdf('Page 1 of 1', 'Page 1 of 1'), '2.pdf': aPdf('One'), '3.txt': 'Milk' });
    const { id } = await sent(scope, zip, 'March.zip', 'auto');
    expect(await openArchive(id)).toBe(true);
    expect(await openArchive(id)).toBe(true);
    expect(await arrivalProgress(scope, id)).toMatchObject({ state: 'DONE', done: 3, total: 3, held: 1 });
    expect(await itemsOf(scope)).toHaveLength(1);
    const [waiting, ...others] = await listWaitingSplits(scope, 'COSTS');
    expect(others).toEqual([]);
    const split = await loadWaitingSplit(scope, waiting?.id ?? '');
    expect(split).toMatchObject({ fileName: '1.pdf', split: { groups: [[1], [2]] } });
    expect(await makeSplit(scope, waiting?.id ?? '', split?.split ?? { groups: [], leftOut: [] })).toMatchObject({
      ok: true,
    });
    expect(await itemsOf(scope)).toHaveLength(3);
  });

  test('whose opening stops goes on where it stopped, and adds nothing twice', async () => {
    const scope = await aSender();
    const files = Object.fromEntries([1, 2, 3, 4].map((each) => [`${each}.pdf`, aPdf(String(each))]));
    const { id } = await sent(scope, await aZip(files));
    const stop = new AbortController();
    const opening = openArchive(id, { signal: stop.signal });
    await vi.waitFor(async () => expect((await arrivalProgress(scope, id))?.done).toBeGreaterThan(0), 60_000);
    stop.abort();
    expect(await opening).toBe(false);
    expect(await openArchive(id)).toBe(true);
    expect(await itemsOf(scope)).toHaveLength(4);
    expect(await openArchive(id)).toBe(true);
    expect(await itemsOf(scope)).toHaveLength(4);
  });

  test('of somebody who has left the business adds nothing more, and says so', async () => {
    const scope = await aSender();
    const { id } = await sent(scope, await aZip({ 'one.pdf': aPdf('One') }));
    await db.membership.deleteMany({ where: { businessId: scope.businessId } });
    await openArchive(id);
    expect(await arrivalProgress(scope, id)).toMatchObject({
      state: 'FAILED',
      problem: expect.stringContaining('no longer'),
    });
    expect(await itemsOf(scope)).toEqual([]);
  });

  test('is nobody else’s to look at', async () => {
    const scope = await aSender();
    const { id } = await sent(scope, await aZip({ 'one.pdf': aPdf('One') }));
    expect(await arrivalProgress(await aSender(), id)).toBeNull();
  });
});

test('an office file, which is a ZIP file too, is a document by itself', async () => {
  const scope = await aSender();
  const { id, kept } = await sent(scope, await aDocx(), 'letter.docx');
  expect(kept).toMatchObject({ ok: true, value: { document: { number: 1 } } });
  expect(await db.arrival.count({ where: { id } })).toBe(0);
});

test.each<[string, string, () => Promise<Buffer>]>([
  ['damaged', 'broken', async () => (await aZip({ 'one.pdf': aPdf('One') })).subarray(0, 300)],
  ['of nothing but what systems write', 'empty', () => aZip({ '.DS_Store': 'x' })],
  [
    'of too many files',
    'tooMany',
    () => aZip(Object.fromEntries(Array.from({ length: 2_001 }, (_, at) => [`${at}`, 'x']))),
  ],
])('an archive that is %s is refused whole: %s', async (_what, code, make) => {
  const scope = await aSender();
  const { id, kept } = await sent(scope, await make());
  expect(kept).toMatchObject({ ok: false, error: { code } });
  expect(await arrivalProgress(scope, id)).toMatchObject({ state: 'FAILED' });
  expect(await db.submission.count({ where: { businessId: scope.businessId, refusal: code } })).toBe(1);
});

test('a file that is packed beyond reason or damaged is refused alone', async () => {
  const scope = await aSender();
  const zip = await aZip({ 'bad.pdf': aPdf('Bad'), 'bomb.pdf': Buffer.alloc(40_000_000), 'good.pdf': aPdf('Good') });
  // A byte of the first file, behind its name.
  zip[60] = (zip[60] ?? 0) ^ 0xff;
  const { id } = await sent(scope, zip);
  await openArchive(id);
  const progress = await arrivalProgress(scope, id);
  expect(progress?.refused.map(({ fileName }) => fileName)).toEqual(['bad.pdf', 'bomb.pdf']);
  expect(await itemsOf(scope)).toHaveLength(1);
});

test('an archive comes in parts, of which each may come again and none out of its turn', async () => {
  const scope = await aSender();
  const bytes = Buffer.concat([Buffer.alloc(ARRIVAL_PART_BYTES + 100, 1)]);
  const begun = await beginArchive(scope, { name: 'big.zip', workspace: 'COSTS', how: 'file', bytes: bytes.length });
  const arrivalId = begun.ok ? begun.value.id : '';
  const [first, second] = [bytes.subarray(0, ARRIVAL_PART_BYTES), bytes.subarray(ARRIVAL_PART_BYTES)];
  expect(await keepArchivePart(scope, { arrivalId, number: 1, bytes: second })).toMatchObject({
    error: { code: 'partInvalid' },
  });
  for (let again = 0; again < 2; again++) {
    expect(await keepArchivePart(scope, { arrivalId, number: 0, bytes: first })).toMatchObject({ ok: true });
  }
  const { businessId } = scope;
  expect((await storage().get(`${arrivalKey({ businessId, id: arrivalId })}/0`)).equals(first)).toBe(true);
  expect(await keepArchivePart(await aSender(), { arrivalId, number: 1, bytes: second })).toMatchObject({
    error: { code: 'missing' },
  });
});
