import { expect, test } from 'vitest';
import { publishWords } from '#components/publishing/publish-words.ts';

const ready = (currency: string, total: string) => ({ problems: [], publication: null, currency, total });
const unready = { problems: [{}], publication: null, currency: 'GBP', total: null };
const onItsWay = { ...ready('GBP', '1000.00'), publication: { locksItem: true, isPublished: false } };

test.each([
  [[ready('GBP', '120.00')], 'Publish 1 · GBP 120.00'],
  [[ready('GBP', '1000.00'), ready('GBP', '0.10'), ready('GBP', '0.20')], 'Publish 3 · GBP 1,000.30'],
  [[ready('GBP', '812.40'), unready, unready, onItsWay], 'Publish 1 of 4 · GBP 812.40'],
  [[ready('GBP', '100.00'), ready('GBP', '-60.00')], 'Publish 2 · GBP 40.00'],
  [[ready('GBP', '20.00'), ready('JPY', '3000.00'), ready('GBP', '1.00')], 'Publish 3 · GBP 21.00 + JPY 3,000'],
  [
    ['GBP', 'EUR', 'USD'].map((currency) => ready(currency, '1.00')),
    'Publish 3 · GBP 1.00 + EUR 1.00 + 1 more currency',
  ],
  [
    ['GBP', 'EUR', 'USD', 'SEK'].map((currency) => ready(currency, '1.00')),
    'Publish 4 · GBP 1.00 + EUR 1.00 + 2 more currencies',
  ],
  [[unready, unready], 'Publish 0 of 2'],
] as const)('the button of a selection says how many are ready and what they come to: %#', (selected, words) => {
  expect(publishWords(selected, 'commaPoint')).toBe(words);
});
