import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { loadPublications } from '#lib/publishing/load-publications.ts';
import { publishItems } from '#lib/publishing/publish-items.ts';
import { retryFollowing } from '#lib/publishing/retry-following.ts';
import { connect } from '#tests/support/connect.ts';
import {
  aConnectedBusiness,
  anItem,
  billRequests,
  billsAtLedger,
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

const bills = { method: 'PUT', path: '/Invoices' };
const uploads = { method: 'PUT', path: '/Attachments/' };

describe('a refusal by the ledger', () => {
  test('brings the item back with the reason at its field, and the lists are refreshed', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business, { accountCode: '429' });
    // Archived over there, which our lists don't know yet.
    await control('PATCH', `/organisations/${business.organisationId}/accounts/429`, { Status: 'ARCHIVED' });
    await publish(business, [item]);
    await drainToTheEnd(business);

    expect(await billsAtLedger(business, item.reference)).toEqual([]);
    const reason = {
      code: 'accountArchived',
      field: 'accountId',
      line: null,
      ledgerText: expect.stringContaining("'429'"),
    };
    expect(await newestPublication(item.id)).toMatchObject({ state: 'REJECTED', reasons: [reason] });
    expect(await db.item.findUniqueOrThrow({ where: { id: item.id } })).toMatchObject({
      place: 'INBOX',
      refusal: { reasons: [reason] },
    });
    expect(
      await db.syncRun.findFirst({ where: { connectionId: business.connectionId, trigger: 'PUBLISH' } }),
    ).toMatchObject({ status: 'QUEUED' });
    const view = (await loadPublications(business.scope, [item.id])).get(item.id);
    expect(view).toMatchObject({ locksItem: false, notice: { label: 'Refused' } });
    const told = await db.notice.findMany({ where: { itemId: item.id }, select: { kind: true, userId: true } });
    expect(told).toEqual([{ kind: 'publicationRefused', userId: business.scope.actor.userId }]);
    // Corrected over there: the same item goes through, and the old refusal is gone.
    await control('PATCH', `/organisations/${business.organisationId}/accounts/429`, { Status: 'ACTIVE' });
    await publish(business, [item]);
    await drainToTheEnd(business);
    expect(await db.item.findUniqueOrThrow({ where: { id: item.id } })).toMatchObject({
      place: 'ARCHIVE',
      refusal: null,
    });
  });

  test('of what a rule published comes back too, and is told to the admins', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business, { accountCode: '429' });
    await control('PATCH', `/organisations/${business.organisationId}/accounts/429`, { Status: 'ARCHIVED' });
    const byRule = { kind: 'rule', ruleId: randomUUID(), name: 'Stationery' } as const;
    await publishItems({ ...business.scope, actor: byRule }, [{ itemId: item.id, revision: item.revision }]);
    await drainToTheEnd(business);
    expect(await newestPublication(item.id)).toMatchObject({ state: 'REJECTED' });
    expect(await db.notice.findMany({ where: { itemId: item.id }, select: { kind: true, userId: true } })).toEqual([
      { kind: 'publicationRefused', userId: business.scope.actor.userId },
    ]);
  });

  test('of one item among fifty leaves the other forty-nine published', async () => {
    const business = await aConnectedBusiness();
    await control('PATCH', `/organisations/${business.organisationId}/accounts/461`, { Status: 'ARCHIVED' });
    const items = [];
    for (let index = 0; index < 50; index++) {
      items.push(await anItem(business, { original: null, accountCode: index === 17 ? '461' : '429' }));
    }
    await publish(business, items);
    await drainToTheEnd(business);
    expect(await billRequests(business)).toHaveLength(1);
    const states = await db.publication.groupBy({
      by: ['state'],
      where: { connectionId: business.connectionId },
      _count: true,
    });
    expect(Object.fromEntries(states.map(({ state, _count }) => [state, _count]))).toEqual({
      COMPLETE: 49,
      REJECTED: 1,
    });
  });

  test('of the whole request for one of them is found out by sending each alone', async () => {
    const business = await aConnectedBusiness();
    const contacts = await db.contact.findMany({ where: { connectionId: business.connectionId }, take: 2 });
    const good = await anItem(business, { contactId: contacts[0]?.id });
    const bad = await anItem(business, { contactId: contacts[1]?.id });
    // The ledger answers 404 to the whole request when it does not know a contact's id.
    await db.contact.update({ where: { id: contacts[1]?.id }, data: { ledgerId: crypto.randomUUID() } });
    await publish(business, [good, bad]);
    await drainToTheEnd(business);
    expect(await newestPublication(good.id)).toMatchObject({ state: 'COMPLETE' });
    expect(await newestPublication(bad.id)).toMatchObject({ state: 'REJECTED' });
    expect(await billsAtLedger(business, good.reference)).toHaveLength(1);
  });

  test('is spared when our lists learnt of it after the item was queued', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business);
    await publish(business, [item]);
    await db.account.updateMany({
      where: { connectionId: business.connectionId, code: '429' },
      data: { isArchived: true },
    });
    await drainToTheEnd(business);
    expect(await billRequests(business)).toEqual([]);
    expect(await newestPublication(item.id)).toMatchObject({
      state: 'REJECTED',
      reasons: [{ code: 'accountArchived', field: 'accountId' }],
    });
  });
});

