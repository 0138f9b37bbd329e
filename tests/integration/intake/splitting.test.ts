import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { readPageSigns } from '#lib/documents/decoding/decode.ts';
import { joinAll } from '#lib/domain/intake/split-groups.ts';
import {
  discardSplit,
  listWaitingSplits,
  loadWaitingSplit,
  makeSplit,
  saveSplit,
  settleOldSplits,
  waitingDocument,
} from '#lib/intake/arrivals/decide-split.ts';
import { holdForSplit } from '#lib/intake/arrivals/hold-for-split.ts';
import type { PersonScope } from '#lib/scope.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { aPdf } from '#tests/support/files.ts';
import { aTiff } from '#tests/support/office-files.ts';

async function held(scope: PersonScope, bytes: Buffer, how: 'pages' | 'auto' = 'auto') {
  const upload = { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  const kept = await holdForSplit(scope, { workspace: 'COSTS', fileName: 'scan.pdf', upload, owner: null }, how);
  if (!kept.ok) throw new Error(kept.error.message);
  return kept.value;
}

async function heldId(scope: PersonScope, bytes: Buffer, how?: 'pages' | 'auto') {
  const kept = await held(scope, bytes, how);
  if (!('held' in kept)) throw new Error('It was added at once');
  return kept.held.arrivalId;
}

const pagesOfItems = async ({ businessId }: PersonScope) =>
  (
    await db.item.findMany({
      where: { businessId },
      orderBy: { number: 'asc' },
      select: { isBeingRead: true, documents: { select: { pages: true } } },
    })
  ).map(({ documents }) => (documents[0]?.pages as { page: number }[] | null)?.map(({ page }) => page) ?? 'all');

const scan = () => aPdf('Page 1 of 2', 'Page 2 of 2', 'Page 1 of 1');

describe('a file of several documents', () => {
  test('waits for its sender, and becomes items of its pages', async () => {
    const scope = await aBusiness();
    const id = await heldId(scope, scan());
    expect(await listWaitingSplits(scope, 'COSTS')).toMatchObject([{ id, fileName: 'scan.pdf' }]);
    const waiting = await loadWaitingSplit(scope, id);
    expect(waiting).toMatchObject({ pageCount: 3, split: { groups: [[1, 2], [3]], leftOut: [] } });
    expect(await pagesOfItems(scope)).toEqual([]);
    expect(await makeSplit(scope, id, { groups: [[1, 2], [3]], leftOut: [] })).toEqual({ ok: true, value: [1, 2] });
    expect(await pagesOfItems(scope)).toEqual([[1, 2], [3]]);
    const history = await db.submission.findMany({
      where: { businessId: scope.businessId },
      orderBy: { itemNumber: 'asc' },
    });
    expect(history.map(({ fileName }) => fileName)).toEqual(['scan.pdf, pages 1–2', 'scan.pdf, page 3']);
    expect(await makeSplit(scope, id, joinAll(3))).toMatchObject({ ok: false, error: { code: 'missing' } });
  });

  test('that becomes one item is that item’s whole document', async () => {
    const scope = await aBusiness();
    const id = await heldId(scope, scan(), 'pages');
    expect((await loadWaitingSplit(scope, id))?.split.groups).toEqual([[1], [2], [3]]);
    await makeSplit(scope, id, joinAll(3));
    expect(await pagesOfItems(scope)).toEqual(['all']);
  });

  test('is shown again as its pages were moved, and takes no pages but its own', async () => {
    const scope = await aBusiness();
    const id = await heldId(scope, scan());
    const moved = { groups: [[3, 1]], leftOut: [2] };
    expect(await saveSplit(scope, id, moved)).toMatchObject({ ok: true });
    expect((await loadWaitingSplit(scope, id))?.split).toEqual(moved);
    for (const split of [
      { groups: [[1, 2]], leftOut: [] },
      { groups: [[1, 2, 3, 4]], leftOut: [] },
    ]) {
      expect(await saveSplit(scope, id, split)).toMatchObject({ error: { code: 'splitInvalid' } });
      expect(await makeSplit(scope, id, split)).toMatchObject({ error: { code: 'splitInvalid' } });
    }
    expect(await pagesOfItems(scope)).toEqual([]);
  });

  test('that nobody looks at for thirty days becomes one item, also of somebody who has left, and is told of until then', async () => {
    const scope = await aBusiness();
    const [old, recent] = [await heldId(scope, scan()), await heldId(scope, aPdf('a', 'b'))];
    const ago = (days: number) => new Date(Date.now() - days * 24 * 60 * 60_000);
    await db.arrival.update({ where: { id: old }, data: { movedAt: ago(31) } });
    await db.arrival.update({ where: { id: recent }, data: { movedAt: ago(29) } });
    const until = (await listWaitingSplits(scope, 'COSTS')).find(({ id }) => id === recent)?.until ?? '';
    expect(Math.round((new Date(until).getTime() - Date.now()) / (24 * 60 * 60_000))).toBe(1);
    await db.membership.deleteMany({ where: { businessId: scope.businessId } });
    await settleOldSplits();
    expect(await pagesOfItems(scope)).toEqual(['all']);
    expect((await listWaitingSplits(scope, 'COSTS')).map(({ id }) => id)).toEqual([recent]);
  });

  test('is removed with all that was kept of it', async () => {
    const scope = await aBusiness();
    const id = await heldId(scope, scan());
    expect(await discardSplit(scope, id)).toMatchObject({ ok: true });
    expect(await db.document.count({ where: { businessId: scope.businessId } })).toBe(0);
    expect(await loadWaitingSplit(scope, id)).toBeNull();
    expect(await discardSplit(scope, id)).toMatchObject({ error: { code: 'missing' } });
  });

  test('is nobody else’s to see or to split', async () => {
    const scope = await aBusiness();
    const id = await heldId(scope, scan());
    const other = await aBusiness();
    expect(await waitingDocument(other, id)).toBeNull();
    expect(await makeSplit(other, id, joinAll(3))).toMatchObject({ error: { code: 'missing' } });
  });

  test('of one page is added at once', async () => {
    expect(await held(await aBusiness(), aPdf('One'))).toMatchObject({ number: 1 });
  });
});

test('pages tell of ink, numbers and their heads, scanned or not', async () => {
  const read = async (bytes: Buffer, mimeType: 'application/pdf' | 'image/tiff', pageCount: number) => {
    const signs = await readPageSigns({ bytes, mimeType, pageCount }, { for: 'Alex' });
    return signs.ok ? signs.value : [];
  };
  const pages = await read(aPdf('Page 1 of 2', '', ...Array.from({ length: 8 }, () => 'More')), 'application/pdf', 10);
  expect(pages).toHaveLength(10);
  expect(pages[0]).toMatchObject({ isBlank: false, number: { page: 1, of: 2 }, head: 'Page 1 of 2' });
  expect(pages[1]).toMatchObject({ isBlank: true, number: null });
  expect((await read(await aTiff('#fff', '#fff'), 'image/tiff', 2)).map(({ isBlank }) => isBlank)).toEqual([
    true,
    true,
  ]);
});
