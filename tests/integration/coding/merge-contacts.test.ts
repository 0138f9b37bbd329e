import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { followMergedContacts } from '#lib/coding/follow-merged-contacts.ts';
import { itemHistory } from '#lib/coding/item-history.ts';
import { mergeContacts, previewMerge } from '#lib/coding/merge-contacts.ts';
import { FOLLOWED_AT_ONCE } from '#lib/coding/replace-contacts.ts';
import { reviewItems } from '#lib/coding/review-items.ts';
import { undoMerge } from '#lib/coding/undo-merge.ts';
import { db } from '#lib/db.ts';
import { normaliseContactName } from '#lib/domain/contact-name.ts';
import { addAlias } from '#lib/lists/contact-aliases.ts';
import { createContact } from '#lib/lists/create-contact.ts';
import { duplicateContacts, setDistinct } from '#lib/lists/duplicate-contacts.ts';
import { searchContacts } from '#lib/lists/search-contacts.ts';
import { loadStoredRules } from '#lib/rules/stored-rules.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aClaim, claimNow, ownOwner } from '#tests/support/claims.ts';
import { aBusiness } from '#tests/support/connect.ts';

let scope: PersonScope;
let books: Books;
let numbered = 0;

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
});

async function aContact(name: string, values: { ledgerId?: null } & Record<string, unknown> = {}): Promise<string> {
  const { id } = await db.contact.create({
    data: {
      businessId: scope.businessId,
      connectionId: values.ledgerId === null ? null : books.connectionId,
      ledgerId: randomUUID(),
      name,
      normalisedName: normaliseContactName(name),
      isSupplier: true,
      ...values,
    },
  });
  return id;
}

async function anItem(contactId: string | null, values: Record<string, unknown> = {}): Promise<string> {
  const { id } = await db.item.create({
    data: { businessId: scope.businessId, number: ++numbered, contactId, ...values },
  });
  return id;
}

const aLine = (itemId: string, position: number, rebillableContactId: string | null) =>
  db.lineItem.create({ data: { businessId: scope.businessId, itemId, position, rebillableContactId } });

async function merge(fromId: string, intoId: string): Promise<string> {
  const merged = await mergeContacts(scope, { fromId, intoId });
  if (!merged.ok) throw new Error(merged.error.message);
  await reviewItems(scope.businessId, new AbortController().signal);
  return merged.value.mergeId;
}

async function undo(mergeId: string) {
  const undone = await undoMerge(scope, mergeId);
  if (!undone.ok) throw new Error(undone.error.message);
  await reviewItems(scope.businessId, new AbortController().signal);
  const { isWhole: _, ...told } = undone.value;
  return told;
}

const contactOf = async (itemId: string) => (await db.item.findUniqueOrThrow({ where: { id: itemId } })).contactId;

/** All that is stored of items, lines, contacts and aliases, but what only counts up. */
async function stateOf() {
  const where = { businessId: scope.businessId };
  const byId = { orderBy: { id: 'asc' } } as const;
  return {
    items: await db.item.findMany({ where, ...byId, omit: { revision: true, updatedAt: true, likenessDueAt: true } }),
    lines: await db.lineItem.findMany({ where, ...byId }),
    contacts: await db.contact.findMany({ where, ...byId, omit: { updatedAt: true } }),
    aliases: await db.contactAlias.findMany({ where, ...byId }),
    offered: (await searchContacts(scope, 'COSTS', 'firm')).map(({ name }) => name),
  };
}

