import { expect, test } from 'vitest';
import { requestText } from '#lib/domain/publication/request-text.ts';

test.each([
  ['alone, it is shown whole', '{"Invoices":[{"a":1}]}', { position: 0, count: 1 }, { Invoices: [{ a: 1 }] }],
  [
    'of several, only what is about the one is shown',
    '{"Status":"OK","Invoices":[{"a":1},{"a":2}]}',
    { position: 1, count: 2 },
    { Status: 'OK', Invoices: [{ a: 2 }] },
  ],
  ['so it is without an envelope', '[{"a":1},{"a":2}]', { position: 0, count: 2 }, [{ a: 1 }]],
  [
    'a list that is about something else stays',
    '{"Elements":[1,2,3]}',
    { position: 0, count: 2 },
    { Elements: [1, 2, 3] },
  ],
] as const)('of a request that is stored, %s', (_, text, of, shown) => {
  expect(JSON.parse(requestText(text, of))).toEqual(shown);
});

test('what is no JSON is shown as it came', () => {
  expect(requestText('The resource cannot be found', { position: 0, count: 2 })).toBe('The resource cannot be found');
});
