import { afterEach, describe, expect, test } from 'vitest';
import { confirmProblem } from '#lib/coding/confirm-problem.ts';
import { mergeContacts } from '#lib/coding/merge-contacts.ts';
import { reviewItems } from '#lib/coding/review-items.ts';
import { db } from '#lib/db.ts';
import { addAlias } from '#lib/lists/contact-aliases.ts';
import { createContact } from '#lib/lists/create-contact.ts';
import { newContactsSetting, setNewContacts } from '#lib/lists/new-contacts-setting.ts';
import { cancelPublication } from '#lib/publishing/cancel-publication.ts';
import { createInBooks } from '#lib/publishing/create-in-books.ts';
import { aClaim, ownOwner } from '#tests/support/claims.ts';
import {
  aConnectedBusiness,
  anItem,
  type ConnectedBusiness,
  drainOnce,
  fault,
  newestPublication,
  publish,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';

withSandbox();
afterEach(() => control('DELETE', '/faults'));

/** Longer than any ledger takes. */
const newSupplier = 'Harbour '.repeat(40);

test('a new contact that is refused is refused to all who wait for it, after one request', async () => {
  const business = await aConnectedBusiness();
  const items = [await anItem(business, { newSupplier }), await anItem(business, { newSupplier })];
  await publish(business, items);
  await drainOnce(business);
  expect(await db.dispatch.count({ where: { connectionId: business.connectionId } })).toBe(1);
  for (const { id } of items) {
    expect((await newestPublication(id)).state).toBe('REJECTED');
    expect((await db.item.findUniqueOrThrow({ where: { id } })).status).toBe('REFUSED');
  }
});

test('what was cancelled while its contact was on its way stays cancelled when that is refused', async () => {
  const business = await aConnectedBusiness();
  const item = await anItem(business, { newSupplier });
  await publish(business, [item]);
  const publication = await newestPublication(item.id);
  await fault(business, { kind: 'delay', milliseconds: 1_500, method: 'PUT', path: '/Contacts' });
  const drain = drainOnce(business);
  const step = { publicationId: publication.id, kind: 'CONTACT', state: 'SENDING' } as const;
  await expect.poll(() => db.publicationStep.count({ where: step })).toBe(1);
  expect(await cancelPublication(business.scope, publication.id)).toMatchObject({ ok: true });
  await drain;
  expect((await newestPublication(item.id)).state).toBe('CANCELLED');
  expect(await db.item.findUniqueOrThrow({ where: { id: item.id } })).toMatchObject({ refusal: null, status: 'READY' });
});

describe('a business says when a supplier that was made here is made in the books', () => {
  const from = { address: '192.0.2.1', device: 'Firefox' };
  const name = 'Brand New Bakery';
  const named = (business: ConnectedBusiness) =>
    db.contact.findFirstOrThrow({ where: { businessId: business.scope.businessId, name } });
  const reviewed = (business: ConnectedBusiness) =>
    reviewItems(business.scope.businessId, new AbortController().signal);

  test('never: its items are held and say so, and what was queued before goes out', async () => {
    const business = await aConnectedBusiness();
    const queued = await anItem(business, { newSupplier: 'Queued Before' });
    const item = await anItem(business, { newSupplier: name });
    await publish(business, [queued]);
    await setNewContacts(business.scope, 'NEVER', from);
    await reviewed(business);
    expect(await newContactsSetting(business.scope)).toMatchObject({
      chosen: 'NEVER',
      example: { name, itemNumber: item.number },
      waiting: 2,
    });
    expect(await db.item.findUniqueOrThrow({ where: { id: item.id } })).toMatchObject({ status: 'TO_REVIEW' });
    const [outcome] = await publish(business, [item]);
    expect(outcome).toMatchObject({
      outcome: 'notReady',
      problems: [{ code: 'contactNew', field: 'contactId', fixes: [] }],
    });
    await drainOnce(business);
    expect((await newestPublication(queued.id)).state).not.toBe('REJECTED');
  });

  test('asked: the item waits for an answer, which holds for it and for this supplier', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business, { newSupplier: name });
    await setNewContacts(business.scope, 'ASK', from);
    const [held] = await publish(business, [item]);
    expect(held).toMatchObject({ outcome: 'notReady', problems: [{ code: 'contactNew' }] });
    const { id: question } = await named(business);
    const answer = { itemId: item.id, code: 'contactNew', question } as const;
    expect(await confirmProblem(business.scope, answer)).toMatchObject({ ok: true });
    expect(await publish(business, [item])).toMatchObject([{ outcome: 'queued' }]);
    await drainOnce(business);
    expect(await named(business)).toMatchObject({ ledgerId: expect.any(String) });
  });

  test('at once: it is there before anything is published, once however often that is tried', async () => {
    const business = await aConnectedBusiness();
    await setNewContacts(business.scope, 'AT_ONCE', from);
    expect(await createContact(business.scope, 'COSTS', { name })).toMatchObject({ value: { madeThere: 'AT_ONCE' } });
    const { id } = await named(business);
    await Promise.all([createInBooks(id), createInBooks(id)]);
    expect(await named(business)).toMatchObject({
      id,
      ledgerId: expect.any(String),
      connectionId: business.connectionId,
      isCustomer: false,
    });
    await createInBooks(id);
    expect(await db.contact.count({ where: { businessId: business.scope.businessId, name } })).toBe(1);
  });

  test('at once, and the books refuse it: it stays here, to be made at publishing', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business, { newSupplier });
    await createInBooks(item.contactId ?? '');
    expect(await db.contact.findUniqueOrThrow({ where: { id: item.contactId ?? '' } })).toMatchObject({
      ledgerId: null,
    });
  });
});

