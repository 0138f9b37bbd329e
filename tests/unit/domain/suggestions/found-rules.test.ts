import { expect, test } from 'vitest';
import { foundRules } from '#lib/domain/suggestions/found-rules.ts';
import { type PastItem, wordsOf } from '#lib/domain/suggestions/past-choices.ts';

const acme = { id: 'acme', workspace: 'COSTS' } as const;
const items = (accountId: string, text: string, count: number): PastItem[] =>
  Array.from({ length: count }, () => ({ number: 1, values: { accountId }, words: wordsOf([text]) }));

test('a rule that goes by a word is suggested to change once the last three with it go against it', () => {
  const rule = {
    scope: { kind: 'SUPPLIER', id: 'acme' } as const,
    conditions: { words: ['diesel'] },
    effects: { accountId: 'fuel' },
  };
  const before = [...items('cleaning', 'wash', 3), ...items('fuel', 'diesel', 6)];
  expect(foundRules([...items('travel', 'diesel', 2), ...before], acme, [rule])).not.toContainEqual(
    expect.objectContaining({ effects: { accountId: 'travel' } }),
  );
  expect(foundRules([...items('travel', 'diesel', 3), ...before], acme, [rule])).toContainEqual(
    expect.objectContaining({ conditions: { words: ['diesel'] }, effects: { accountId: 'travel' } }),
  );
});
