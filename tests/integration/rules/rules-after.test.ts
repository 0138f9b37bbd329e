import { expect, test } from 'vitest';
import { choosePair } from '#lib/coding/merge-lists/choose-pairs.ts';
import { db } from '#lib/db.ts';
import { type RuleInput, ruleInput } from '#lib/domain/rules/rule-schema.ts';
import { rulesAfterListMerge, rulesOfBooks, rulesOfContact, type TouchedRule } from '#lib/rules/rules-after.ts';
import { saveRule } from '#lib/rules/save-rule.ts';
import type { PersonScope } from '#lib/scope.ts';
import { someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

async function aRule(scope: PersonScope, name: string, input: Pick<RuleInput, 'scope' | 'effects'>): Promise<void> {
  const written = ruleInput.parse({ name, conditions: {}, isOn: true, ...input });
  const saved = await saveRule(scope, { rule: null, input: written }, { address: '127.0.0.1', device: 'Test' });
  if (!saved.ok) throw new Error(saved.error.message);
}

const named = (rules: readonly TouchedRule[]) => rules.map(({ title }) => title).sort();

test('before disconnecting and merging lists, the rules that this touches are known by name', async () => {
  const scope = await aBusiness();
  const old = await someBooks(scope);
  const all = { kind: 'BUSINESS', id: null } as const;
  await aRule(scope, 'Of the supplier', {
    scope: { kind: 'SUPPLIER', id: old.acme },
    effects: { description: 'Power' },
  });
  await aRule(scope, 'Power for all', { scope: all, effects: { accountId: old.power } });
  await aRule(scope, 'Office for all', { scope: all, effects: { accountId: old.office } });
  await aRule(scope, 'Names nothing', { scope: all, effects: { description: 'Post' } });
  expect(named(await rulesOfContact(scope, old.acme))).toEqual(['Of the supplier']);
  expect(named(await rulesOfBooks(scope))).toEqual(['Of the supplier', 'Office for all', 'Power for all']);
  expect(await rulesAfterListMerge(scope)).toEqual({ mended: [], broken: [], stillBroken: [] });

  await db.connection.updateMany({ where: { businessId: scope.businessId }, data: { status: 'DISCONNECTED' } });
  expect(await rulesOfBooks(scope)).toEqual([]);
  const now = await someBooks(scope);
  await choosePair(scope, { list: 'categories', fromId: old.power, toId: now.power });
  await choosePair(scope, { list: 'contacts', fromId: old.acme, toId: now.acme });
  const { mended, broken, stillBroken } = await rulesAfterListMerge(scope);
  expect([named(mended), named(broken), named(stillBroken)]).toEqual([
    ['Of the supplier', 'Power for all'],
    [],
    ['Office for all'],
  ]);
  expect(stillBroken[0]?.why).toEqual(['The category is not in the connected books.']);

  await db.account.update({ where: { id: now.power }, data: { isArchived: true } });
  const then = await rulesAfterListMerge(scope);
  expect([named(then.mended), named(then.stillBroken)]).toEqual([
    ['Of the supplier'],
    ['Office for all', 'Power for all'],
  ]);
});
