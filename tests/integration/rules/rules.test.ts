import { beforeEach, describe, expect, test } from 'vitest';
import { undoBulkEdit } from '#lib/coding/bulk/ask-for-bulk-edit.ts';
import { runBulkEdit } from '#lib/coding/bulk/run-bulk-edit.ts';
import { editItem } from '#lib/coding/edit-item.ts';
import { itemHistory } from '#lib/coding/item-history.ts';
import { mergeContacts } from '#lib/coding/merge-contacts.ts';
import { db } from '#lib/db.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { parseProvenance } from '#lib/domain/coding/provenance.ts';
import { ruleInput } from '#lib/domain/rules/rule-schema.ts';
import { applyDueRules, wakeRules } from '#lib/rules/apply-rules.ts';
import { applyToInbox } from '#lib/rules/apply-to-inbox.ts';
import { draftRule } from '#lib/rules/draft-rule.ts';
import { getRule, listRules } from '#lib/rules/list-rules.ts';
import { paidByDefault } from '#lib/rules/paid-by-default.ts';
import { previewRule } from '#lib/rules/preview-rule.ts';
import { copyRule, moveRule, type SavedRule, saveRule, setRules } from '#lib/rules/save-rule.ts';
import type { PersonScope } from '#lib/scope.ts';
import { aCard, type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

const from = { address: '127.0.0.1', device: 'Test' };
let scope: PersonScope;
let books: Books;
let number = 0;

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
  // What people chose before is for tests of its own.
  await db.business.update({ where: { id: scope.businessId }, data: { autoCategorise: 'RULES' } });
});

/** As it arrives: the supplier and what it comes to are known. */
const anItem = (values: object = {}) => {
  number += 1;
  return db.item.create({
    data: {
      ...{ businessId: scope.businessId, number, contactId: books.acme, currency: 'GBP', total: '120.00' },
      ...{ issuedOn: new Date('2026-11-01'), reference: 'INV-7', rulesDueAt: new Date() },
      ...values,
    },
  });
};
type Written = { effects: object; conditions?: object; scope?: object; name?: string };
const write = (input: Written) =>
  ruleInput.parse({ scope: { kind: 'SUPPLIER', id: books.acme }, name: null, conditions: {}, isOn: true, ...input });
async function aRule(input: Written): Promise<SavedRule> {
  const saved = await saveRule(scope, { rule: null, input: write(input) }, from);
  if (!saved.ok) throw new Error(saved.error.message);
  return saved.value;
}
const read = (id: string) =>
  db.item.findUniqueOrThrow({ where: { id }, include: { lines: { orderBy: { position: 'asc' } }, payments: true } });
const plain = (text: string | null | undefined) => text?.replace(/[\u2066-\u2069]/g, '');
const edit = (itemId: string, revision: number, changes: Partial<Coding>) =>
  editItem(scope, { itemId, revision, changes });

