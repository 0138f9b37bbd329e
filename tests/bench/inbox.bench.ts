import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { ownerOfMember } from '#lib/coding/owners.ts';
import { db } from '#lib/db.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import { inboxCounts, searchCounts } from '#lib/inbox/inbox-counts.ts';
import { type InboxQuery, inboxQuerySchema, listPlaceSchema, PAGE_ROWS } from '#lib/inbox/inbox-query.ts';
import { listInbox } from '#lib/inbox/list-inbox.ts';
import { listTotals } from '#lib/inbox/list-totals.ts';
import type { PersonScope } from '#lib/scope.ts';
import { someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { byTurns, type Measure, measured, msOf, p95 } from './measure.ts';

/* What a large inbox costs beside a small one: the same work on the same rows, so the ratio is the price of size. */

const MANY = 200_000;
const FEW = 200;
const SUPPLIERS = 1_000;
/** The 95th of so many is not yet the chance of a pause or two. */
const ROUNDS = 300;

let large: PersonScope;
let small: PersonScope;

beforeAll(async () => {
  large = await anInbox(MANY, 5_000);
  // A page full of either kind here too.
  small = await anInbox(FEW, PAGE_ROWS);
  await db.$executeRaw`VACUUM ANALYZE "Item"`;
  await db.$executeRaw`ANALYZE`;
}, 600_000);

/**
 * An inbox whose newest items are not ready; of the others every second is. Each has a document. Five hundred come with
 * a date, each supplier's every other day: nobody sends two hundred bills on one day.
 */
async function anInbox(count: number, notReady: number): Promise<PersonScope> {
  const scope = await aBusiness();
  const { businessId, actor } = scope;
  const books = await someBooks(scope);
  await db.$executeRaw`
    INSERT INTO "Contact" ("id", "businessId", "connectionId", "ledgerId", "name", "normalisedName", "isSupplier")
    SELECT gen_random_uuid(), ${businessId}::uuid, ${books.connectionId}::uuid, gen_random_uuid(),
      'Supplier ' || md5(n::text), 'supplier ' || md5(n::text), true
    FROM generate_series(1, ${SUPPLIERS}) AS n`;
  const own = await ownerOfMember(db, businessId, actor.userId);
  // Triggers and indexes row by row would take minutes: what they keep is made at once, as a migration does it.
  await db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
      await tx.$executeRaw`
    WITH supplier AS (
      SELECT "id", row_number() OVER (ORDER BY "normalisedName") AS rank FROM "Contact"
       WHERE "businessId" = ${businessId}::uuid AND "isSupplier" AND "normalisedName" LIKE 'supplier %'
    ), item AS (
      INSERT INTO "Item" ("id", "businessId", "number", "submittedByUserId", "submittedByName", "currency", "createdAt",
        "updatedAt", "issuedOn", "dueOn", "total", "contactId", "reference", "description", "accountId", "taxRateId",
        "taxAmount", "status", "reasonCount", "ownerId")
      SELECT gen_random_uuid(), ${businessId}::uuid, n, ${actor.userId}::uuid, 'Ada', 'GBP',
        timestamptz '2026-11-01' - n * interval '1 minute', now(), date '2026-10-31' - n / 500, date '2026-12-01',
        n % 900 + 1, s."id", 'REF-' || n, 'Monthly charges, ' || md5(n::text),
        CASE WHEN r THEN ${books.power}::uuid END, CASE WHEN r THEN ${books.vat20}::uuid END, 0,
        (CASE WHEN r THEN 'READY' ELSE 'TO_REVIEW' END)::"ItemStatus", CASE WHEN r THEN 0 ELSE 1 END,
        CASE WHEN n % 3 > 0 THEN ${own}::uuid END
      FROM generate_series(1, ${count}::int) AS n
        CROSS JOIN LATERAL (SELECT n > ${notReady}::int AND n % 2 = 0 AS r) AS ready
        JOIN supplier s ON s.rank = n * 7 % ${SUPPLIERS} + 1
      RETURNING "id", "number"
    ), document AS (
      INSERT INTO "Document" ("id", "businessId", "sha256", "fileName", "mimeType", "byteSize", "storageKey")
      SELECT "id", ${businessId}::uuid, md5("number"::text), 'Invoice ' || md5('file' || "number") || '.pdf',
        'application/pdf', 1, 'none' FROM item RETURNING "id"
    )
    INSERT INTO "ItemDocument" ("itemId", "documentId", "position") SELECT "id", "id", 0 FROM document`;
      await tx.$executeRaw`ANALYZE "Item", "ItemDocument", "Document", "Contact"`;
      await tx.$executeRaw`
        UPDATE "Item" i SET "contactName" = c."normalisedName",
          "searchText" = item_search_text(i), "searchValues" = item_search_values(i)
          FROM "Contact" c WHERE c."id" = i."contactId" AND i."businessId" = ${businessId}::uuid`;
    },
    { timeout: 300_000 },
  );
  return scope;
}

