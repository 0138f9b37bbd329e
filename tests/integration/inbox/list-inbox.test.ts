import { beforeAll, describe, expect, test } from 'vitest';
import { ownerOfMember } from '#lib/coding/owners.ts';
import { reviewItems } from '#lib/coding/review-items.ts';
import { visibleRows } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import {
  type InboxFilter,
  inboxFilters,
  inboxSorts,
  MAX_INBOX_COUNT,
  statusOfFilter,
} from '#lib/domain/inbox-choices.ts';
import { itemStatuses } from '#lib/domain/item-status.ts';
import { failureCountsSql } from '#lib/inbox/failure-groups.ts';
import { type FindItems, findItems, findItemsSql } from '#lib/inbox/find-items.ts';
import { inboxCounts, inboxCountsSql, searchCounts } from '#lib/inbox/inbox-counts.ts';
import { type InboxQuery, inboxQuerySchema, PAGE_ROWS } from '#lib/inbox/inbox-query.ts';
import { type InboxRow, listInbox } from '#lib/inbox/list-inbox.ts';
import { lookUp } from '#lib/inbox/look-up.ts';
import type { Run } from '#lib/keyset.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { explained } from '#tests/support/explained.ts';

const COUNT = 10_000;
/** Enough for a dozen pages, with every order's values several times over. */
const FEW = 1_200;
let scope: PersonScope;
let books: Books;
let few: PersonScope;

beforeAll(async () => {
  ({ scope: few } = await aBusinessOf(FEW));
  await reviewItems(few.businessId, new AbortController().signal);
  ({ scope, books } = await aBusinessOf(COUNT));
  await statusesAsOf(few);
  await db.$executeRaw`VACUUM ANALYZE "Item"`;
});

/** A business of so many items: every tenth is ready, every seventh has no date, total or supplier. */
async function aBusinessOf(count: number) {
  const scope = await aBusiness();
  const books = await someBooks(scope);
  const owner = await ownerOfMember(db, scope.businessId, scope.actor.userId);
  await db.$executeRaw`
    INSERT INTO "Item" ("id", "businessId", "number", "submittedByUserId", "submittedByName", "currency", "createdAt",
      "updatedAt", "issuedOn", "dueOn", "total", "contactId", "reference", "accountId", "taxRateId", "taxAmount", "ownerId")
    SELECT gen_random_uuid(), ${scope.businessId}::uuid, n, ${scope.actor.userId}::uuid, 'Ada', 'GBP',
      timestamptz '2026-01-01' + (n % 500) * interval '1 minute', now(),
      CASE WHEN n % 7 > 0 OR n % 10 = 0 THEN date '2026-04-01' + n % 200 END, CASE WHEN n % 3 > 0 OR n % 10 = 0 THEN date '2026-12-01' + n % 100 END,
      CASE WHEN n % 7 > 0 OR n % 10 = 0 THEN n % 900 + 1 END,
      CASE WHEN n % 7 > 0 OR n % 10 = 0 THEN ${books.acme}::uuid END,
      'REF-' || n, CASE WHEN n % 10 = 0 THEN ${books.power}::uuid END,
      CASE WHEN n % 10 = 0 THEN ${books.vat20}::uuid END, 0, ${owner}::uuid
    FROM generate_series(1, ${count}) AS n`;
  return { scope, books };
}

/** Stands in for a review of the many items, which takes seconds: each is like the seventieth after it. */
async function statusesAsOf({ businessId }: PersonScope) {
  await db.$executeRaw`
    UPDATE "Item" AS many SET "status" = reviewed."status", "reasonCount" = reviewed."reasonCount"
      FROM "Item" AS reviewed
     WHERE many."businessId" = ${scope.businessId}::uuid AND reviewed."businessId" = ${businessId}::uuid
       AND reviewed."number" = many."number" % 70 + 70`;
}

async function all(of: PersonScope, query: Partial<InboxQuery>, limit = 500): Promise<InboxRow[]> {
  const rows: InboxRow[] = [];
  let after = null;
  do {
    const page: Awaited<ReturnType<typeof listInbox>> = await listInbox(of, 'COSTS', inboxQuerySchema.parse(query), {
      after,
      limit,
      extra: ['due'],
    });
    rows.push(...page.rows);
    after = page.next;
  } while (after);
  return rows;
}