test('what is kept of a contact made here, and what was merged into it, stays when the books have it already', async () => {
  const business = await aConnectedBusiness();
  const { scope, connectionId } = business;
  const known = await db.contact.findFirstOrThrow({
    where: { connectionId, isArchived: false },
    orderBy: { name: 'asc' },
  });
  const item = await anItem(business, { newSupplier: 'Twin' });
  const twin = item.contactId ?? '';
  const { id: third } = await db.contact.create({
    data: { businessId: scope.businessId, name: 'Third', normalisedName: 'third', isSupplier: true },
  });
  await addAlias(scope, { contactId: twin, name: 'TWIN*CARD' });
  const moved = await anItem(business, { contactId: third });
  const { businessId } = scope;
  await db.supplierMark.create({
    data: { businessId, contactId: twin, kind: 'iban', value: 'GB1', printed: 'GB 1', learntFrom: 'Ada' },
  });
  await db.contact.update({ where: { id: twin }, data: { dueDays: 14 } });
  await db.rule.create({
    data: {
      ...{ businessId, scope: 'SUPPLIER', scopeId: twin, conditions: {}, position: 0, updatedByName: 'Ada' },
      effects: { description: 'Berth' },
    },
  });
  await db.owner.update({ where: { id: await ownOwner(scope) }, data: { claimContactId: twin } });
  const { claimId } = await aClaim(scope, []);
  expect(await mergeContacts(scope, { fromId: third, intoId: twin })).toMatchObject({ ok: true });
  // The books have a contact of the name that was made here meanwhile.
  await db.contact.update({ where: { id: twin }, data: { name: known.name } });
  await publish(business, [item]);
  await drainOnce(business);
  expect(await db.contact.findUnique({ where: { id: twin } })).toBeNull();
  expect(await db.item.findUniqueOrThrow({ where: { id: moved.id } })).toMatchObject({ contactId: known.id });
  const aliases = await db.contactAlias.findMany({ where: { contactId: known.id }, orderBy: { name: 'asc' } });
  expect(aliases.map((alias) => alias.name)).toEqual(['Third', 'TWIN*CARD']);
  expect(await db.contact.findUniqueOrThrow({ where: { id: third } })).toMatchObject({ mergedIntoId: known.id });
  expect(await db.supplierMark.findMany({ where: { businessId } })).toMatchObject([{ contactId: known.id }]);
  expect(await db.rule.findMany({ where: { businessId } })).toMatchObject([{ scopeId: known.id }]);
  expect(await db.claim.findUniqueOrThrow({ where: { id: claimId } })).toMatchObject({ contactId: known.id });
  expect(await db.contact.findUniqueOrThrow({ where: { id: known.id } })).toMatchObject({ dueDays: 14 });
});
