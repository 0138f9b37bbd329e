import { expect, test } from 'vitest';
import { type Actor, actorIdOf, actorMay, intray, listRefresh, seesAllItems, userIdOf } from '#lib/domain/actor.ts';

const submitter: Actor = { kind: 'person', userId: 'sam', name: 'Sam', role: 'SUBMITTER' };
const key: Actor = { kind: 'apiKey', keyId: 'key', name: 'Till', role: 'SUBMITTER' };
const rule: Actor = { kind: 'rule', ruleId: 'rule', name: 'Fuel' };

test('a person and a key may do what their role may', () => {
  for (const actor of [submitter, key]) {
    expect(actorMay(actor, 'documents.add')).toBe(true);
    expect(actorMay(actor, 'items.publish')).toBe(false);
    expect(seesAllItems(actor)).toBe(false);
  }
});

test('rules and jobs act for the whole business', () => {
  for (const actor of [rule, listRefresh, intray]) {
    expect(actorMay(actor, 'items.edit')).toBe(true);
    expect(seesAllItems(actor)).toBe(true);
  }
});

test('only a person is a user, while rules and keys are rows of their own', () => {
  expect([submitter, key, rule, intray].map(userIdOf)).toEqual(['sam', null, null, null]);
  expect([submitter, key, rule, intray].map(actorIdOf)).toEqual(['sam', 'key', 'rule', null]);
});
