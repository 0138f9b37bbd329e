import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { parseProvenance } from '#lib/domain/coding/provenance.ts';
import { migrate } from '#scripts/migrate.mjs';
import { freshDatabase } from '#tests/support/fresh-database.ts';

/** The migrations before this one. */
function earlierMigrations(): string {
  const directory = mkdtempSync(join(tmpdir(), 'intray-migrations-'));
  cpSync('prisma/migrations', directory, { recursive: true });
  for (const name of readdirSync(directory).filter((name) => /^\d/.test(name) && name >= '0009')) {
    rmSync(join(directory, name), { recursive: true });
  }
  return directory;
}

test('after the upgrade, what a person was the last to set is theirs and locked, and nothing else is', async () => {
  const databaseUrl = await freshDatabase({ isEmpty: true });
  await migrate({ databaseUrl, directory: earlierMigrations() });
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const id = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`;
  const ada = id(5);
  await client.query(`
    INSERT INTO "Business" ("id", "slug", "name", "country", "baseCurrency") VALUES ('${id(1)}', 'b', 'B', 'GB', 'GBP');
    INSERT INTO "Item" ("id", "businessId", "number") VALUES ('${id(2)}', '${id(1)}', 1), ('${id(3)}', '${id(1)}', 2);
    INSERT INTO "LineItem" ("id", "businessId", "itemId", "position", "description", "total")
      VALUES ('${id(4)}', '${id(1)}', '${id(2)}', 0, 'Gas', 12);`);
  const event = (field: string, kind: string, minute: number, detail: object | null = null) =>
    client.query(
      `INSERT INTO "ItemEvent" ("id", "businessId", "itemId", "at", "actorKind", "actorId", "actorName", "kind", "field", "detail")
       VALUES (gen_random_uuid(), $1, $2, $3, $4::"ActorKind", $5, $6, 'changed', $7, $8)`,
      [id(1), id(2), `2026-11-01T10:0${minute}:00Z`, kind, kind === 'PERSON' ? ada : null, 'Ada', field, detail],
    );
  await event('total', 'PERSON', 1);
  await event('taxAmount', 'PERSON', 2, { because: '20% included in the total' });
  await event('reference', 'PERSON', 3);
  await event('reference', 'RULE', 4);
  await event('contactId', 'PERSON', 5);
  await event('contactId', 'SYNC', 6);
  await event('lines', 'PERSON', 7);
  await migrate({ databaseUrl });

  const source = (minute: number) => ({
    by: 'person',
    id: ada,
    name: 'Ada',
    at: `2026-11-01T10:0${minute}:00.000Z`,
    isLocked: true,
  });
  const { rows: items } = await client.query('SELECT "provenance" FROM "Item" ORDER BY "number"');
  expect(parseProvenance(items[0].provenance)).toEqual({ total: source(1), contactId: source(5), lines: source(7) });
  expect(items[1].provenance).toBeNull();
  const { rows: lines } = await client.query('SELECT "provenance" FROM "LineItem"');
  expect(parseProvenance(lines[0].provenance)).toEqual({
    description: source(7),
    quantity: source(7),
    total: source(7),
  });
  await client.end();
});
