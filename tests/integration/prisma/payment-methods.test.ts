import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { migrate } from '#scripts/migrate.mjs';
import { freshDatabase } from '#tests/support/fresh-database.ts';

/** The migrations before payments named payment methods. */
function earlierMigrations(): string {
  const directory = mkdtempSync(join(tmpdir(), 'intray-migrations-'));
  cpSync('prisma/migrations', directory, { recursive: true });
  for (const name of readdirSync(directory).filter((name) => /^\d/.test(name) && name >= '0187')) {
    rmSync(join(directory, name), { recursive: true });
  }
  return directory;
}

test('after the upgrade a payment names the payment method of its account, made for those that had none', async () => {
  const databaseUrl = await freshDatabase({ isEmpty: true });
  await migrate({ databaseUrl, directory: earlierMigrations() });
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const id = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`;
  const account = (digit: number, name: string) =>
    `('${id(digit)}', '${id(1)}', '${id(2)}', '${name}', '${name}', 'BANK', 'ASSET')`;
  await client.query(`
    INSERT INTO "Business" ("id", "slug", "name", "country", "baseCurrency") VALUES ('${id(1)}', 'b', 'B', 'GB', 'GBP');
    INSERT INTO "Connection" ("id", "businessId", "ledger", "organisationId", "organisationName", "connectedByUserId", "connectedByName")
      VALUES ('${id(2)}', '${id(1)}', 'xero', 'o', 'O', '${id(9)}', 'Ada');
    INSERT INTO "Account" ("id", "businessId", "connectionId", "ledgerId", "name", "type", "class")
      VALUES ${account(3, 'Current')}, ${account(4, 'Card')};
    INSERT INTO "PaymentMethod" ("id", "businessId", "name", "accountId") VALUES ('${id(5)}', '${id(1)}', 'Ours', '${id(3)}');
    INSERT INTO "Item" ("id", "businessId", "number") VALUES ('${id(6)}', '${id(1)}', 1);
    INSERT INTO "ItemPayment" ("id", "businessId", "itemId", "position", "amount", "paymentMethodId")
      VALUES (gen_random_uuid(), '${id(1)}', '${id(6)}', 0, 5, '${id(3)}'),
             (gen_random_uuid(), '${id(1)}', '${id(6)}', 1, 7, '${id(4)}'),
             (gen_random_uuid(), '${id(1)}', '${id(6)}', 2, 8, NULL);`);
  await migrate({ databaseUrl });
  const { rows } = await client.query(`
    SELECT m."name", m."accountId", m."archivedAt" IS NOT NULL AS "isArchived" FROM "ItemPayment" AS p
      LEFT JOIN "PaymentMethod" AS m ON m."id" = p."paymentMethodId" ORDER BY p."position"`);
  expect(rows).toEqual([
    { name: 'Ours', accountId: id(3), isArchived: false },
    { name: 'Card', accountId: id(4), isArchived: true },
    { name: null, accountId: null, isArchived: false },
  ]);
  const { rows: due } = await client.query('SELECT "reviewDueAt" IS NOT NULL AS "isDue" FROM "Business"');
  expect(due).toEqual([{ isDue: true }]);
  await client.end();
});