describe('a lost answer', () => {
  test.each([
    ['after the bill was stored', 'drop-after'],
    ['before the bill was stored', 'drop-before'],
  ])('%s ends with exactly one bill and its document', async (_, kind) => {
    const business = await aConnectedBusiness();
    const item = await anItem(business);
    await fault(business, { kind, ...bills, remaining: 1 });
    await publish(business, [item]);
    await drainOnce(business);
    const view = (await loadPublications(business.scope, [item.id])).get(item.id);
    expect(view).toMatchObject({ locksItem: true, canCancel: false, notice: { phase: 'checking', isLive: true } });
    await drainToTheEnd(business);

    const [bill, ...others] = await billsAtLedger(business, item.reference);
    expect(others).toEqual([]);
    expect(await newestPublication(item.id)).toMatchObject({ state: 'COMPLETE', ledgerId: bill?.id });
    expect(await filesAtLedger(business, bill?.id ?? '')).toHaveLength(1);
    const keys = (await billRequests(business)).map(({ idempotencyKey }) => idempotencyKey);
    expect(new Set(keys).size).toBe(1);
  });

  test.each([
    ['was stored', 'drop-after', 1],
    ['was not stored', 'drop-before', 2],
  ])("is looked up in the books once the key's life is over, when the bill %s", async (_, kind, requests) => {
    const business = await aConnectedBusiness();
    const item = await anItem(business);
    await fault(business, { kind, ...bills, remaining: 1 });
    await publish(business, [item]);
    await drainOnce(business);
    await letTimePass(business, 10 * 60);
    await drainToTheEnd(business);

    expect(await billRequests(business)).toHaveLength(requests);
    const keys = (await billRequests(business)).map(({ idempotencyKey }) => idempotencyKey);
    expect(new Set(keys).size).toBe(requests);
    const found = await billsAtLedger(business, item.reference);
    expect(found).toHaveLength(1);
    expect(await newestPublication(item.id)).toMatchObject({ state: 'COMPLETE', ledgerId: found[0]?.id });
  });

  test('is never resent between the safe time and the end of the key', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business);
    await fault(business, { kind: 'drop-after', ...bills, remaining: 1 });
    await publish(business, [item]);
    await drainOnce(business);
    await letTimePass(business, 5 * 60);
    const until = await drainOnce(business);
    expect(await billRequests(business)).toHaveLength(1);
    expect(until?.getTime()).toBeGreaterThan(Date.now() + 60_000);
    await drainToTheEnd(business);
    expect(await billsAtLedger(business, item.reference)).toHaveLength(1);
  });

  test('while a supplier is created leaves one supplier and one bill', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business, { newSupplier: 'Lost & Found Ltd' });
    await fault(business, { kind: 'drop-after', method: 'PUT', path: '/Contacts', remaining: 1 });
    await publish(business, [item]);
    await drainToTheEnd(business);
    const { contacts } = await control<{ contacts: { name: string }[] }>(
      'GET',
      `/organisations/${business.organisationId}/books/contacts`,
    );
    expect(contacts.filter(({ name }) => name === 'Lost & Found Ltd')).toHaveLength(1);
    expect(await billsAtLedger(business, item.reference)).toHaveLength(1);
  });

  test('that stays lost is given up after three tries, each looked up, with nothing posted', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business);
    await fault(business, { kind: 'status', status: 500, ...bills });
    await publish(business, [item]);
    for (let turn = 0; turn < 40; turn++) {
      if ((await newestPublication(item.id)).state === 'REJECTED') break;
      await drainOnce(business);
      await letTimePass(business, 130);
    }
    expect(await newestPublication(item.id)).toMatchObject({ state: 'REJECTED', reasons: [{ code: 'other' }] });
    expect(await billsAtLedger(business, item.reference)).toEqual([]);
    expect(await db.item.findUniqueOrThrow({ where: { id: item.id } })).toMatchObject({ place: 'INBOX' });
  });
});

