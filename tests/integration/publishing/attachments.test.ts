import sharp from 'sharp';
import { afterEach, describe, expect, test } from 'vitest';
import { accessToken } from '#lib/connections/access-token.ts';
import { db } from '#lib/db.ts';
import { inspectDocument } from '#lib/documents/decoding/decode.ts';
import { pdfOfPictures } from '#lib/documents/picture-pdf.ts';
import { loadPublications } from '#lib/publishing/load-publications.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { aHeic } from '#tests/support/files.ts';
import {
  aConnectedBusiness,
  aDocument,
  anItem,
  type ConnectedBusiness,
  drainOnce,
  drainToTheEnd,
  fault,
  filesAtLedger,
  letTimePass,
  newestPublication,
  publish,
  uploadRequests,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';

withSandbox();
afterEach(() => control('DELETE', '/faults'));

const aWebp = {
  fileName: 'Till receipt.WebP',
  mimeType: 'image/webp',
  draw: () => red(3_000, 4_000),
};
const aSmallWebp = { ...aWebp, draw: () => red(300, 400) };

const red = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#c03030' } })
    .webp()
    .toBuffer();

/** An item whose original is a photograph in a format that Xero does not take. */
async function aPhotographedItem(business: ConnectedBusiness, { fileName, mimeType, draw } = aWebp) {
  const original = await draw();
  const item = await anItem(business, { original });
  const data = { fileName, mimeType };
  const { documentId } = await db.itemDocument.findFirstOrThrow({ where: { itemId: item.id } });
  const document = await db.document.update({ where: { id: documentId }, data });
  return { item, document, original };
}

/** The bytes of a file on a bill, as the ledger hands them out. */
async function fileAtLedger({ connectionId, organisationId }: ConnectedBusiness, billId: string, name: string) {
  const { grantId } = await db.connection.findUniqueOrThrow({ where: { id: connectionId } });
  const token = await accessToken(grantId ?? '');
  if (!token.ok) throw new Error(token.error.message);
  const url = `${process.env.XERO_API_URL}/api.xro/2.0/Invoices/${billId}/Attachments/${name}`;
  const headers = { authorization: `Bearer ${token.value}`, 'xero-tenant-id': organisationId };
  return Buffer.from(await (await fetch(url, { headers })).arrayBuffer());
}

test('a picture that the ledger does not take is attached as a JPEG, and the original stays as it came', async () => {
  const business = await aConnectedBusiness();
  const { item, document, original } = await aPhotographedItem(business);
  await publish(business, [item]);
  await drainToTheEnd(business);

  const { ledgerId } = await newestPublication(item.id);
  expect(await filesAtLedger(business, ledgerId ?? '')).toMatchObject([
    { fileName: 'Till-receipt.jpg', mimeType: 'image/jpeg' },
  ]);
  const attached = sharp(await fileAtLedger(business, ledgerId ?? '', 'Till-receipt.jpg'));
  expect(await attached.metadata()).toMatchObject({ format: 'jpeg', width: 2_600, height: 3_466 });
  const [red = 0, green = 255] = (await attached.stats()).channels.map(({ mean }) => mean);
  expect(red - green).toBeGreaterThan(100);
  expect((await storage().get(document.storageKey)).equals(original)).toBe(true);
  expect(await db.document.findUniqueOrThrow({ where: { id: document.id } })).toEqual(document);
});

test('a HEIC photograph is attached as a JPEG too', async () => {
  const business = await aConnectedBusiness();
  const photograph = { fileName: 'IMG_0042.HEIC', mimeType: 'image/heic', draw: async () => aHeic() };
  const { item } = await aPhotographedItem(business, photograph);
  await publish(business, [item]);
  await drainToTheEnd(business);
  const { ledgerId } = await newestPublication(item.id);
  const attached = sharp(await fileAtLedger(business, ledgerId ?? '', 'IMG_0042.jpg'));
  expect(await attached.metadata()).toMatchObject({ format: 'jpeg', width: 64, height: 48 });
});

test('a picture whose upload was left unanswered is found among the files, and not uploaded again', async () => {
  const business = await aConnectedBusiness();
  const { item } = await aPhotographedItem(business, aSmallWebp);
  await fault(business, { kind: 'drop-after', method: 'PUT', path: '/Attachments/', remaining: 1 });
  await publish(business, [item]);
  await drainOnce(business);
  await letTimePass(business, 10 * 60);
  await drainToTheEnd(business);
  expect(await newestPublication(item.id)).toMatchObject({ state: 'COMPLETE', attachments: [{ state: 'DONE' }] });
  expect(await uploadRequests(business)).toHaveLength(1);
});

test('a bill that is gone from the books ends the search for its file, and the user is told why', async () => {
  const business = await aConnectedBusiness();
  const item = await anItem(business);
  await fault(business, { kind: 'drop-after', method: 'PUT', path: '/Attachments/', remaining: 1 });
  await publish(business, [item]);
  await drainOnce(business);
  await letTimePass(business, 10 * 60);
  await fault(business, { kind: 'status', status: 404, method: 'GET', path: '/Attachments' });
  await drainToTheEnd(business);
  expect(await newestPublication(item.id)).toMatchObject({
    state: 'COMPLETE',
    attachments: [
      {
        state: 'FAILED',
        reasons: [{ message: expect.stringContaining('no longer in the accounting software') }],
      },
    ],
  });
});

test('each document of an item is attached, under a name of its own, and one that fails leaves the others', async () => {
  const business = await aConnectedBusiness();
  const item = await anItem(business);
  const more = [Buffer.from('%PDF-1.4 second'), Buffer.alloc(10_000_001, '%PDF-1.4\n')];
  for (const [index, bytes] of more.entries()) {
    const documentId = await aDocument(business.scope.businessId, bytes);
    await db.itemDocument.create({ data: { itemId: item.id, documentId, position: index + 1 } });
  }
  await publish(business, [item]);
  await drainToTheEnd(business);
  const { ledgerId, attachments } = await newestPublication(item.id);
  expect(attachments.map(({ state }) => state)).toEqual(['DONE', 'DONE', 'FAILED']);
  const files = await filesAtLedger(business, ledgerId ?? '');
  expect(files.map(({ fileName }) => fileName).sort()).toEqual(['2-Invoice-Marz.pdf', 'Invoice-Marz.pdf']);
  const view = (await loadPublications(business.scope, [item.id])).get(item.id);
  expect(view).toMatchObject({ notice: { phase: 'notAttached' }, canRetry: false });
});

test('documents of many items are attached side by side, and never more at once than the ledger takes', async () => {
  const business = await aConnectedBusiness();
  await fault(business, { kind: 'delay', milliseconds: 150, path: '/Attachments/' });
  const items = await Promise.all(Array.from({ length: 12 }, () => anItem(business)));
  await publish(business, items);
  await drainToTheEnd(business);

  const uploads = (await uploadRequests(business)).map(({ at, milliseconds, status }) => ({
    from: new Date(at).getTime(),
    until: new Date(at).getTime() + milliseconds,
    status,
  }));
  expect(uploads.map(({ status }) => status)).toEqual(items.map(() => 200));
  const atOnce = uploads.map(({ from }) => uploads.filter((other) => other.from <= from && from < other.until).length);
  expect(Math.max(...atOnce)).toBeGreaterThan(2);
  expect(Math.max(...atOnce)).toBeLessThanOrEqual(5);
});

const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#888' } });

/** A scan of a page that is large for what goes with the picture, and so is drawn in no time: six megabytes. */
async function aLargeScan(width: number, height: number) {
  const jpeg = await plain(width, height).jpeg().toBuffer();
  const comment = Buffer.alloc(2 + 0xffff);
  comment.writeUInt32BE(0xfffeffff);
  const START = 2;
  return Buffer.concat([jpeg.subarray(0, START), ...Array(92).fill(comment), jpeg.subarray(START)]);
}

describe('what is larger than the ledger takes', () => {
  test('is attached as a smaller copy that can be read, of all pages, and the history says so', async () => {
    const business = await aConnectedBusiness();
    const page = { jpeg: await aLargeScan(1_200, 1_700), widthPx: 1_200, heightPx: 1_700 };
    const original = pdfOfPictures([page, page]);
    expect(original.length).toBeGreaterThan(10_000_000);
    const item = await anItem(business, { original });
    await db.document.updateMany({ where: { items: { some: { itemId: item.id } } }, data: { pageCount: 2 } });
    await publish(business, [item]);
    await drainToTheEnd(business);

    const { ledgerId } = await newestPublication(item.id);
    const [file] = await filesAtLedger(business, ledgerId ?? '');
    expect(file?.contentLength).toBeLessThanOrEqual(10_000_000);
    const bytes = await fileAtLedger(business, ledgerId ?? '', file?.fileName ?? '');
    const inspected = await inspectDocument(bytes, { for: 'a test' });
    expect(inspected).toMatchObject({ ok: true, document: { mimeType: 'application/pdf', pageCount: 2 } });
    const event = await db.itemEvent.findFirstOrThrow({ where: { itemId: item.id, kind: 'attached' } });
    expect(event.detail).toMatchObject({ isSmaller: true });
  });

  test('of a picture is a JPEG', async () => {
    const business = await aConnectedBusiness();
    const original = await plain(1_900, 1_900).png({ compressionLevel: 0 }).toBuffer();
    expect(original.length).toBeGreaterThan(10_000_000);
    const item = await anItem(business, { original });
    const data = { fileName: 'Scan.png', mimeType: 'image/png' };
    await db.document.updateMany({ where: { items: { some: { itemId: item.id } } }, data });
    await publish(business, [item]);
    await drainToTheEnd(business);
    const { ledgerId } = await newestPublication(item.id);
    expect(await filesAtLedger(business, ledgerId ?? '')).toMatchObject([
      { fileName: 'Scan.jpg', mimeType: 'image/jpeg' },
    ]);
  });
});