describe('two contacts that are one firm', () => {
  test('become one: open items, lines charged on and aliases follow, and what is published stays', async () => {
    const [from, into] = [await aContact('Wharf Supplies Ltd', { isCustomer: true }), await aContact('Wharf Supplies')];
    await addAlias(scope, { contactId: from, name: 'WHARF*SUPPLY' });
    const open = await anItem(from);
    const published = await anItem(from, { place: 'ARCHIVE', status: 'PUBLISHED' });
    const rebilled = await anItem(books.acme);
    const line = await aLine(rebilled, 0, from);
    expect(await previewMerge(scope, { fromId: from, intoId: into })).toMatchObject({
      value: {
        openItems: 1,
        lines: 1,
        publishedItems: 1,
        aliases: 1,
        from: { name: 'Wharf Supplies Ltd', isInLedger: true },
      },
    });
    await merge(from, into);
    expect([await contactOf(open), await contactOf(published), await contactOf(rebilled)]).toEqual([
      into,
      from,
      books.acme,
    ]);
    expect(await db.lineItem.findUniqueOrThrow({ where: { id: line.id } })).toMatchObject({
      rebillableContactId: into,
    });
    expect(await db.contact.findUniqueOrThrow({ where: { id: into } })).toMatchObject({ isCustomer: true });
    expect(await itemHistory(scope, open)).toMatchObject([
      { who: 'Ada Admin', what: 'Supplier', change: { before: 'Wharf Supplies Ltd', after: 'Wharf Supplies' } },
    ]);
    // Both names of it, and its alias, mean the one that is left.
    for (const name of ['WHARF*SUPPLY', 'Wharf Supplies Ltd', 'wharf supplies']) {
      expect((await searchContacts(scope, 'COSTS', name)).map(({ id }) => id)).toEqual([into]);
      expect(await createContact(scope, 'COSTS', { name })).toMatchObject({ value: { id: into, isNew: false } });
    }
  });

  test('what documents are known by, rules, and open expense claims follow, and all goes back when it is undone', async () => {
    const { businessId } = scope;
    const [from, into] = [await aContact('Ada Admin Ltd'), await aContact('Ada Admin')];
    await db.supplierMark.create({
      data: { businessId, contactId: from, kind: 'iban', value: 'GB1', printed: 'GB 1', learntFrom: 'Ada' },
    });
    await db.rule.create({
      data: {
        ...{ businessId, scope: 'SUPPLIER', scopeId: from, conditions: {}, position: 0, updatedByName: 'Ada' },
        effects: { accountId: books.office },
      },
    });
    const receipt = await anItem(from, { total: '12', issuedOn: new Date('2026-11-02'), currency: 'GBP' });
    await db.owner.update({ where: { id: await ownOwner(scope) }, data: { claimContactId: from } });
    const { claimId } = await aClaim(scope, [{ id: receipt }]);
    await claimNow(scope, claimId);
    const state = async () => ({
      marks: await db.supplierMark.findMany({ where: { businessId } }),
      owners: await db.owner.findMany({ where: { businessId } }),
      claims: await db.claim.findMany({ where: { businessId }, omit: { revision: true } }),
      rules: (await loadStoredRules(db, businessId)).map((rule) => rule.scope.id),
      receipt: await contactOf(receipt),
    });
    const before = await state();
    const [bill] = await db.item.findMany({ where: { billOfId: claimId } });
    expect(await previewMerge(scope, { fromId: from, intoId: into })).toMatchObject({
      value: { openItems: 1, publishedItems: 0, claims: 1, claimants: 1 },
    });
    const mergeId = await merge(from, into);
    expect(await state()).toMatchObject({
      ...{ marks: [{ contactId: into }], owners: [{ claimContactId: into }], claims: [{ contactId: into }] },
      ...{ rules: [into], receipt: into },
    });
    // A bill that somebody has seen is not published as it was.
    const billNow = await db.item.findUniqueOrThrow({ where: { id: bill?.id ?? '' } });
    expect(billNow.revision).toBeGreaterThan(bill?.revision ?? 0);
    expect((await claimNow(scope, claimId)).row.revision).toBe(2);
    await undo(mergeId);
    expect(await state()).toEqual(before);
  });

  test('a claim that is published keeps whom it was paid to, and its items whose they are', async () => {
    const [from, into] = [await aContact('Ada Admin Ltd'), await aContact('Ada Admin')];
    const receipt = await anItem(from, { total: '12', issuedOn: new Date('2026-11-02'), currency: 'GBP' });
    await db.owner.update({ where: { id: await ownOwner(scope) }, data: { claimContactId: from } });
    const { claimId } = await aClaim(scope, [{ id: receipt }]);
    await claimNow(scope, claimId);
    const [bill] = await db.item.findMany({ where: { billOfId: claimId } });
    await db.publication.create({
      data: {
        ...{ businessId: scope.businessId, connectionId: books.connectionId, itemId: bill?.id ?? '', itemRevision: 1 },
        ...{ kind: 'BILL', publishAs: 'DRAFT', coding: {}, state: 'COMPLETE', requestedByName: 'Ada' },
      },
    });
    await merge(from, into);
    expect(await contactOf(receipt)).toBe(from);
    expect(await db.claim.findUniqueOrThrow({ where: { id: claimId } })).toMatchObject({ contactId: from });
  });

  test('of very many items the first follow at once and the rest with the next review, and so they go back', async () => {
    const [from, into] = [await aContact('Firm A'), await aContact('Firm B')];
    const { businessId } = scope;
    const many = FOLLOWED_AT_ONCE + 5;
    await db.item.createMany({
      data: Array.from({ length: many }, () => ({ businessId, number: ++numbered, contactId: from })),
    });
    const of = (contactId: string) => db.item.count({ where: { contactId } });
    const merged = await mergeContacts(scope, { fromId: from, intoId: into });
    expect(merged).toMatchObject({ value: { items: FOLLOWED_AT_ONCE, isWhole: false } });
    expect(await followMergedContacts(businessId)).toBe(5);
    expect([await of(from), await of(into)]).toEqual([0, many]);
    const mergeId = merged.ok ? merged.value.mergeId : '';
    expect(await undoMerge(scope, mergeId)).toMatchObject({
      value: { items: FOLLOWED_AT_ONCE, kept: 0, isWhole: false },
    });
    expect(await followMergedContacts(businessId)).toBe(5);
    expect([await of(from), await of(into)]).toEqual([many, 0]);
    expect(await followMergedContacts(businessId), 'and no further').toBe(0);
  });

  test('one of which is not in the books: that one gives way', async () => {
    const [inBooks, here] = [await aContact('Firm A'), await aContact('Firm B', { ledgerId: null })];
    expect(await mergeContacts(scope, { fromId: inBooks, intoId: here })).toMatchObject({
      error: { code: 'keepTheOther' },
    });
    expect(await mergeContacts(scope, { fromId: here, intoId: inBooks })).toMatchObject({ ok: true });
    expect(await mergeContacts(scope, { fromId: here, intoId: inBooks })).toMatchObject({ error: { code: 'missing' } });
    const theirs = await aBusiness();
    expect(await mergeContacts(theirs, { fromId: inBooks, intoId: books.acme })).toMatchObject({
      error: { code: 'missing' },
    });
  });

  test('an item that is given the one that gave way after all follows with the next review, and goes back as well', async () => {
    const [from, into] = [await aContact('Firm A'), await aContact('Firm B')];
    const mergeId = await merge(from, into);
    const late = await anItem(from);
    await reviewItems(scope.businessId, new AbortController().signal);
    expect(await contactOf(late)).toBe(into);
    expect(await undo(mergeId)).toEqual({ name: 'Firm A', items: 1, kept: 0 });
    expect(await contactOf(late)).toBe(from);
  });

  test('what somebody decided since stays when a merge is undone, and what was published since is told', async () => {
    const [from, into, third] = [await aContact('Firm A'), await aContact('Firm B'), await aContact('Third')];
    const [moved, changed, published] = [await anItem(from), await anItem(from), await anItem(from)];
    const always = await anItem(into);
    const mergeId = await merge(from, into);
    await editItem(scope, { itemId: changed, revision: 2, changes: { contactId: third } });
    await db.item.update({ where: { id: published }, data: { place: 'ARCHIVE', status: 'PUBLISHED' } });
    expect(await undo(mergeId)).toEqual({ name: 'Firm A', items: 1, kept: 1 });
    const contacts = await Promise.all([moved, changed, published, always].map(contactOf));
    expect(contacts).toEqual([from, third, into, into]);
    expect(await undoMerge(scope, mergeId)).toMatchObject({ error: { code: 'undone' } });
  });

  test('a merge cannot be undone under another that came on top of it', async () => {
    const [a, b, c] = [await aContact('Firm A'), await aContact('Firm B'), await aContact('Firm C')];
    const item = await anItem(a);
    const [first, second] = [await merge(a, b), await merge(b, c)];
    expect(await contactOf(item)).toBe(c);
    expect(await undoMerge(scope, first)).toMatchObject({ error: { code: 'mergedOn' } });
    expect(await undoMerge(await aBusiness(), second)).toMatchObject({ error: { code: 'missing' } });
    await undo(second);
    await undo(first);
    expect(await contactOf(item)).toBe(a);
  });
});