describe('a ledger that takes no calls', () => {
  test.each([
    ['too many calls', 429],
    ['offline', 503],
  ])('(%s) makes items wait, without spending a try', async (_, status) => {
    const business = await aConnectedBusiness();
    const item = await anItem(business);
    const later = await anItem(business, { original: null });
    await fault(business, { kind: 'status', status, ...bills, remaining: 1 });
    await publish(business, [item, later]);
    const until = await drainOnce(business);
    expect(until?.getTime()).toBeGreaterThan(Date.now());
    expect(await newestPublication(item.id)).toMatchObject({ state: 'QUEUED', document: { attempts: 0 } });
    const views = await loadPublications(business.scope, [item.id, later.id]);
    for (const view of views.values()) {
      expect(view.notice).toMatchObject({ phase: 'waiting', until: expect.any(String) });
      expect(view.canCancel).toBe(true);
    }
    await drainToTheEnd(business);
    expect(await newestPublication(item.id)).toMatchObject({ state: 'COMPLETE' });
    expect(await billsAtLedger(business, item.reference)).toHaveLength(1);
  });

  test('for the second send of a lost answer keeps the outcome open, and it is settled later', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business);
    await fault(business, { kind: 'drop-after', ...bills, remaining: 1 });
    await publish(business, [item]);
    await drainOnce(business);
    await fault(business, { kind: 'status', status: 429, ...bills, remaining: 1 });
    await letTimePass(business, 10);
    await drainOnce(business);
    expect(await newestPublication(item.id)).toMatchObject({ state: 'UNCERTAIN' });
    await drainToTheEnd(business);
    expect(await billsAtLedger(business, item.reference)).toHaveLength(1);
  });

  test('because the authorisation was revoked makes items wait until somebody reconnects', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business);
    await control('POST', '/disconnect', { organisation: business.organisationId });
    await publish(business, [item]);
    await drainOnce(business);
    expect(await newestPublication(item.id)).toMatchObject({ state: 'QUEUED', document: { attempts: 0 } });
    const view = (await loadPublications(business.scope, [item.id])).get(item.id);
    expect(view?.notice).toMatchObject({ phase: 'waiting', explanation: expect.stringContaining('reconnecting') });
    const another = await anItem(business);
    expect(await publish(business, [another])).toMatchObject([{ outcome: 'queued' }]);

    await connect(business.scope, { organisations: [business.organisation], connectionId: business.connectionId });
    expect(await db.connection.findUniqueOrThrow({ where: { id: business.connectionId } })).toMatchObject({
      status: 'CONNECTED',
    });
    await drainToTheEnd(business);
    for (const waiting of [item, another]) {
      expect(await billsAtLedger(business, waiting.reference)).toHaveLength(1);
    }
  });
});

describe('an item that cannot be settled', () => {
  test('because the ledger refuses the search is looked for seldom, while others go out', async () => {
    const business = await aConnectedBusiness();
    const lost = await anItem(business);
    await fault(business, { kind: 'drop-after', ...bills, remaining: 1 });
    await publish(business, [lost]);
    await drainOnce(business);
    await letTimePass(business, 10 * 60);
    const { id } = await fault<{ id: string }>(business, {
      kind: 'status',
      status: 400,
      method: 'GET',
      path: '/Invoices',
    });
    const other = await anItem(business);
    await publish(business, [other]);
    const until = await drainOnce(business);

    expect(await newestPublication(other.id)).toMatchObject({ state: 'COMPLETE' });
    expect(await newestPublication(lost.id)).toMatchObject({ state: 'UNCERTAIN' });
    expect((until?.getTime() ?? 0) - Date.now()).toBeGreaterThan(4 * 60_000);
    await control('DELETE', `/faults/${id}`);
    await drainToTheEnd(business);
    expect(await newestPublication(lost.id)).toMatchObject({ state: 'COMPLETE' });
    expect(await billsAtLedger(business, lost.reference)).toHaveLength(1);
  });

  test('through a fault of ours does not keep others from going out', async () => {
    const business = await aConnectedBusiness();
    const broken = await anItem(business);
    await fault(business, { kind: 'drop-after', ...bills, remaining: 1 });
    await publish(business, [broken]);
    await drainOnce(business);
    const { id, coding } = await newestPublication(broken.id);
    const damaged = { ...(coding as object), accountId: crypto.randomUUID() };
    await db.publication.update({ where: { id }, data: { coding: damaged } });
    await db.publicationStep.updateMany({ where: { publicationId: id }, data: { notBefore: null } });
    const other = await anItem(business);
    await publish(business, [other]);
    await drainOnce(business);

    expect(await newestPublication(other.id)).toMatchObject({ state: 'COMPLETE' });
    expect(await newestPublication(broken.id)).toMatchObject({ state: 'UNCERTAIN' });
  });
});

