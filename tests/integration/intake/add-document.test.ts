import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { itemHistory } from '#lib/coding/item-history.ts';
import { ownerOfMember } from '#lib/coding/owners.ts';
import { db } from '#lib/db.ts';
import { MAX_DOCUMENT_BYTES, MAX_PAGES } from '#lib/documents/document-kind.ts';
import { type DrawableDocument, pageImage } from '#lib/documents/page-image.ts';
import { deleteItems, restoreItems } from '#lib/inbox/delete-items.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import { addDocument } from '#lib/intake/add-document.ts';
import { findDocument } from '#lib/intake/find-document.ts';
import { readUpload } from '#lib/intake/read-upload.ts';
import type { PersonScope } from '#lib/scope.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { aCrashingPdf, aHeic, aLockedPdf, aPdf, aPicture, realInvoices } from '#tests/support/files.ts';

/** Adds a file the way the upload route does. */
async function add(scope: PersonScope, bytes: Buffer, fileName = 'file.pdf', ownerId?: string | null) {
  const upload = await readUpload(new Blob([new Uint8Array(bytes)]).stream());
  return upload.ok ? addDocument(scope, { workspace: 'COSTS', fileName, upload: upload.value, ownerId }) : upload;
}

async function added(scope: PersonScope, bytes: Buffer, fileName?: string) {
  const answer = await add(scope, bytes, fileName);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

const documentOf = async (itemId: string) =>
  (await db.itemDocument.findFirstOrThrow({ where: { itemId }, select: { document: true } })).document;

async function drawn(document: DrawableDocument): Promise<Buffer> {
  const image = await pageImage(document, 0, 800, { for: 'Alex' });
  if (!image.ok) throw new Error(image.error.message);
  return image.value;
}

describe('an added document', () => {
  const ownerIn = async (answer: Awaited<ReturnType<typeof add>>) =>
    answer.ok ? (await db.item.findUniqueOrThrow({ where: { id: answer.value.itemId } })).ownerId : answer.error.code;

  test('is the own of whoever adds it, unless they may say whose it is, and do', async () => {
    const scope = await aBusiness();
    const { businessId } = scope;
    const own = await ownerOfMember(db, businessId, scope.actor.userId);
    const { id: driver } = await db.owner.create({ data: { businessId, name: 'Mo Driver' } });
    expect(await ownerIn(await add(scope, aPdf('one')))).toBe(own);
    expect(await ownerIn(await add(scope, aPdf('two'), 'two.pdf', driver))).toBe(driver);
    expect(await ownerIn(await add(scope, aPdf('three'), 'three.pdf', null))).toBeNull();
    const submitter: PersonScope = { ...scope, actor: { ...scope.actor, role: 'SUBMITTER' } };
    expect(await ownerIn(await add(submitter, aPdf('four'), 'four.pdf', driver))).toBe(own);
  });

  test('is not added for an owner who is archived or of another business', async () => {
    const scope = await aBusiness();
    const { businessId } = scope;
    const left = await db.owner.create({ data: { businessId, name: 'Mo Driver', archivedAt: new Date() } });
    const other = await aBusiness();
    const foreign = await db.owner.create({ data: { businessId: other.businessId, name: 'Joe' } });
    for (const { id } of [left, foreign]) {
      expect(await ownerIn(await add(scope, aPdf('one'), 'one.pdf', id))).toBe('ownerUnknown');
    }
    expect(await db.item.count({ where: { businessId } })).toBe(0);
  });
});

describe('a file that cannot be used is refused with its own reason', () => {
  const jpeg = aPicture('jpeg', { width: 900, height: 900 });
  test.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['an empty file', 'empty', () => Buffer.alloc(0)],
    ['text that calls itself a PDF', 'foreign', () => Buffer.from('Dear Sir or Madam')],
    ['a web page', 'foreign', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['an SVG', 'foreign', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a ZIP within another', 'archive', () => Buffer.from('504b0506000000000000000000000000000000000000', 'hex')],
    ['a PDF of which only the head is there', 'broken', () => Buffer.from('%PDF-1.7\n%âãÏÓ\n')],
    ['a PDF at which the decoder crashes', 'broken', () => aCrashingPdf()],
    ['a PDF with a password', 'encrypted', () => aLockedPdf()],
    ['a PDF of too many pages', 'tooManyPages', () => aPdf(...Array.from({ length: MAX_PAGES + 1 }, () => 'x'))],
    ['a JPG that was cut off', 'broken', async () => (await jpeg).subarray(0, 900)],
    ['a PNG that was cut off', 'broken', async () => (await aPicture('png')).subarray(0, 60)],
    ['a HEIC that was cut off', 'broken', () => aHeic().subarray(0, 700)],
    [
      'a picture of too many pixels',
      'tooManyPixels',
      () =>
        sharp({ create: { width: 12_000, height: 9_000, channels: 3, background: '#fff' } })
          .png()
          .toBuffer(),
    ],
  ])('%s: %s', async (_what, code, bytes) => {
    const scope = await aBusiness();
    const answer = await add(scope, await bytes());
    expect(answer).toMatchObject({ ok: false, error: { code } });
    expect(await db.item.count({ where: { businessId: scope.businessId } })).toBe(0);
  });

  test('more than 25 MB is refused as soon as it is counted, and the rest is not read', async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1_000_000;
        controller.enqueue(new Uint8Array(1_000_000));
      },
    });
    expect(await readUpload(body)).toMatchObject({ ok: false, error: { code: 'tooLarge' } });
    expect(sent).toBeLessThan(MAX_DOCUMENT_BYTES + 3_000_000);
  });

  test('an upload that breaks off on its way is an answer, not a failure of ours', async () => {
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(new Error('aborted'));
      },
    });
    expect(await readUpload(body)).toMatchObject({ ok: false, error: { code: 'brokenOff' } });
  });
});

