import { beforeEach, describe, expect, test } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { db } from '#lib/db.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { listRules } from '#lib/rules/list-rules.ts';
import { setRules } from '#lib/rules/save-rule.ts';
import { findRules, wakeFinding } from '#lib/rules/suggested/find-rules.ts';
import {
  acceptSuggestions,
  countSuggested,
  dismissSuggestions,
  draftOfSuggestion,
  noteSeen,
  suggestedRules,
} from '#lib/rules/suggested/suggested-rules.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

const from = { address: '127.0.0.1', device: 'Test' };
let scope: PersonScope;
let books: Books;
let number = 0;

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
  number = 0;
});

/** An item of Acme as a person codes it; its document says so much. */
async function coded(changes: Partial<Coding>, text = '') {
  number += 1;
  const { id } = await db.item.create({
    data: {
      ...{ businessId: scope.businessId, number, contactId: books.acme, currency: 'GBP', total: '120.00' },
      ...{ issuedOn: new Date('2026-11-01'), provenance: { v: 1, fields: {} } },
    },
  });
  if (text) {
    const { id: documentId } = await db.document.create({
      data: {
        ...{ businessId: scope.businessId, sha256: id, fileName: 'scan.pdf', mimeType: 'application/pdf' },
        ...{ byteSize: 1, pageCount: 1, storageKey: id, readText: text },
      },
    });
    await db.itemDocument.create({ data: { itemId: id, documentId, position: 0 } });
  }
  const edited = await editItem(scope, { itemId: id, revision: 1, changes });
  if (!edited.ok) throw new Error(edited.error.message);
}
const times = async (count: number, work: () => Promise<void>) => {
  for (let done = 0; done < count; done++) await work();
};
const found = async () => {
  await findRules(scope.businessId);
  return suggestedRules(scope);
};

describe('rules from what people decided', () => {
  test('come from the third decision that is alike, with how many there were, and become rules', async () => {
    await times(2, () => coded({ accountId: books.power }));
    expect(await found()).toEqual([]);
    await coded({ accountId: books.power, description: 'Power November 2026' });
    expect(await wakeFinding()).toBe(0);
    const longAgo = new Date('2026-01-01');
    await db.business.update({ where: { id: scope.businessId }, data: { suggestionsSoughtAt: longAgo } });
    expect(await wakeFinding()).toBe(1);
    const [suggestion] = await found();
    expect(suggestion).toMatchObject({ scopeName: 'Acme Ltd', support: 3, agreeing: 3, itemNumbers: [3, 2, 1] });
    expect(suggestion?.effects).toEqual([{ label: 'Category', value: '445 Light, Power, Heating' }]);
    const id = suggestion?.id ?? '';
    expect(await draftOfSuggestion(scope, id)).toMatchObject({ rule: null, effects: { accountId: books.power } });
    expect(await acceptSuggestions(scope, { ids: [id] }, from)).toMatchObject({ value: { made: 1 } });
    expect(await listRules(scope)).toMatchObject([{ scopeName: 'Acme Ltd', isOn: true }]);
    expect(await found()).toEqual([]);
    expect(await acceptSuggestions(scope, { ids: [id] }, from)).toMatchObject({ ok: false });
  });

  test('where people go against a rule by now, its change is suggested, and becomes of it', async () => {
    await times(3, () => coded({ accountId: books.power }));
    const [first] = await found();
    await acceptSuggestions(scope, { ids: [first?.id ?? ''] }, from);
    await times(2, () => coded({ accountId: books.office }));
    expect(await found()).toEqual([]);
    await coded({ accountId: books.office });
    const [second] = await found();
    expect(second?.effects).toEqual([{ label: 'Category', value: '429 General Expenses' }]);
    await acceptSuggestions(scope, { ids: [second?.id ?? ''] }, from);
    expect(await db.rule.findMany({ where: { businessId: scope.businessId } })).toMatchObject([
      { revision: 2, effects: { accountId: books.office } },
    ]);
  });

  test('one that goes against the last decision is not made, and one in ten may differ', async () => {
    await times(9, () => coded({ accountId: books.power }));
    await coded({ accountId: books.office });
    expect(await found()).toEqual([]);
    await coded({ accountId: books.power });
    expect(await found()).toMatchObject([{ support: 11, agreeing: 10 }]);
  });

  test('where a supplier sells several things, a rule for each goes by a word', async () => {
    await times(3, () => coded({ accountId: books.power }, 'Electricity for the house'));
    await times(3, () => coded({ accountId: books.office }, 'Stationery for the house'));
    const suggestions = await found();
    expect(suggestions.map(({ conditions }) => conditions.join().replace(/[\u2066-\u2069]/g, '')).toSorted()).toEqual([
      'Text: “electricity”',
      'Text: “stationery”',
    ]);
  });

  test('dismissed, it stays away until much more speaks for it or it says something else', async () => {
    await times(3, () => coded({ accountId: books.power }));
    const [suggestion] = await found();
    const ids = [suggestion?.id ?? ''];
    expect(await dismissSuggestions(scope, { ids, change: 'dismiss' })).toMatchObject({ ok: true });
    await coded({ accountId: books.power });
    expect(await found()).toEqual([]);
    expect(await dismissSuggestions(scope, { ids, change: 'restore' })).toMatchObject({ ok: true });
    expect(await found()).toHaveLength(1);
    await dismissSuggestions(scope, { ids, change: 'dismiss' });
    await times(4, () => coded({ accountId: books.power }));
    expect(await found()).toMatchObject([{ support: 8 }]);
  });

  test('a rule that was suggested and deleted again is not suggested at once', async () => {
    await times(3, () => coded({ accountId: books.power }));
    const [suggestion] = await found();
    const made = await acceptSuggestions(scope, { ids: [suggestion?.id ?? ''] }, from);
    if (!made.ok) throw new Error(made.error.message);
    await setRules(scope, { ruleIds: made.value.ruleIds, change: 'delete' }, from);
    expect(await found()).toEqual([]);
  });
});

describe('rules from the books', () => {
  test('are suggested for suppliers with a usual category there, and told of until somebody looks', async () => {
    await db.contact.update({
      where: { id: books.acme },
      data: { defaultPurchaseAccountCode: '429', defaultPurchaseTaxType: 'INPUT2' },
    });
    const [suggestion] = await found();
    expect(suggestion).toMatchObject({ origin: 'BOOKS', scopeName: 'Acme Ltd', support: 0 });
    expect(suggestion?.effects.map(({ label }) => label)).toEqual(['Category', 'Tax rate']);
    expect(await countSuggested(scope)).toEqual({ open: 1, untold: 1 });
    await noteSeen(scope);
    expect(await countSuggested(scope)).toEqual({ open: 1, untold: 0 });
  });

  test('give way to what people decided', async () => {
    await db.contact.update({ where: { id: books.acme }, data: { defaultPurchaseAccountCode: '429' } });
    await found();
    await times(3, () => coded({ accountId: books.power }));
    expect(await found()).toMatchObject([{ origin: 'PEOPLE', support: 3 }]);
  });
});
