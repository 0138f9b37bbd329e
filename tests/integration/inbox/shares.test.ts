import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { openShare, sharedArchive, sharedDocument } from '#lib/inbox/shares/find-share.ts';
import { listShares, pruneShares, revokeShare } from '#lib/inbox/shares/list-shares.ts';
import { previewSending, type SendInput, sendInput, sendItems } from '#lib/inbox/shares/send-items.ts';
import { MAX_ATTACHED_BYTES } from '#lib/mail/attached-files.ts';
import { sendMail } from '#lib/mail/send-mail.ts';
import { closeQueues } from '#lib/queue/enqueue.ts';
import type { PersonScope } from '#lib/scope.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { type SmtpServer, startSmtp, withMailSettings } from '#tests/support/smtp.ts';
import { unzipped } from '#tests/support/unzip.ts';

let server: SmtpServer;
let scope: PersonScope;
let books: Books;
let numbers = 0;

withMailSettings();
beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
  server = await startSmtp();
});
afterEach(() => server.stop());
afterAll(closeQueues);

const from = { address: '192.0.2.1', device: 'Firefox' };

async function anItem(reference: string, { byteSize = 12, workspace = 'COSTS' as const } = {}) {
  const { businessId } = scope;
  const item = await db.item.create({
    data: {
      ...{ businessId, workspace, number: ++numbers, contactId: books.acme, reference, currency: 'GBP' },
      ...{ total: '120.00', issuedOn: new Date('2026-11-02') },
    },
  });
  const storageKey = `${businessId}/originals/${item.id}`;
  await storage().put(storageKey, Buffer.from('the original'));
  const document = await db.document.create({
    data: {
      ...{ businessId, sha256: 'c'.repeat(64), fileName: `${reference}.pdf`, mimeType: 'application/pdf' },
      ...{ byteSize, storageKey },
    },
  });
  await db.itemDocument.create({ data: { itemId: item.id, documentId: document.id, position: 0 } });
  return { itemId: item.id, documentId: document.id };
}

async function send(itemIds: string[], how: Partial<SendInput> = {}) {
  const input = sendInput.parse({
    ...{ workspace: 'COSTS', itemIds, to: 'kim@client.example', message: 'Here you are.', asLink: false, days: 30 },
    ...how,
  });
  const person = { name: 'Ada Lovelace', email: 'ada@books.example' };
  const business = await db.business.findUniqueOrThrow({ where: { id: scope.businessId } });
  return sendItems(scope, input, { person, business, from });
}

async function sent() {
  const mail = await db.mail.findFirstOrThrow({
    where: { businessId: scope.businessId },
    orderBy: { createdAt: 'desc' },
  });
  await sendMail(mail.id);
  const received = server.mails.at(-1);
  return PostalMime.parse(received?.text ?? '');
}

const tokenIn = (text: string | null | undefined) => /\/shared\/([\w-]+)/.exec(text ?? '')?.[1] ?? '';
const auditOf = async () =>
  (await db.auditEntry.findMany({ where: { businessId: scope.businessId }, orderBy: { at: 'asc' } })).map(
    ({ action, detail, address }) => ({ action, address, ...(detail as object) }),
  );

describe('items that are sent by e-mail', () => {
  test('go with their documents and the message, and answers come to whoever sent them', async () => {
    const { itemId } = await anItem('INV-7');
    expect(await send([itemId])).toEqual({ ok: true, value: { url: null, items: 1 } });
    const mail = await sent();
    expect(mail.to).toMatchObject([{ address: 'kim@client.example' }]);
    expect(mail.replyTo).toMatchObject([{ address: 'ada@books.example' }]);
    expect(mail.text).toContain('Here you are.');
    expect(mail.text).toContain('Acme Ltd, INV-7: 2 Nov 2026, 120.00 GBP');
    expect(
      mail.attachments.map(({ filename, content }) => [filename, Buffer.from(content as ArrayBuffer).toString()]),
    ).toEqual([['INV-7.pdf', 'the original']]);
    expect(await auditOf()).toMatchObject([
      { action: 'itemsSent', to: 'kim@client.example', items: '1 item', how: 'documents' },
    ]);
  });

  test('go as a link where they are too large for a mail, or where that is wanted', async () => {
    const large = await anItem('BIG', { byteSize: MAX_ATTACHED_BYTES + 1 });
    expect(await previewSending(scope, { workspace: 'COSTS', itemIds: [large.itemId] })).toMatchObject({
      value: { items: 1, documents: 1, mayAttach: false, maySend: true },
    });
    const answer = await send([large.itemId]);
    const mail = await sent();
    expect(mail.attachments).toEqual([]);
    expect(answer).toMatchObject({ value: { url: expect.stringContaining(tokenIn(mail.text)) } });
    expect(await openShare(tokenIn(mail.text), from)).toMatchObject({ message: 'Here you are.', byName: 'Ada Admin' });
    const small = await anItem('SMALL');
    expect(await send([small.itemId], { asLink: true })).toMatchObject({ value: { url: expect.any(String) } });
  });

  test('are of one’s own business and workspace, to an address that is one, and not without end', async () => {
    const { itemId } = await anItem('INV-7');
    expect(await send([itemId], { workspace: 'SALES' })).toMatchObject({ error: { code: 'missing' } });
    scope = await aBusiness();
    expect(await send([itemId])).toMatchObject({ error: { code: 'missing' } });
    expect(
      sendInput.safeParse({ workspace: 'COSTS', itemIds: [itemId], to: 'nobody', message: '', asLink: false, days: 30 })
        .error?.issues,
    ).toMatchObject([{ path: ['to'], message: 'Enter an e-mail address.' }]);
    books = await someBooks(scope);
    const own = await anItem('OWN');
    await db.mail.createMany({
      data: Array.from({ length: 100 }, () => ({
        ...{ id: crypto.randomUUID(), businessId: scope.businessId, kind: 'itemsSent', toName: 'k', toAddress: 'k' },
        ...{ subject: 's', content: '', messageId: crypto.randomUUID(), state: 'SENT' as const },
      })),
    });
    expect(await send([own.itemId])).toMatchObject({ error: { code: 'tooOften' } });
  });
});