describe('an item that arrives', () => {
  test('is coded by the rules, and its history says by which and why', async () => {
    const { ruleId } = await aRule({ effects: { accountId: books.power, description: '{contact} {month}' } });
    const { id } = await anItem();
    expect(await applyDueRules(scope.businessId)).toEqual([id]);
    const item = await read(id);
    expect(item).toMatchObject({
      ...{ accountId: books.power, taxRateId: books.vat20, description: 'Acme Ltd November 2026' },
      ...{ revision: 2, rulesDueAt: null },
    });
    expect(parseProvenance(item.provenance)).toMatchObject({
      accountId: { by: 'rule', id: ruleId, name: 'Rule for Acme Ltd', isLocked: false },
      taxRateId: { by: 'calculated' },
    });
    const told = (await itemHistory(scope, id)).map(({ who, what, change }) => [who, what, plain(change?.because)]);
    expect(told).toContainEqual(['Rule for Acme Ltd', 'Category', 'The supplier is Acme Ltd']);
    expect(await itemHistory(scope, id)).toContainEqual(expect.objectContaining({ what: 'Category', ruleId }));
    expect(await listRules(scope)).toMatchObject([{ hits: 1, corrections: 0, lastUsedAt: expect.any(String) }]);
    expect(await applyDueRules(scope.businessId)).toEqual([]);
  });

  test('is coded by what stands in its document', async () => {
    await aRule({ conditions: { words: ['Dublin office'] }, effects: { accountId: books.office } });
    const { id } = await anItem();
    const document = await db.document.create({
      data: {
        ...{ businessId: scope.businessId, sha256: 'a', fileName: 'scan.pdf', mimeType: 'application/pdf' },
        ...{ byteSize: 1, pageCount: 1, storageKey: id, readText: 'Deliver to:\nDublin  office' },
      },
    });
    await db.itemDocument.create({ data: { itemId: id, documentId: document.id, position: 0 } });
    await applyDueRules(scope.businessId);
    expect((await read(id)).accountId).toBe(books.office);
  });

  test('waits while it is read, is found by the sweep then, and is left alone in the archive', async () => {
    await aRule({ effects: { accountId: books.power } });
    const reading = await anItem({ isBeingRead: true });
    const archived = await anItem({ place: 'ARCHIVE', archivedAt: new Date() });
    expect(await applyDueRules(scope.businessId)).toEqual([]);
    await db.item.update({ where: { id: reading.id }, data: { isBeingRead: false } });
    expect(await wakeRules()).toBeGreaterThan(0);
    expect(await applyDueRules(scope.businessId)).toEqual([reading.id]);
    expect((await read(archived.id)).accountId).toBeNull();
  });

  test('is split into lines that are paid and add up, and anew when its total changes', async () => {
    const card = await aCard(scope, books);
    const parts = [
      { kind: 'AMOUNT', value: '20', accountId: books.office, description: 'Fee' },
      { kind: 'PERCENT', value: '33.33' },
      { kind: 'PERCENT', value: '66.67' },
    ];
    await aRule({ effects: { accountId: books.power, paidWith: card, split: { parts, restTo: 1 } } });
    const { id } = await anItem();
    await applyDueRules(scope.businessId);
    const totals = async () => (await read(id)).lines.map(({ total }) => Number(total));
    expect(await totals()).toEqual([20, 33.33, 66.67]);
    expect((await read(id)).payments).toMatchObject([{ paymentMethodId: card }]);
    const ids = (await read(id)).lines.map((line) => line.id);
    await edit(id, (await read(id)).revision, { total: '60.01' });
    await applyDueRules(scope.businessId, { itemIds: [id] });
    expect(await totals()).toEqual([20, 13.34, 26.67]);
    expect(Number((await read(id)).payments[0]?.amount)).toBe(60.01);
    expect((await read(id)).lines.map((line) => line.id)).toEqual(ids);
  });
});

describe('what a person decided', () => {
  test('stays when the rules are asked again, also where they emptied it, and counts as a correction', async () => {
    await aRule({ effects: { accountId: books.power, description: 'Power' } });
    const { id } = await anItem();
    await applyDueRules(scope.businessId);
    await edit(id, 2, { accountId: books.office, description: null });
    await edit(id, 3, { total: '80.00' });
    await applyDueRules(scope.businessId);
    expect(await read(id)).toMatchObject({ accountId: books.office, description: null });
    expect(await listRules(scope)).toMatchObject([{ hits: 1, corrections: 2 }]);
  });

  test('brings the rules of another supplier, and takes back what those of the former had set', async () => {
    const other = await db.contact.create({
      data: {
        ...{ businessId: scope.businessId, connectionId: books.connectionId, isSupplier: true },
        ...{ ledgerId: crypto.randomUUID(), name: 'Bolt', normalisedName: 'bolt' },
      },
    });
    await aRule({ effects: { accountId: books.power, description: 'Power' } });
    await aRule({ scope: { kind: 'SUPPLIER', id: other.id }, effects: { accountId: books.office } });
    const { id } = await anItem();
    await applyDueRules(scope.businessId);
    await edit(id, 2, { contactId: other.id });
    await applyDueRules(scope.businessId);
    expect(await read(id)).toMatchObject({ accountId: books.office, description: null });
  });
});