/** How many items a filter finds, page by page. */
async function countIds(filter: InboxFilter, owner: string | null = null): Promise<number> {
  const list = {
    workspace: 'COSTS',
    place: 'INBOX',
    search: '',
    where: owner === null ? {} : { owner },
    sort: 'added',
    isDescending: true,
  } as const;
  let count = 0;
  let after = null;
  do {
    const page: Awaited<ReturnType<typeof findItems>> = await findItems(scope, {
      ...list,
      status: statusOfFilter[filter],
      after,
      limit: 1_000,
    });
    count += page.rows.length;
    after = page.next;
  } while (after);
  return count;
}

test.each(inboxSorts)('ordered by %s, every item comes once, page by page, what has no value last', async (sort) => {
  const isDescending = ['added', 'date', 'status'].includes(sort);
  const rows = await all(few, { sort, isDescending }, 100);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(FEW);
  const values = rows.map(
    ({ issuedOn, total, taxAmount, addedAt, contact, category, status, extra }) =>
      ({
        date: issuedOn,
        due: extra.due ?? null,
        total: total && Number(total),
        tax: taxAmount && Number(taxAmount),
        added: addedAt,
        contact,
        category: category?.toLowerCase() ?? null,
        status: itemStatuses.indexOf(status),
      })[sort],
  );
  const filled = values.filter((value) => value !== null);
  const sorted = filled.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (isDescending) sorted.reverse();
  expect(values).toEqual([...sorted, ...Array(FEW - filled.length).fill(null)]);
});

/** How the database would go about a page. */
async function planOf(
  find: Partial<FindItems>,
  run: Run = { rows: null, after: null },
  of: PersonScope = scope,
): Promise<string> {
  const page = { workspace: 'COSTS', place: 'INBOX', isDescending: true, limit: PAGE_ROWS } as const;
  const asked = { search: '', status: null, where: {}, sort: 'added', ...find } as const;
  return explained(findItemsSql(of, { ...page, ...asked }, run, await lookUp(db, of, asked)));
}

const filledKeys = { added: '2026-01-01 04:00:00+00', date: '2026-06-01', total: '450', contact: 'acme ltd' };
const emptyKeys = { added: '', date: '0001-01-01', total: '-1000000000000000', contact: '' };

test.each([
  ['added', null, true, null],
  ['date', null, true, null],
  ['total', null, true, null],
  ['contact', null, true, null],
  ['added', 'READY', true, null],
  ['date', 'READY', true, null],
  ['total', 'READY', true, null],
  ['contact', 'READY', true, null],
  ['date', null, false, 'filled'],
  ['total', null, false, 'filled'],
  ['contact', null, false, 'filled'],
  ['date', null, false, 'empty'],
  ['total', null, false, 'empty'],
  ['contact', null, false, 'empty'],
] as const)(
  'the plan of a page ordered by %s walks an index: status %s, descending %s, rows %s',
  async (sort, status, isDescending, rows) => {
    const key = (rows === 'empty' ? emptyKeys : filledKeys)[sort];
    for (const after of [null, { key, id: scope.businessId }]) {
      const plan = await planOf({ sort, status, isDescending }, { rows, after });
      expect(plan).toMatch(/Index (Only )?Scan/);
      expect(plan).not.toMatch(/Seq Scan|^\s*->\s+Sort\b/m);
    }
  },
);