test.each<[string, string, () => Buffer | Promise<Buffer>]>([
  ['PDF', 'application/pdf', () => aPdf('One', 'Two')],
  ['JPG', 'image/jpeg', () => aPicture('jpeg')],
  ['PNG', 'image/png', () => aPicture('png')],
  ['WebP', 'image/webp', () => aPicture('webp')],
  ['HEIC', 'image/heic', aHeic],
])('a %s becomes an item, whatever its name says, and its bytes stay as they came', async (_kind, mimeType, make) => {
  const scope = await aBusiness();
  const bytes = await make();
  const { itemId, number, copies } = await added(scope, bytes, '../../etc/passwd.exe');
  expect({ number, copies }).toEqual({ number: 1, copies: [] });
  const document = await documentOf(itemId);
  expect(document).toMatchObject({
    mimeType,
    fileName: 'passwd.exe',
    byteSize: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    pageCount: mimeType === 'application/pdf' ? 2 : 1,
  });
  expect((await storage().get(document.storageKey)).equals(bytes)).toBe(true);
  expect(await sharp(await drawn(document)).metadata()).toMatchObject({ format: 'webp' });
  expect((await itemHistory(scope, itemId)).map(({ what }) => what)).toEqual(['added passwd.exe']);
});

describe('a page', () => {
  test('is drawn when it arrives, so that the first look does not wait for it', async () => {
    const document = await documentOf((await added(await aBusiness(), aPdf('One'))).itemId);
    await storage().remove(document.storageKey);
    expect(await pageImage(document, 0, 1200, { for: 'Alex' })).toMatchObject({ ok: true });
  });

  test('that cannot be drawn is tried once, and its reason kept', async () => {
    const scope = await aBusiness();
    const document = await documentOf((await added(scope, aPdf('One'))).itemId);
    const good = await storage().get(document.storageKey);
    await storage().put(document.storageKey, Buffer.from('%PDF-1.7'));
    const failed = { ok: false, error: { code: 'broken' } };
    expect(await pageImage(document, 1, 1200, { for: 'Alex' })).toMatchObject(failed);
    await storage().put(document.storageKey, good);
    expect(await pageImage(document, 1, 1200, { for: 'Alex' })).toMatchObject(failed);
  });

  test('that cannot be drawn larger is shown as it was drawn when it came', async () => {
    const document = await documentOf((await added(await aBusiness(), aPdf('One'))).itemId);
    await storage().put(document.storageKey, Buffer.from('%PDF-1.7'));
    const image = await pageImage(document, 0, 2600, { for: 'Alex' });
    expect(image.ok && (await sharp(image.value).metadata()).width).toBe(1200);
  });
});