/** Numbers that look random and are the same on every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

test.each([1, 2, 3, 4])(
  'merges undone in turn give the very state before, however contacts and items stood (%i)',
  async (seed) => {
    const random = numbers(seed);
    const below = (count: number) => Math.floor(random.next().value * count);
    const contacts: string[] = [];
    for (let at = 0; at < 6; at++) {
      const id = await aContact(`Firm ${at}`, { isCustomer: below(2) === 0, isSupplier: below(3) > 0 });
      contacts.push(id);
      if (below(2) === 0) await addAlias(scope, { contactId: id, name: `Also ${at}` });
    }
    const any = () => contacts[below(contacts.length)] ?? '';
    for (let at = 0; at < 25; at++) {
      const isPublished = below(4) === 0;
      const item = await anItem(below(8) === 0 ? null : any(), {
        ...{ total: `${below(5)}.00`, issuedOn: new Date('2026-03-31'), reference: `INV-${below(4)}` },
        ...(isPublished && { place: 'ARCHIVE', status: 'PUBLISHED' }),
        provenance: { v: 1, fields: { contactId: { by: 'person', at: '2026-11-01T10:00:00.000Z' } } },
      });
      for (let line = 0; line < below(3); line++) await aLine(item, line, below(2) === 0 ? any() : null);
    }
    await reviewItems(scope.businessId, new AbortController().signal);
    const states = [await stateOf()];
    const merges: string[] = [];
    while (merges.length < 4) {
      const merged = await mergeContacts(scope, { fromId: any(), intoId: any() });
      if (!merged.ok) continue;
      await reviewItems(scope.businessId, new AbortController().signal);
      merges.push(merged.value.mergeId);
      states.push(await stateOf());
    }
    for (const mergeId of merges.reverse()) {
      expect(states.pop()).toEqual(await stateOf());
      await undo(mergeId);
    }
    expect(await stateOf()).toEqual(states.pop());
  },
);

describe('contacts that seem to be one firm', () => {
  const found = async () => {
    const { pairs, total } = await duplicateContacts(scope, 'COSTS');
    expect(total).toBe(pairs.length);
    return pairs.map(({ keep, other, reasons }) => [keep.name, other.name, reasons.join(' ')]);
  };

  test.each([
    [{ name: 'Café Müller GmbH' }, { name: 'CAFE MULLER' }, 'name'],
    [{ name: 'One', taxNumber: 'GB 123 4567 89' }, { name: 'Two', taxNumber: 'gb123456789' }, 'taxNumber'],
    [{ name: 'One', email: 'Post@one.test' }, { name: 'Two', email: ' post@ONE.test' }, 'email'],
    [{ name: 'One', bankAccount: '20-00-00 12345678' }, { name: 'Two', bankAccount: '200000 12345678' }, 'bankAccount'],
    [
      { name: 'One Ltd', taxNumber: 'GB123456789' },
      { name: 'One Limited', taxNumber: 'GB 123456789', email: 'a@b.test' },
      'name taxNumber',
    ],
    [{ name: 'One' }, { name: 'Two' }, null],
    [{ name: 'One', taxNumber: 'n/a' }, { name: 'Two', taxNumber: 'N/A' }, null],
    [{ name: 'Ltd' }, { name: 'Limited' }, null],
  ])('%j and %j: %s', async ({ name, ...values }, { name: otherName, ...others }, reasons) => {
    await anItem(await aContact(name, values));
    await aContact(otherName, others);
    expect(await found()).toEqual(reasons === null ? [] : [[name, otherName, reasons]]);
  });

  test('the one in the books is to be kept, archived and merged ones are none, and customers are asked for apart', async () => {
    const here = await aContact('Firm Ltd', { ledgerId: null });
    const inBooks = await aContact('Firm');
    await anItem(here);
    expect(await found()).toEqual([['Firm', 'Firm Ltd', 'name']]);
    expect((await duplicateContacts(scope, 'SALES')).pairs).toEqual([]);
    expect((await duplicateContacts(await aBusiness(), 'COSTS')).pairs).toEqual([]);
    const mergeId = await merge(here, inBooks);
    expect(await found()).toEqual([]);
    await undo(mergeId);
    expect(await found()).toHaveLength(1);
    await db.contact.update({ where: { id: inBooks }, data: { isArchived: true } });
    expect(await found()).toEqual([]);
  });

  test('somebody says that they are two, and takes it back', async () => {
    const ids = [await aContact('Firm Ltd'), await aContact('Firm')] as const;
    expect(await setDistinct(scope, { ids, isDistinct: true })).toMatchObject({ ok: true });
    expect(await found()).toEqual([]);
    expect(await setDistinct(await aBusiness(), { ids, isDistinct: false })).toMatchObject({
      error: { code: 'missing' },
    });
    expect(await setDistinct(scope, { ids: [ids[1], ids[0]], isDistinct: false })).toMatchObject({ ok: true });
    expect(await found()).toHaveLength(1);
  });

  test('what many have in common says nothing about any two of them', async () => {
    for (let at = 0; at < 21; at++)
      await aContact(`Shop ${String.fromCharCode(97 + at)}x`, { email: 'noreply@market.test' });
    expect(await found()).toEqual([]);
  });
});
