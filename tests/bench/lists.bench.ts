import { beforeAll, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { entriesQuery, type ListQuery, listQuery } from '#lib/lists/browse/browse.ts';
import { browseCategories } from '#lib/lists/browse/browse-accounts.ts';
import { type ListSource, listSource } from '#lib/lists/browse/list-source.ts';
import { setVisible } from '#lib/lists/changes/set-visible.ts';
import { undoListChange } from '#lib/lists/changes/undo-list-change.ts';
import type { PersonScope } from '#lib/scope.ts';
import { aBusiness, aConnection } from '#tests/integration/lists/arrange.ts';
import { byTurns, isFull, measured, median, msOf, p95 } from './measure.ts';

/* What a list of 20,000 entries costs beside one of 20. Twenty of either are used by items, two of them very often. */

const MANY = 20_000;
const FEW = 20;
const ITEMS = 10_000;
const ROUNDS = isFull ? 200 : 40;

type Listed = { scope: PersonScope; source: ListSource };
let large: Listed;
let small: Listed;

beforeAll(async () => {
  large = await aChart(MANY);
  small = await aChart(FEW);
  await db.$executeRaw`VACUUM ANALYZE "Account"`;
  await db.$executeRaw`VACUUM ANALYZE "Item"`;
}, 600_000);

async function aChart(count: number): Promise<Listed> {
  const scope = await aBusiness();
  const { businessId, connectionId } = await aConnection(scope);
  await db.$executeRaw`
    INSERT INTO "Account" ("id", "businessId", "connectionId", "ledgerId", "code", "name", "type", "class")
    SELECT gen_random_uuid(), ${businessId}::uuid, ${connectionId}::uuid, gen_random_uuid()::text, lpad(n::text, 5, '0'),
      'Account ' || md5(n::text), 'EXPENSE', 'EXPENSE' FROM generate_series(1, ${count}) AS n`;
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
    await tx.$executeRaw`
      WITH used AS (SELECT "id", row_number() OVER (ORDER BY "code") AS rank FROM "Account"
        WHERE "businessId" = ${businessId}::uuid ORDER BY "code" LIMIT ${FEW})
      INSERT INTO "Item" ("id", "businessId", "number", "accountId", "updatedAt")
      SELECT gen_random_uuid(), ${businessId}::uuid, n, used."id", now() FROM generate_series(1, ${ITEMS}) AS n
        JOIN used ON used.rank = CASE WHEN n % 2 = 0 THEN 1 + n % 4 / 2 ELSE 1 + n % ${FEW} END`;
  });
  const source = await listSource(scope);
  if (!source) throw new Error('No source');
  return { scope, source };
}

const page = ({ scope, source }: Listed, values: Partial<ListQuery>) =>
  browseCategories(scope, source, listQuery.parse({ sort: 'code', ...values }));

test.each([
  ['first page', {}],
  ['first page by name, backwards', { sort: 'name', direction: 'descending' }],
  ['search', { search: 'account 1' }],
  ['filter', { filters: { kind: 'EXPENSE' } }],
] as const)('a long list beside a short one: %s', { timeout: 300_000 }, async (name, values) => {
  expect((await page(large, {})).total).toBe(MANY);
  const samples = await byTurns(ROUNDS, { value: () => page(large, values), anchor: () => page(small, values) });
  measured({
    name: `Lists: ${name} of ${MANY} entries, beside ${FEW}`,
    value: p95(samples.value),
    anchor: p95(samples.anchor),
    unit: 'ms',
    aim: { most: 5, of: 'ratio' },
  });
});

test('hiding all entries of a list and taking it back', { timeout: 300_000 }, async () => {
  const samples: number[] = [];
  for (let round = 0; round < 5; round++) {
    const ms = await msOf(async () => {
      const hidden = await setVisible(large.scope, 'ACCOUNTS', { matching: entriesQuery.parse({}) }, false);
      if (!hidden.ok) throw new Error(hidden.error.message);
      expect(hidden.value.changed).toBe(MANY);
      expect(await undoListChange(large.scope, hidden.value.changeId ?? '')).toEqual({ ok: true, value: MANY });
    });
    samples.push(ms);
  }
  measured({
    name: `Lists: hide ${MANY} entries and undo`,
    value: median(samples),
    anchor: null,
    unit: 'ms',
    aim: { most: 5_000, of: 'value' },
  });
});
