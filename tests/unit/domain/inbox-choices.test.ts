import { expect, test } from 'vitest';
import { countText } from '#lib/domain/inbox-choices.ts';

test.each([
  [0, '0'],
  [1_234, '1,234'],
  [10_000, '10,000'],
  [10_001, '10,000+'],
])('%i items are shown as %s: those that are not counted are told as more', (count, text) => {
  expect(countText(count, 'commaPoint')).toBe(text);
});
