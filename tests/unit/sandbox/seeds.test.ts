import { describe, expect, test } from 'vitest';
import { classOf } from '#tests/sandbox/accounting/accounts/record.ts';
import { readChart } from '#tests/sandbox/seeds/chart.ts';
import { SEEDED_COUNTRIES } from '#tests/sandbox/seeds/organisation.ts';
import { readRates } from '#tests/sandbox/seeds/rates.ts';

describe.each(Object.entries(SEEDED_COUNTRIES))('the books of %s', (_country, { chart, rates, currency }) => {
  const accounts = readChart(chart, currency, 0);
  const taxRates = new Map(readRates(rates, 0).map((rate) => [rate.id, rate]));

  test('give every account a tax rate that may be used with it', () => {
    const misfits = accounts.filter((account) => {
      const rate = taxRates.get(account.taxType);
      return rate?.status !== 'ACTIVE' || !rate.canApplyTo[classOf(account)];
    });
    expect(misfits.map((account) => account.name)).toEqual([]);
  });

  test('have each code and each name once', () => {
    for (const field of ['code', 'name'] as const) {
      expect(new Set(accounts.map((account) => account[field])).size).toBe(accounts.length);
    }
  });

  test('have every system account that documents are posted to', () => {
    const system = accounts.map((account) => account.systemAccount);
    for (const needed of ['DEBTORS', 'CREDITORS', 'GST', 'ROUNDING', 'RETAINEDEARNINGS'])
      expect(system).toContain(needed);
  });

  test('have rates that add up to their parts', () => {
    for (const rate of taxRates.values()) {
      const sum = rate.components.reduce((total, part) => total + part.Rate, 0);
      expect(rate.displayRate).toBeCloseTo(sum, 6);
      expect([0, rate.displayRate]).toContain(rate.effectiveRate);
    }
  });
});
