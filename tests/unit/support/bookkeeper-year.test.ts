import { expect, test } from 'vitest';
import { ibanOf } from '#lib/domain/iban.ts';
import { bookkeeperYear, oddities } from '#tests/support/bookkeeper-year.ts';

test('the same seed makes the same year, and another another', () => {
  const options = { items: 300, odd: 20 };
  expect(bookkeeperYear(options)).toEqual(bookkeeperYear(options));
  expect(bookkeeperYear(options)).not.toEqual(bookkeeperYear({ ...options, seed: 14 }));
});

test('a year has sixty suppliers, slips, drift, and two hundred oddities of every kind', () => {
  const { suppliers, items } = bookkeeperYear();
  expect(items).toHaveLength(5_000);
  expect(new Set(suppliers.map(({ name }) => name)).size).toBe(60);
  expect(suppliers.every(({ iban }) => ibanOf(iban) !== null)).toBe(true);
  const odd = Map.groupBy(items, ({ oddity }) => oddity);
  for (const oddity of oddities) expect(odd.get(oddity)?.length).toBeGreaterThan(40);
  expect(items.length - (odd.get(null)?.length ?? 0)).toBe(200);
  const slips = items.filter(({ right, decided }) => JSON.stringify(right) !== JSON.stringify(decided));
  expect(slips.length).toBeGreaterThan(50);
});