describe('applying to the inbox', () => {
  test('does what the preview shows, item by item, and all of it is taken back', async () => {
    const items = [await anItem(), await anItem({ total: '500.00' }), await anItem({ accountId: books.office })];
    await applyDueRules(scope.businessId);
    const kept = await anItem();
    await edit(kept.id, 1, { accountId: books.office });
    const effects = { accountId: books.power, publishAs: 'DRAFT' };
    const input = write({ conditions: { amountTo: '200' }, effects });
    const preview = await previewRule(scope, { ruleId: null, input });
    if (!preview.ok) throw new Error(preview.error.message);
    expect(preview.value).toMatchObject({ matching: 3, changing: 3, same: 0, lookedAt: 3 });
    const shown = new Map(preview.value.items.map((item) => [item.number, item.fields]));
    expect(shown.get(kept.number)).toEqual([
      expect.objectContaining({ field: 'accountId', after: '445 Light, Power, Heating', isKept: true }),
      expect.objectContaining({ field: 'publishAs', isKept: false }),
    ]);

    const { ruleId } = await aRule({ conditions: { amountTo: '200' }, effects });
    const applied = await applyToInbox(scope, { ruleId });
    if (!applied.ok) throw new Error(applied.error.message);
    await runBulkEdit(applied.value.bulkEditId);
    for (const { id, number } of [...items, kept]) {
      const item = await read(id);
      const before = id === items[2]?.id || id === kept.id ? books.office : null;
      const becomes = (field: string) => shown.get(number)?.some((each) => each.field === field && !each.isKept);
      expect([number, item.accountId]).toEqual([number, becomes('accountId') ? books.power : before]);
      expect([number, item.publishAs]).toEqual([number, becomes('publishAs') ? 'DRAFT' : 'AUTHORISED']);
    }
    expect(await previewRule(scope, { ruleId, input })).toMatchObject({
      value: { matching: 3, changing: 0, kept: 1, same: 2 },
    });
    expect(await applyToInbox(scope, { ruleId })).toMatchObject({ value: { state: 'DONE', total: 0 } });

    await undoBulkEdit(scope, applied.value.bulkEditId);
    await runBulkEdit(applied.value.bulkEditId);
    expect(await read(items[0]?.id ?? '')).toMatchObject({ accountId: null, publishAs: 'AUTHORISED' });
    expect(await read(items[2]?.id ?? '')).toMatchObject({ accountId: books.office });
    // Nobody has decided that it is empty: it may be set again.
    expect(parseProvenance((await read(items[0]?.id ?? '')).provenance).accountId?.isLocked).not.toBe(true);
  });

  test('is refused for a rule that is off', async () => {
    const { ruleId } = await aRule({ effects: { accountId: books.power } });
    await setRules(scope, { ruleIds: [ruleId], change: 'off' }, from);
    expect(await applyToInbox(scope, { ruleId })).toMatchObject({ ok: false, error: { code: 'ruleBroken' } });
  });
});