describe('a link to items', () => {
  async function aLink(...itemIds: string[]) {
    const answer = await send(itemIds, { to: null });
    if (!answer.ok) throw new Error(answer.error.message);
    return tokenIn(answer.value.url);
  }

  test('shows what was shared and nothing else, as it was then', async () => {
    const shown = await anItem('SHOWN');
    const hidden = await anItem('HIDDEN');
    const token = await aLink(shown.itemId);
    await db.item.update({ where: { id: shown.itemId }, data: { reference: 'CHANGED', total: '1.00' } });
    const view = await openShare(token, from);
    expect(view?.items).toMatchObject([{ title: 'Acme Ltd, SHOWN', documents: [{ id: shown.documentId }] }]);
    expect(view?.items[0]?.facts).toContainEqual({ name: 'Total', value: '120.00 GBP' });
    expect(await sharedDocument(token, shown.documentId)).toMatchObject({ fileName: 'SHOWN.pdf' });
    expect(await sharedDocument(token, hidden.documentId)).toBeNull();
    expect(await sharedDocument('another', shown.documentId)).toBeNull();
    const zip: Uint8Array[] = [];
    for await (const part of (await sharedArchive(token))?.parts ?? []) zip.push(part);
    expect(unzipped(Buffer.concat(zip)).map(({ name, bytes }) => [name, String(bytes)])).toEqual([
      ['1 SHOWN.pdf', 'the original'],
    ]);
    expect(await sharedArchive('another')).toBeNull();
    await db.item.update({ where: { id: shown.itemId }, data: { deletedAt: new Date() } });
    expect(await sharedDocument(token, shown.documentId)).toBeNull();
    expect(await sharedArchive(token)).toBeNull();
  });

  test('is kept nowhere but in its hash, says who opened it, and opens no more once it is revoked or over', async () => {
    const { itemId } = await anItem('INV-7');
    const token = await aLink(itemId);
    const stored = await db.share.findFirstOrThrow({ where: { businessId: scope.businessId } });
    expect(JSON.stringify(stored)).not.toContain(token);
    expect(token.length).toBeGreaterThanOrEqual(43);
    for (let times = 0; times < 3; times++) await openShare(token, from);
    await openShare(token, { ...from, address: '198.51.100.7' });
    expect(await listShares(scope)).toMatchObject([{ openedCount: 4, toAddress: null, items: 1 }]);
    expect(await auditOf(), 'once an hour of each machine').toMatchObject([
      { action: 'linkMade' },
      { action: 'linkOpened', address: '192.0.2.1' },
      { action: 'linkOpened', address: '198.51.100.7' },
    ]);
    const others = await aBusiness();
    expect(await revokeShare(others, stored.id, from)).toMatchObject({ ok: false });
    expect(await revokeShare(scope, stored.id, from)).toEqual({ ok: true, value: null });
    expect(await openShare(token, from)).toBeNull();
    const next = await aLink(itemId);
    await db.share.updateMany({ data: { expiresAt: new Date(Date.now() - 1_000) } });
    expect(await openShare(next, from)).toBeNull();
    await pruneShares();
    expect(await db.share.count({ where: { businessId: scope.businessId } })).toBe(0);
  });
});