test('a picture taken on its side is shown upright', async () => {
  const { itemId } = await added(
    await aBusiness(),
    await aPicture('jpeg', { width: 320, height: 200, orientation: 6 }),
  );
  const { width, height } = await sharp(await drawn(await documentOf(itemId))).metadata();
  expect([width, height]).toEqual([200, 320]);
});

test('the same file again is added, and both say so', async () => {
  const scope = await aBusiness();
  const bytes = aPdf('Once');
  const first = await added(scope, bytes);
  const second = await added(scope, bytes);
  expect(second.copies).toMatchObject([{ itemId: first.itemId, number: 1, isArchived: false }]);
  expect((await getItem(scope, 'COSTS', 1))?.copies).toMatchObject([{ number: 2 }]);
  await deleteItems(scope, [second.itemId]);
  expect((await getItem(scope, 'COSTS', 1))?.copies).toEqual([]);
});

test('files added at the same time are numbered without a gap', async () => {
  const scope = await aBusiness();
  const all = await Promise.all(Array.from({ length: 8 }, (_, index) => added(scope, aPdf(String(index)))));
  expect(all.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

describe('a submitter', () => {
  test('sees what they added and nothing of the others, not even by its address', async () => {
    const admin = await aBusiness();
    const user = await db.user.create({
      data: { email: `sam-${admin.businessId}@example.com`, name: 'Sam', passwordHash: '-' },
    });
    const sam: PersonScope = { ...admin, actor: { kind: 'person', userId: user.id, name: 'Sam', role: 'SUBMITTER' } };
    const bytes = aPdf('Shared');
    const own = await added(sam, bytes);
    const others = await added(admin, bytes);
    expect((await getItem(sam, 'COSTS', own.number))?.id).toBe(own.itemId);
    expect(await getItem(sam, 'COSTS', others.number)).toBeNull();
    expect(await findDocument(sam, (await documentOf(others.itemId)).id)).toBeNull();
    expect(await itemHistory(sam, others.itemId)).toEqual([]);
    expect((await getItem(sam, 'COSTS', own.number))?.copies).toEqual([]);
    expect((await added(sam, bytes)).copies.map(({ number }) => number)).toEqual([own.number]);
    expect(await deleteItems(sam, [others.itemId])).toMatchObject({ error: { code: 'locked' } });
    expect(await deleteItems(sam, [own.itemId])).toEqual({ ok: true, value: [own.itemId] });
  });

  test('cannot reach a document of another business', async () => {
    const [one, other] = [await aBusiness(), await aBusiness()];
    const { itemId } = await added(one, aPdf('Secret'));
    expect(await findDocument(other, (await documentOf(itemId)).id)).toBeNull();
  });
});

test('a deleted item is gone from every view, and comes back whole', async () => {
  const scope = await aBusiness();
  const { itemId, number } = await added(scope, aPdf('Back'));
  await deleteItems(scope, [itemId]);
  expect(await getItem(scope, 'COSTS', number)).toBeNull();
  await restoreItems(scope, [itemId]);
  expect((await getItem(scope, 'COSTS', number))?.id).toBe(itemId);
  expect((await itemHistory(scope, itemId)).map(({ what }) => what)).toEqual([
    'brought the item back',
    'deleted the item',
    'added file.pdf',
  ]);
});

test.skipIf(realInvoices.length === 0)("real suppliers' invoices are taken and drawn", async () => {
  const scope = await aBusiness();
  for (const { name, bytes } of realInvoices) {
    const { itemId } = await added(scope, bytes(), name);
    expect((await drawn(await documentOf(itemId))).length).toBeGreaterThan(5_000);
  }
});
