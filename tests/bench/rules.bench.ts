import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { ruleInput } from '#lib/domain/rules/rule-schema.ts';
import { applyDueRules } from '#lib/rules/apply-rules.ts';
import { previewRule } from '#lib/rules/preview-rule.ts';
import { saveRule } from '#lib/rules/save-rule.ts';
import { bookkeeperYear } from '#tests/support/bookkeeper-year.ts';
import { someBooks } from '#tests/support/books.ts';
import { codeAYear, shareOf } from '#tests/support/code-a-year.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { isFull, measured, msOf, note } from './measure.ts';

const YEAR = isFull ? { items: 5_000, suppliers: 60, odd: 200 } : { items: 120, suppliers: 6, odd: 4 };
const ITEMS = isFull ? 2_000 : 200;
const SIMULATED = isFull ? 200_000 : 20_000;

test('a bookkeeper’s year, coded without them', { timeout: 60 * 60_000 }, async () => {
  for (const accepts of ['never', 'daily', 'weekly', 'monthly'] as const) {
    const scope = await aBusiness();
    const months = await codeAYear(scope, bookkeeperYear(YEAR), { accepts });
    const how = accepts === 'never' ? 'by history alone' : `with suggested rules accepted ${accepts}`;
    for (const [after, at] of [
      [1, 1],
      [3, 3],
      [12, 11],
    ] as const) {
      const { coded, precision } = shareOf(months, at);
      note(
        `after ${after} months, ${how}: ${coded.toFixed(1)}% of fields coded, ${precision.toFixed(2)}% of them right`,
      );
      if (isFull && after === 3) expect([coded >= 85, precision >= 98]).toEqual([true, true]);
    }
  }
});

test('rules on items that arrive', { timeout: 10 * 60_000 }, async () => {
  const scope = await aBusiness();
  const { businessId } = scope;
  const books = await someBooks(scope);
  await db.business.update({ where: { id: businessId }, data: { autoCategorise: 'RULES' } });
  const write = (effects: object, conditions: object = {}) =>
    ruleInput.parse({ scope: { kind: 'SUPPLIER', id: books.acme }, name: null, conditions, effects, isOn: true });
  const from = { address: '127.0.0.1', device: 'Test' };
  await saveRule(scope, { rule: null, input: write({ accountId: books.power }) }, from);
  await saveRule(scope, { rule: null, input: write({ description: '{month}' }, { amountFrom: '100' }) }, from);
  await db.item.createMany({
    data: Array.from({ length: ITEMS }, (_, index) => ({
      ...{ businessId, number: index + 1, contactId: books.acme, currency: 'GBP', total: '120.00' },
      ...{ issuedOn: new Date('2026-11-01'), rulesDueAt: new Date(), provenance: { v: 1, fields: {} } },
    })),
  });
  const ms = await msOf(async () => expect(await applyDueRules(businessId)).toHaveLength(ITEMS));
  measured({ name: 'items that rules code', value: (ITEMS / ms) * 1_000, anchor: null, unit: '/s', aim: null });
});

test('what a rule would have changed of 90 days', { timeout: 10 * 60_000 }, async () => {
  const scope = await aBusiness();
  const { businessId } = scope;
  const books = await someBooks(scope);
  await db.$executeRaw`
    INSERT INTO "Item" ("id", "businessId", "number", "contactId", "currency", "total", "issuedOn", "provenance", "createdAt")
    SELECT gen_random_uuid(), ${businessId}::uuid, n, ${books.acme}::uuid, 'GBP', 100 + n % 50, current_date,
           '{"v":1,"fields":{}}', now() - (n % 89) * interval '1 day'
      FROM generate_series(1, ${SIMULATED}::int) AS n`;
  await db.$executeRaw`ANALYZE "Item"`;
  const scoped = { kind: 'SUPPLIER', id: books.acme };
  const input = ruleInput.parse({
    ...{ scope: scoped, name: null, conditions: {}, isOn: true },
    effects: { accountId: books.power },
  });
  const ms = await msOf(async () => {
    const previewed = await previewRule(scope, { ruleId: null, input });
    expect(previewed.ok && previewed.value.isCut).toBe(true);
  });
  measured({
    name: `a rule tried on 90 days of ${SIMULATED.toLocaleString('en-GB')} items`,
    ...{ value: ms, anchor: null, unit: 'ms', aim: { most: 2_000, of: 'value' } },
  });
});
