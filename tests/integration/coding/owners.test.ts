import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { type CodingChange, changeCoding } from '#lib/coding/change-coding.ts';
import { handOver } from '#lib/coding/hand-over.ts';
import { itemHistory } from '#lib/coding/item-history.ts';
import { ownerOfMember } from '#lib/coding/owners.ts';
import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import type { Role } from '#lib/domain/roles.ts';
import { addressOfItem } from '#lib/inbox/open-item.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

let admin: PersonScope;
let books: Books;
let numbered: number;

beforeEach(async () => {
  admin = await aBusiness();
  books = await someBooks(admin);
  numbered = 0;
});

const anOwner = async (more: { email?: string; archivedAt?: Date; businessId?: string } = {}) =>
  (await db.owner.create({ data: { businessId: admin.businessId, name: 'Mo Driver', ...more } })).id;

async function aMember(role: Role = 'SUBMITTER', email = `${randomUUID()}@example.com`): Promise<PersonScope> {
  const user = await db.user.create({ data: { email, name: 'Sam Receipt', passwordHash: '-' } });
  await db.membership.create({ data: { businessId: admin.businessId, userId: user.id, role } });
  return { businessId: admin.businessId, actor: { kind: 'person', userId: user.id, name: user.name, role } };
}

const ownerOf = async ({ businessId, actor }: PersonScope) =>
  (await ownerOfMember(db, businessId, actor.userId)) ?? expect.unreachable('a member is an owner');

function anItem(more: { ownerId?: string | null; place?: 'INBOX' | 'ARCHIVE'; deletedAt?: Date } = {}) {
  numbered += 1;
  return db.item.create({ data: { businessId: admin.businessId, number: numbered, ...more } });
}

const change = (itemId: string, changes: CodingChange['changes'], revision = 1) =>
  db.$transaction((transaction) => changeCoding(transaction, admin, { itemId, revision, changes }));

const by = ({ actor }: PersonScope) => ({ userId: actor.userId, secondFactorAt: null });

describe('a member', () => {
  test('is an owner from the first moment, called as they call themselves', async () => {
    const sam = await aMember();
    const id = await ownerOf(sam);
    await db.user.update({ where: { id: sam.actor.userId }, data: { name: 'Samira Receipt' } });
    expect(await db.owner.findUniqueOrThrow({ where: { id } })).toMatchObject({ name: 'Samira Receipt', email: null });
  });

  test('who leaves is an archived owner of the name they had, and the same one when they come back', async () => {
    const sam = await aMember();
    const id = await ownerOf(sam);
    await db.membership.deleteMany({ where: { userId: sam.actor.userId } });
    await db.user.update({ where: { id: sam.actor.userId }, data: { name: 'Somebody Else' } });
    const left = await db.owner.findUniqueOrThrow({ where: { id } });
    expect(left).toMatchObject({ name: 'Sam Receipt', archivedAt: expect.any(Date) });
    await db.membership.create({ data: { businessId: sam.businessId, userId: sam.actor.userId, role: 'SUBMITTER' } });
    expect(await ownerOf(sam)).toBe(id);
  });

  test('who was an owner without an account, known by their e-mail, goes on as that one', async () => {
    const id = await anOwner({ email: 'mo@example.com' });
    const { id: itemId } = await anItem({ ownerId: id });
    const mo = await aMember('SUBMITTER', 'mo@example.com');
    expect(await ownerOf(mo)).toBe(id);
    expect(await db.item.count({ where: { ...visibleItems(mo), id: itemId } })).toBe(1);
  });
});

describe('an item', () => {
  test('can be given to an owner of the business, and the one who has it now sees it, also by its address', async () => {
    const sam = await aMember();
    const { id } = await anItem();
    expect(await addressOfItem(by(sam), id)).toBeNull();
    expect(await change(id, { ownerId: await ownerOf(sam) })).toMatchObject({ ok: true });
    expect(await addressOfItem(by(sam), id)).toContain('/costs/1');
    expect(await itemHistory(sam, id)).toMatchObject([{ what: 'Owner', change: { before: '', after: 'Sam Receipt' } }]);
    await change(id, { ownerId: null }, 2);
    expect(await addressOfItem(by(sam), id)).toBeNull();
  });

  test('is given neither to an archived owner nor to one of another business', async () => {
    const { id } = await anItem();
    const other = await aBusiness();
    const strange = [
      await anOwner({ archivedAt: new Date() }),
      await anOwner({ businessId: other.businessId }),
      randomUUID(),
    ];
    for (const ownerId of strange) {
      expect(await change(id, { ownerId })).toMatchObject({ error: { code: 'ownerUnknown' } });
    }
    expect(await db.item.findUniqueOrThrow({ where: { id } })).toMatchObject({ ownerId: null, revision: 1 });
  });
});

describe('handing over', () => {
  const given = (from: string, to: string | null) =>
    db.$transaction((transaction) => handOver(transaction, admin, { from, to }));

  test('gives what is open to another, with a line of history each, and leaves the rest as it is', async () => {
    const [from, to] = [await anOwner(), await ownerOf(admin)];
    const open = [await anItem({ ownerId: from }), await anItem({ ownerId: from })];
    const others = [
      await anItem({ ownerId: from, place: 'ARCHIVE' }),
      await anItem({ ownerId: from, deletedAt: new Date() }),
      await anItem({ ownerId: from }),
      await anItem(),
    ];
    await db.publication.create({
      data: {
        businessId: admin.businessId,
        connectionId: books.connectionId,
        itemId: others[2]?.id ?? '',
        itemRevision: 1,
        kind: 'BILL',
        publishAs: 'AUTHORISED',
        state: 'QUEUED',
        coding: {},
        requestedByName: 'Ada',
      },
    });
    expect(await given(from, to)).toEqual({ ok: true, value: 2 });
    for (const { id } of open) {
      const item = await db.item.findUniqueOrThrow({ where: { id } });
      expect(item).toMatchObject({ ownerId: to, revision: 2 });
      expect(item.provenance).toMatchObject({ v: 1, fields: { ownerId: { by: 'person', isLocked: true } } });
      expect(await itemHistory(admin, id)).toMatchObject([
        { who: 'Ada Admin', what: 'Owner', change: { before: 'Mo Driver', after: 'Ada Admin' } },
      ]);
    }
    for (const { id, ownerId } of others) {
      expect(await db.item.findUniqueOrThrow({ where: { id } })).toMatchObject({ ownerId, revision: 1 });
    }
  });

  test('can give it to nobody, and never to one who is archived or of another business', async () => {
    const from = await anOwner({ archivedAt: new Date() });
    const { id } = await anItem({ ownerId: from });
    const other = await aBusiness();
    for (const to of [await anOwner({ archivedAt: new Date() }), await ownerOf(other)]) {
      expect(await given(from, to)).toMatchObject({ error: { code: 'ownerUnknown' } });
    }
    expect(await given(await ownerOf(other), null)).toMatchObject({ error: { code: 'ownerUnknown' } });
    expect(await given(from, null)).toEqual({ ok: true, value: 1 });
    expect(await db.item.findUniqueOrThrow({ where: { id } })).toMatchObject({ ownerId: null });
  });

  test('takes more than one statement has', async () => {
    const from = await anOwner();
    await db.$executeRaw`
      INSERT INTO "Item" ("id", "businessId", "number", "ownerId", "updatedAt")
      SELECT gen_random_uuid(), ${admin.businessId}::uuid, n, ${from}::uuid, now() FROM generate_series(1, 5001) AS n`;
    expect(await given(from, null)).toEqual({ ok: true, value: 5_001 });
  });
});
