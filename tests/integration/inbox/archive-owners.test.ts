import { beforeAll, expect, test } from 'vitest';
import { ownerChoices, ownerOfMember } from '#lib/coding/owners.ts';
import { db } from '#lib/db.ts';
import { type FindItems, findItemsSql } from '#lib/inbox/find-items.ts';
import { archiveMatches } from '#lib/inbox/inbox-counts.ts';
import { type ArchiveQuery, archiveQuerySchema, listPlaceSchema } from '#lib/inbox/inbox-query.ts';
import { listArchive } from '#lib/inbox/list-archive.ts';
import { loadNeighbours } from '#lib/inbox/load-neighbours.ts';
import { lookUp } from '#lib/inbox/look-up.ts';
import type { PersonScope } from '#lib/scope.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { explained } from '#tests/support/explained.ts';

const COUNT = 5_000;
let scope: PersonScope;
let driver: string;

beforeAll(async () => {
  scope = await aBusiness();
  const { businessId } = scope;
  const own = await ownerOfMember(db, businessId, scope.actor.userId);
  driver = (await db.owner.create({ data: { businessId, name: 'Mo Driver', archivedAt: new Date() } })).id;
  // Most are one's own; a few are another's who is archived, and a few nobody's.
  await db.$executeRaw`
    INSERT INTO "Item" ("id", "businessId", "number", "submittedByName", "place", "archivedAt", "createdAt", "updatedAt",
      "reference", "ownerId")
    SELECT gen_random_uuid(), ${businessId}::uuid, n, 'Ada', 'ARCHIVE', timestamptz '2026-01-01' + n * interval '1 minute',
      now(), now(), 'REF-' || n, CASE n % 1000 WHEN 1 THEN ${driver}::uuid WHEN 2 THEN NULL ELSE ${own}::uuid END
    FROM generate_series(1, ${COUNT}) AS n`;
  await db.$executeRaw`VACUUM ANALYZE "Item"`;
});

const shown = async (query: Partial<ArchiveQuery>) =>
  (await listArchive(scope, 'COSTS', archiveQuerySchema.parse(query), { after: null, limit: 60 })).rows;
const numbers = async (query: Partial<ArchiveQuery>) => (await shown(query)).map(({ number }) => number);

test("the archive shows whose each item is, and finds somebody's, nobody's and one's own, also beside a search", async () => {
  expect((await shown({ where: { owner: driver } }))[0]?.owner).toEqual({ id: driver, name: 'Mo Driver' });
  expect((await shown({ where: { owner: 'nobody' } }))[0]?.owner).toBeNull();
  expect(await numbers({ where: { owner: driver } })).toEqual([4_001, 3_001, 2_001, 1_001, 1]);
  expect(await numbers({ where: { owner: 'nobody' } })).toEqual([4_002, 3_002, 2_002, 1_002, 2]);
  expect(await numbers({ where: { owner: driver }, search: 'REF-3001' })).toEqual([3_001]);
  expect((await numbers({ where: { owner: 'me' } }))[0]).toBe(5_000);
  expect(await archiveMatches(scope, 'COSTS', { search: '', where: { owner: driver } })).toBe(5);
});

test('an owner who is archived can be asked for in the archive, and is no choice elsewhere', async () => {
  expect((await ownerChoices(scope, { archivedToo: true })).at(-1)).toMatchObject({ id: driver, isArchived: true });
  expect((await ownerChoices(scope)).map(({ id }) => id)).not.toContain(driver);
});

test('previous and next stay among what is shown', async () => {
  const { id } = await db.item.findFirstOrThrow({ where: { businessId: scope.businessId, number: 2_001 } });
  const list = listPlaceSchema.parse({ from: 'archive', where: { owner: driver } });
  expect(await loadNeighbours(scope, { id, workspace: 'COSTS' }, list)).toMatchObject({ previous: 3_001, next: 1_001 });
});

test.each(['archived', 'date', 'total', 'contact'] as const)(
  'the plan of a page ordered by %s asks an index for the few of an owner and of nobody',
  async (sort) => {
    const list = { workspace: 'COSTS', place: 'ARCHIVE', search: '', status: null, sort, isDescending: true } as const;
    for (const owner of [driver, 'nobody']) {
      const find: Omit<FindItems, 'after'> = { ...list, where: { owner }, limit: 60 };
      const answers = await lookUp(db, scope, find);
      const plan = await explained(findItemsSql(scope, find, { rows: null, after: null }, answers));
      expect(plan).toMatch(/Item_archive_by_owner|Item_ownerId_idx/);
      expect(plan).not.toMatch(/Seq Scan/);
    }
  },
);