describe('what was queued by a version that this one does not understand', () => {
  const unknown = { version: 99, whatever: true };

  test('is refused with its reason, and the items queued with it go out', async () => {
    const business = await aConnectedBusiness();
    const [odd, other] = [await anItem(business), await anItem(business)];
    await publish(business, [odd, other]);
    const { id } = await newestPublication(odd.id);
    await db.publication.update({ where: { id }, data: { coding: unknown } });
    await drainToTheEnd(business);
    expect(await newestPublication(odd.id)).toMatchObject({
      state: 'REJECTED',
      reasons: [{ message: expect.stringContaining('can no longer be read') }],
      attachments: [{ state: 'CANCELLED' }],
    });
    expect(await newestPublication(other.id)).toMatchObject({ state: 'COMPLETE' });
    expect(await billsAtLedger(business, odd.reference)).toEqual([]);
  });

  test('and was sent, its answer lost, is never said not to be posted; what was sent with it is settled', async () => {
    const business = await aConnectedBusiness();
    const [odd, other] = [await anItem(business), await anItem(business)];
    await fault(business, { kind: 'drop-after', ...bills, remaining: 1 });
    await publish(business, [odd, other]);
    await drainOnce(business);
    const { id } = await newestPublication(odd.id);
    await db.publication.update({ where: { id }, data: { coding: unknown } });
    await drainToTheEnd(business);
    expect(await newestPublication(odd.id)).toMatchObject({
      state: 'REJECTED',
      reasons: [{ message: expect.stringContaining('Look in the accounting software') }],
    });
    expect(await newestPublication(other.id)).toMatchObject({ state: 'COMPLETE' });
    expect(await billsAtLedger(business, other.reference)).toHaveLength(1);
  });

  test('as a request whose answer got lost is never sent again, but looked up', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business);
    await fault(business, { kind: 'drop-after', ...bills, remaining: 1 });
    await publish(business, [item]);
    await drainOnce(business);
    await db.dispatch.updateMany({ where: { connectionId: business.connectionId }, data: { version: 99 } });
    await drainToTheEnd(business);
    expect(await newestPublication(item.id)).toMatchObject({ state: 'COMPLETE' });
    expect(await billRequests(business)).toHaveLength(1);
  });
});

describe('an attachment that fails', () => {
  test('is tried again alone, and the bill is not posted again', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business);
    await fault(business, { kind: 'status', status: 500, ...uploads, remaining: 1 });
    await publish(business, [item]);
    await drainOnce(business);
    expect(await newestPublication(item.id)).toMatchObject({ state: 'POSTED', attachments: [{ state: 'UNCERTAIN' }] });
    const view = (await loadPublications(business.scope, [item.id])).get(item.id);
    expect(view?.notice.explanation).toContain('not attached yet');
    await drainToTheEnd(business);

    expect(await newestPublication(item.id)).toMatchObject({ state: 'COMPLETE', attachments: [{ state: 'DONE' }] });
    expect(await billRequests(business)).toHaveLength(1);
    const [bill] = await billsAtLedger(business, item.reference);
    expect(await filesAtLedger(business, bill?.id ?? '')).toHaveLength(1);
  });

  test('with its answer lost is there once', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business);
    await fault(business, { kind: 'drop-after', ...uploads, remaining: 1 });
    await publish(business, [item]);
    await drainOnce(business);
    await letTimePass(business, 10 * 60);
    await drainToTheEnd(business);
    expect(await uploadRequests(business)).toHaveLength(1);
    const [bill] = await billsAtLedger(business, item.reference);
    expect(await filesAtLedger(business, bill?.id ?? '')).toHaveLength(1);
  });

  test('for good says why, and is not offered to be tried again in vain', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business, { original: Buffer.alloc(10_000_001, '%PDF-1.4\n') });
    await publish(business, [item]);
    await drainToTheEnd(business);
    expect(await newestPublication(item.id)).toMatchObject({
      state: 'COMPLETE',
      attachments: [{ state: 'FAILED', reasons: [{ code: 'attachmentTooLarge' }] }],
    });
    const view = (await loadPublications(business.scope, [item.id])).get(item.id);
    expect(view).toMatchObject({ isPublished: true, canRetry: false, notice: { phase: 'notAttached' } });
  });

  test('too often is left to a person, who has it tried again', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business);
    const { id } = await fault<{ id: string }>(business, { kind: 'status', status: 500, ...uploads });
    await publish(business, [item]);
    await drainToTheEnd(business);
    const publication = await newestPublication(item.id);
    expect(publication).toMatchObject({ state: 'COMPLETE', attachments: [{ state: 'FAILED' }] });
    const view = (await loadPublications(business.scope, [item.id])).get(item.id);
    expect(view).toMatchObject({ isPublished: true, canRetry: true });

    await control('DELETE', `/faults/${id}`);
    expect(await retryFollowing(business.scope, publication.id)).toMatchObject({ ok: true });
    await drainToTheEnd(business);
    expect(await newestPublication(item.id)).toMatchObject({ state: 'COMPLETE', attachments: [{ state: 'DONE' }] });
    expect(await billRequests(business)).toHaveLength(1);
  });
});