const page = (scope: PersonScope, query: Partial<InboxQuery>) =>
  listInbox(scope, 'COSTS', inboxQuerySchema.parse(query), { after: null, limit: PAGE_ROWS });

/** The item in the middle of the first page of a list, opened from there. */
async function open(scope: PersonScope, query: Partial<InboxQuery>): Promise<() => Promise<unknown>> {
  const { rows } = await page(scope, query);
  const number = rows[PAGE_ROWS / 2]?.number ?? 0;
  const list = listPlaceSchema.parse(query);
  expect((await getItem(scope, 'COSTS', number, list))?.neighbours.next).not.toBeNull();
  return () => getItem(scope, 'COSTS', number, list);
}

async function compare(name: string, most: number, work: (scope: PersonScope) => Promise<() => Promise<unknown>>) {
  const samples = await byTurns(ROUNDS, { value: await work(large), anchor: await work(small) });
  const measure: Measure = {
    name: `${name}, p95, ${MANY.toLocaleString('en-GB')} items over ${FEW}`,
    value: p95(samples.value),
    anchor: p95(samples.anchor),
    unit: 'ms',
    aim: { most, of: 'ratio' },
  };
  measured(measure);
}

const pages: [name: string, most: number, query: Partial<InboxQuery>][] = [
  ['sorted by supplier', 1.3, { sort: 'contact', isDescending: false }],
  ['filter Ready behind 5,000 not ready', 1.3, { filter: 'ready' }],
  ['of one who has most', 1.3, { where: { owner: 'me' } }],
  ['of nobody', 1.3, { where: { owner: 'nobody' } }],
];

test('the inbox as it opens', { timeout: 300_000 }, () =>
  compare('inbox page', 1.15, async (scope) => () => Promise.all([page(scope, {}), inboxCounts(scope, 'COSTS')])),
);

test('a search without a hit', { timeout: 300_000 }, () =>
  compare('search without a hit', 1.5, async (scope) => async () => {
    const found = await page(scope, { search: `nowhere ${randomUUID().slice(0, 8)}` });
    expect(found.rows).toEqual([]);
  }),
);

test('a search that every item is found by', { timeout: 300_000 }, () =>
  compare('search that finds all', 1.5, async (scope) => () => page(scope, { search: 'invoice' })),
);

/** What a list costs whose filters leave nothing, although each of them matches much: all of it is read once. */
const MOST_MS = 1_000;

test('filters that hold together', { timeout: 300_000 }, async () => {
  const named = async ({ businessId }: PersonScope) => {
    const { id } = await db.account.findFirstOrThrow({ where: { businessId, code: '445' }, select: { id: true } });
    return id;
  };
  await compare('filtered by category, total and date', 1.5, async (scope) => {
    const where = { category: await named(scope), total: '100..800', date: '2026-01-01..', owner: 'me', paid: 'no' };
    expect((await page(scope, { where })).rows).not.toEqual([]);
    return () => page(scope, { where });
  });
  const where = { category: await named(large), total: '0..900', date: '..2026-12-31', owner: 'me', lines: 'yes' };
  for (const [name, work] of [
    ['filtered by five that leave nothing', () => page(large, { where })],
    ['counts of the same', () => searchCounts(large, 'COSTS', { search: '', where })],
    ['totals of all', () => listTotals(large, 'COSTS', { from: 'inbox', filter: 'all', search: '', where: {} })],
  ] as const) {
    const samples: number[] = [];
    for (let round = 0; round < ROUNDS / 10; round++) samples.push(await msOf(work));
    const aim = { most: MOST_MS, of: 'value' } as const;
    measured({
      name: `${name}, p95, ${MANY.toLocaleString('en-GB')} items`,
      value: p95(samples),
      anchor: null,
      unit: 'ms',
      aim,
    });
  }
});

test.each(pages)('the inbox %s', { timeout: 300_000 }, async (name, most, query) => {
  await compare(name, most, async (scope) => () => page(scope, query));
  await compare(`${name}: its next item`, most, (scope) => open(scope, query));
});