test('the plan of the counts reads one index and no item, and of no status more than are counted', async () => {
  const plan = await db.$transaction(async (transaction) => {
    // One business alone in the table would be counted row by row.
    await transaction.$executeRaw`SET LOCAL enable_seqscan = off`;
    await transaction.$executeRaw`SET LOCAL enable_bitmapscan = off`;
    return explained(inboxCountsSql(scope, 'COSTS', await visibleRows(transaction, scope)), transaction);
  });
  expect(plan).toMatch(/Limit[^\n]*\n\s*->\s+Index Only Scan using "Item_inbox_by_status/);
});

test('the plan of what failed, by cause, reads the index of what failed and no item', async () => {
  const plan = await db.$transaction(async (transaction) => {
    await transaction.$executeRaw`SET LOCAL enable_seqscan = off`;
    await transaction.$executeRaw`SET LOCAL enable_bitmapscan = off`;
    return explained(failureCountsSql(scope, 'COSTS', await visibleRows(transaction, scope)), transaction);
  });
  expect(plan).toMatch(/Index Only Scan using "Item_failure_cause"/);
});

test.each(['nowhere', 'café-nowhere', '#9999', '4321.00', '-4321.00', '3 Apr 2030', '2030-04-03', 'April 2030', 'USD'])(
  'the plan of a search for %j asks indexes',
  async (search) => {
    const plan = await planOf({ search });
    expect(plan).toContain('Item_searchText_trgm');
    expect(plan).not.toMatch(/Seq Scan/);
  },
);

describe('the filter by status', () => {
  test('finds exactly the ready ones, wherever they are', async () => {
    const rows = await all(scope, { filter: 'ready' });
    expect(rows.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: COUNT / 10 }, (_, index) => (index + 1) * 10),
    );
  });

  test('and each filter shows as many as it counts', async () => {
    const counts = await inboxCounts(scope, 'COSTS');
    expect(counts).toEqual({
      all: COUNT,
      processing: 0,
      toReview: COUNT * 0.9,
      ready: COUNT * 0.1,
      refused: 0,
      waiting: 0,
      published: 0,
    });
    for (const filter of inboxFilters) expect(await countIds(filter)).toBe(counts[filter]);
  });

  test('and those to review, with what each still needs', async () => {
    const { rows } = await listInbox(scope, 'COSTS', inboxQuerySchema.parse({ filter: 'toReview' }), {
      after: null,
      limit: 20,
    });
    expect(rows).toHaveLength(20);
    for (const row of rows) expect(row.problems.length).toBeGreaterThan(0);
  });
});

test.each([
  ['acme ref-4321', [4321]],
  ['#77', [77]],
  ['REF-9999', [9999]],
  ['no such thing', []],
  ['100%', []],
])('a search for %j finds %j', async (search, numbers) => {
  expect((await all(scope, { search })).map(({ number }) => number)).toEqual(numbers);
});

test('the counts of a search are of what it finds, by status, and end where counting costs too much', async () => {
  const counts = await searchCounts(scope, 'COSTS', { search: 'ref-77', where: {} });
  expect(counts).toEqual({ all: 111, processing: 0, toReview: 100, ready: 11, refused: 0, waiting: 0, published: 0 });
  for (const filter of inboxFilters) {
    expect(await all(scope, { search: 'ref-77', filter })).toHaveLength(counts?.[filter] ?? 0);
  }
  expect(await searchCounts(scope, 'COSTS', { search: 'ref', where: {} })).toBeNull();
  expect(await searchCounts(scope, 'COSTS', { search: 'no such thing', where: {} })).toMatchObject({ all: 0 });
});

test('more of a status than are counted are told as more, and those of the others exactly', async () => {
  await db.$executeRaw`
    INSERT INTO "Item" ("id", "businessId", "number", "updatedAt")
    SELECT gen_random_uuid(), ${scope.businessId}::uuid, n, now()
    FROM generate_series(${COUNT + 1}::int, ${COUNT + MAX_INBOX_COUNT / 10 + 1}::int) AS n`;
  const counts = await inboxCounts(scope, 'COSTS');
  await db.item.deleteMany({ where: { businessId: scope.businessId, number: { gt: COUNT } } });
  const more = MAX_INBOX_COUNT + 1;
  expect(counts).toEqual({
    all: more,
    processing: 0,
    toReview: more,
    ready: COUNT * 0.1,
    refused: 0,
    waiting: 0,
    published: 0,
  });
});

