import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { followMergedContacts } from '#lib/coding/follow-merged-contacts.ts';
import { itemHistory } from '#lib/coding/item-history.ts';
import { replaceContacts } from '#lib/coding/replace-contacts.ts';
import { db } from '#lib/db.ts';
import { intray } from '#lib/domain/actor.ts';
import { normaliseContactName } from '#lib/domain/contact-name.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

let scope: PersonScope;
let books: Books;
let numbered = 0;

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
});

async function aContact(name: string, merged: { into?: { ledgerId: string | null } } = {}) {
  return db.contact.create({
    data: {
      businessId: scope.businessId,
      connectionId: books.connectionId,
      ledgerId: randomUUID(),
      name,
      normalisedName: normaliseContactName(name),
      mergedIntoLedgerId: merged.into?.ledgerId ?? null,
      isArchived: merged.into !== undefined,
    },
  });
}

const anItem = (contactId: string, place: 'INBOX' | 'ARCHIVE' = 'INBOX') =>
  db.item.create({ data: { businessId: scope.businessId, number: ++numbered, place, contactId } });

const itemOf = (id: string) => db.item.findUniqueOrThrow({ where: { id }, include: { events: true } });

describe('a contact that was merged into another at the ledger, twice over', () => {
  test('is followed once by the items in the inbox, and their history says so', async () => {
    const survivor = await aContact('Acme');
    const middle = await aContact('Acme 2', { into: survivor });
    const first = await aContact('Acme 1', { into: middle });
    const item = await anItem(first.id);
    expect(await followMergedContacts(scope.businessId)).toBe(1);
    expect(await followMergedContacts(scope.businessId)).toBe(0);
    const after = await itemOf(item.id);
    expect(after).toMatchObject({ contactId: survivor.id, revision: 2 });
    expect(after.events).toMatchObject([
      {
        actorKind: 'SYNC',
        kind: 'changed',
        field: 'contactId',
        before: { text: 'Acme 1', value: first.id },
        after: { text: 'Acme', value: survivor.id },
        revision: 2,
      },
    ]);
  });

  test('is followed by the lines that are charged on to it', async () => {
    const survivor = await aContact('Club');
    const merged = await aContact('Club 1', { into: survivor });
    const item = await anItem(books.acme);
    const line = { businessId: scope.businessId, itemId: item.id, position: 1, rebillableContactId: merged.id };
    await db.lineItem.create({ data: line });
    expect(await followMergedContacts(scope.businessId)).toBe(1);
    expect(await db.lineItem.findFirst({ where: { itemId: item.id } })).toMatchObject({
      rebillableContactId: survivor.id,
    });
    expect(await itemOf(item.id)).toMatchObject({ contactId: books.acme, revision: 2 });
    const [entry] = await itemHistory(scope, item.id);
    expect(entry).toMatchObject({ what: 'Line items', change: { details: ['Line 2, rebilled to: Club 1 → Club'] } });
  });

  test('stays with what is published, on its way or deleted, and while nobody knows the survivor', async () => {
    const merged = await aContact('Acme 1', { into: await aContact('Acme') });
    const archived = await anItem(merged.id, 'ARCHIVE');
    const queued = await anItem(merged.id);
    await db.publication.create({
      data: {
        businessId: scope.businessId,
        connectionId: books.connectionId,
        itemId: queued.id,
        itemRevision: 1,
        kind: 'BILL',
        publishAs: 'DRAFT',
        coding: {},
        requestedByName: 'Ada',
      },
    });
    const deleted = await anItem(merged.id);
    await db.item.update({ where: { id: deleted.id }, data: { deletedAt: new Date() } });
    const lost = await anItem((await aContact('Lost', { into: { ledgerId: randomUUID() } })).id);
    expect(await followMergedContacts(scope.businessId)).toBe(0);
    for (const item of [archived, queued, deleted, lost]) {
      expect(await itemOf(item.id)).toMatchObject({ contactId: item.contactId, revision: 1, events: [] });
    }
  });
});

test('whoever edits an item when its contact is replaced sees that in its history, and loses nothing', async () => {
  const [from, to] = [await aContact('Made here'), await aContact('Made there')];
  const items = await Promise.all(Array.from({ length: 60 }, () => anItem(from.id)));
  const [one] = items;
  const edit = editItem(scope, {
    itemId: one?.id ?? '',
    revision: 1,
    changes: { reference: 'INV-7' },
    was: { reference: null },
  });
  const replaced = db.$transaction((transaction) =>
    replaceContacts(transaction, { businessId: scope.businessId, actor: intray }, [{ from, to }], 'all'),
  );
  expect((await replaced).count).toBe(60);
  expect(await edit).toMatchObject({ ok: true });
  expect(await db.item.count({ where: { contactId: to.id } })).toBe(60);
  expect(await itemOf(one?.id ?? '')).toMatchObject({ contactId: to.id, reference: 'INV-7', revision: 3 });
  const history = await itemHistory(scope, one?.id ?? '');
  expect(history.map(({ who, what, change }) => [who, what, change?.before, change?.after])).toEqual(
    expect.arrayContaining([
      ['Intray', 'Supplier', 'Made here', 'Made there'],
      ['Ada Admin', 'Document reference', '', 'INV-7'],
    ]),
  );
});