describe('a rule', () => {
  test('of what is gone does nothing and says so, and acts again when it is back', async () => {
    await aRule({ effects: { accountId: books.power, description: 'Power' } });
    await db.account.update({ where: { id: books.power }, data: { isArchived: true } });
    const { id } = await anItem();
    await applyDueRules(scope.businessId);
    expect(await read(id)).toMatchObject({ accountId: null, description: null });
    const [row] = await listRules(scope);
    expect(row?.troubles.map(plain)).toEqual(['The category 445 Light, Power, Heating is archived.']);
    await db.account.update({ where: { id: books.power }, data: { isArchived: false } });
    await db.item.update({ where: { id }, data: { rulesDueAt: new Date() } });
    await applyDueRules(scope.businessId);
    expect(await read(id)).toMatchObject({ accountId: books.power, description: 'Power' });
  });

  test('follows its supplier into a merge', async () => {
    const into = await db.contact.create({
      data: {
        ...{ businessId: scope.businessId, connectionId: books.connectionId, isSupplier: true },
        ...{ ledgerId: crypto.randomUUID(), name: 'Acme Limited', normalisedName: 'acme limited' },
      },
    });
    await aRule({ effects: { accountId: books.power } });
    expect((await mergeContacts(scope, { fromId: books.acme, intoId: into.id })).ok).toBe(true);
    expect(await listRules(scope)).toMatchObject([{ scopeName: 'Acme Limited', troubles: [] }]);
    const { id } = await anItem({ contactId: into.id });
    await applyDueRules(scope.businessId);
    expect((await read(id)).accountId).toBe(books.power);
  });

  test('is changed by one at a time, told in the activity, and no other business sees it', async () => {
    const saved = await aRule({ effects: { accountId: books.power } });
    const input = write({ effects: { accountId: books.office }, name: 'Mine' });
    expect((await saveRule(scope, { rule: saved, input }, from)).ok).toBe(true);
    expect(await saveRule(scope, { rule: saved, input }, from)).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    const stranger = await aBusiness();
    expect(await getRule(stranger, saved.ruleId)).toBeNull();
    expect(await setRules(stranger, { ruleIds: [saved.ruleId], change: 'delete' }, from)).toMatchObject({ ok: false });
    expect(await saveRule(stranger, { rule: saved, input }, from)).toMatchObject({
      ok: false,
      error: { code: 'entryUnknown' },
    });
    const told = await db.auditEntry.findMany({ where: { businessId: scope.businessId }, orderBy: { id: 'asc' } });
    expect(told.map(({ action }) => action)).toEqual(['ruleMade', 'ruleChanged']);
  });

  test('is deleted and brought back, moved among its like, and copied to other suppliers', async () => {
    const first = await aRule({ effects: { accountId: books.power }, conditions: { amountTo: '10' } });
    const second = await aRule({ effects: { accountId: books.office }, conditions: { amountTo: '20' } });
    const order = async () => (await listRules(scope)).map(({ id }) => id);
    expect(await order()).toEqual([first.ruleId, second.ruleId]);
    await moveRule(scope, { ruleId: second.ruleId, by: -1 });
    expect(await order()).toEqual([second.ruleId, first.ruleId]);
    await setRules(scope, { ruleIds: [second.ruleId], change: 'delete' }, from);
    expect(await order()).toEqual([first.ruleId]);
    await setRules(scope, { ruleIds: [second.ruleId], change: 'restore' }, from);
    expect(await order()).toEqual([second.ruleId, first.ruleId]);
    const copied = await copyRule(scope, { ruleId: first.ruleId, contactIds: [books.club, books.acme] }, from);
    expect(copied).toMatchObject({ ok: true, value: [expect.any(String)] });
    expect(await listRules(scope, { kind: 'SUPPLIER', id: books.club })).toHaveLength(1);
  });
});

describe('a workspace whose items are paid unless something else is said', () => {
  test('has a rule that says so, under which a supplier’s own stands above it', async () => {
    const card = await aCard(scope, books);
    const draft = await draftRule(scope, { item: null, of: null, id: null, paid: 'COSTS' });
    expect(draft).toMatchObject({
      scope: { kind: 'BUSINESS' },
      conditions: { workspace: 'COSTS' },
      effects: { paidWith: card, publishAs: 'AUTHORISED' },
    });
    expect(await paidByDefault(scope)).toEqual({ COSTS: null, SALES: null });
    const { ruleId } = await aRule({ scope: draft.scope, conditions: draft.conditions, effects: draft.effects });
    expect(await paidByDefault(scope)).toMatchObject({ COSTS: { ruleId }, SALES: null });
    const other = await db.paymentMethod.create({ data: { businessId: scope.businessId, name: 'Till' } });
    await aRule({ effects: { paidWith: other.id } });
    const [ofAcme, ofAnother] = [await anItem(), await anItem({ contactId: null })];
    await applyDueRules(scope.businessId);
    expect((await read(ofAcme.id)).payments).toMatchObject([{ paymentMethodId: other.id }]);
    const paid = await read(ofAnother.id);
    expect(paid.payments).toMatchObject([{ paymentMethodId: card, paidOn: new Date('2026-11-01') }]);
    expect(paid.publishAs).toBe('AUTHORISED');
    // One with conditions of its own is no default.
    await setRules(scope, { ruleIds: [ruleId], change: 'off' }, from);
    await aRule({
      scope: { kind: 'BUSINESS', id: null },
      conditions: { currency: 'EUR' },
      effects: { paidWith: card },
    });
    expect(await paidByDefault(scope)).toEqual({ COSTS: null, SALES: null });
  });
});