describe('the filter by owner', () => {
  let driver: string;
  let nobody: PersonScope;
  const numbersOf = async (owner: string, query: Partial<InboxQuery> = {}) =>
    (await all(scope, { where: { owner }, ...query })).map(({ number }) => number);

  beforeAll(async () => {
    const { businessId } = scope;
    driver = (await db.owner.create({ data: { businessId, name: 'Mo Driver' } })).id;
    const user = await db.user.create({ data: { email: 'sue@example.com', name: 'Sue', passwordHash: '-' } });
    await db.membership.create({ data: { businessId, userId: user.id, role: 'SUBMITTER' } });
    nobody = { businessId, actor: { kind: 'person', userId: user.id, name: 'Sue', role: 'SUBMITTER' } };
    const sues = await ownerOfMember(db, businessId, user.id);
    // Most stay one's own; a few are others', and a few nobody's.
    await db.$executeRaw`
      UPDATE "Item" SET "ownerId" = CASE "number" % 1000 WHEN 1 THEN ${driver}::uuid WHEN 3 THEN ${sues}::uuid END
       WHERE "businessId" = ${businessId}::uuid AND "number" % 1000 IN (1, 2, 3)`;
    await db.$executeRaw`VACUUM ANALYZE "Item"`;
  });

  test("finds somebody's, nobody's and one's own, by status and by search too, and counts as many", async () => {
    const [driven, orphans] = [1, 2].map((first) => Array.from({ length: 10 }, (_, index) => index * 1_000 + first));
    const sort = { sort: 'total', isDescending: false } as const;
    expect((await numbersOf(driver, sort)).toSorted((a, b) => a - b)).toEqual(driven);
    expect((await numbersOf('nobody')).toSorted((a, b) => a - b)).toEqual(orphans);
    expect((await all(scope, { where: { owner: driver } }))[0]?.owner).toEqual({ id: driver, name: 'Mo Driver' });
    expect(await numbersOf('nobody', { filter: 'ready' })).toEqual([]);
    expect(await numbersOf(driver, { search: 'REF-4001' })).toEqual([4_001]);
    expect(await searchCounts(scope, 'COSTS', { search: '', where: { owner: 'nobody' } })).toMatchObject({
      all: 10,
      toReview: 10,
    });
    expect(await countIds('all', 'me')).toBe(COUNT - 30);
  });

  test('a search finds by a part of the name, with other words beside it', async () => {
    expect((await all(scope, { search: 'driver' })).length).toBe(10);
    expect((await all(scope, { search: 'DRIV 4001' })).map(({ number }) => number)).toEqual([4_001]);
    expect(await all(scope, { search: 'driv_r' })).toEqual([]);
  });

  test('a submitter finds what they own although another added it, and nothing else', async () => {
    const rows = await all(nobody, {});
    expect(rows).toHaveLength(10);
    expect(rows.every(({ number }) => number % 1_000 === 3)).toBe(true);
    expect((await inboxCounts(nobody, 'COSTS')).all).toBe(10);
    expect(await all(nobody, { where: { owner: driver } })).toEqual([]);
  });

  test.each(['added', 'date', 'total', 'contact'] as const)(
    'the plan of a page ordered by %s asks an index for the few of an owner, and for those of nobody and of a submitter',
    async (sort) => {
      for (const plan of [
        await planOf({ sort, where: { owner: driver } }),
        await planOf({ sort, where: { owner: 'nobody' } }),
        await planOf({ sort }, { rows: null, after: null }, nobody),
      ]) {
        expect(plan).toMatch(/Item_inbox_by_owner|Item_inbox_without_owner|Item_ownerId_idx/);
        expect(plan).not.toMatch(/Seq Scan/);
      }
    },
  );

  test.each(['added', 'date', 'total', 'contact'] as const)(
    'the plan of a page of one who has nearly all, ordered by %s, walks an index and sorts nothing',
    async (sort) => {
      const plan = await planOf({ sort, where: { owner: 'me' } });
      expect(plan).toMatch(/Index (Only )?Scan/);
      expect(plan).not.toMatch(/Seq Scan|^\s*->\s+Sort\b/m);
    },
  );
});

test('a submitter finds only their own', async () => {
  const sam: PersonScope = { ...scope, actor: { kind: 'person', userId: books.acme, name: 'Sam', role: 'SUBMITTER' } };
  expect((await listInbox(sam, 'COSTS', inboxQuerySchema.parse({}), { after: null, limit: 10 })).rows).toEqual([]);
  expect((await inboxCounts(sam, 'COSTS')).all).toBe(0);
  expect((await searchCounts(sam, 'COSTS', { search: 'ref-77', where: {} }))?.all).toBe(0);
});
