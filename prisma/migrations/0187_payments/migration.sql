-- An item that is held needs nobody: lib/domain/item-status.ts.
ALTER TYPE "ItemStatus" ADD VALUE 'HELD' BEFORE 'READY';

-- Payments named an account of the books until now; they name a payment method of the business. One whose account has none
-- gets one of its own, archived, since nobody had asked to have it offered.
INSERT INTO "PaymentMethod" ("id", "businessId", "name", "accountId", "archivedAt")
SELECT gen_random_uuid(), named."businessId", a."name", a."id", now()
  FROM (SELECT DISTINCT "businessId", "paymentMethodId" FROM "ItemPayment" WHERE "paymentMethodId" IS NOT NULL) AS named
  JOIN "Account" AS a ON a."id" = named."paymentMethodId"
 WHERE NOT EXISTS (SELECT FROM "PaymentMethod" AS m WHERE m."businessId" = named."businessId" AND m."accountId" = a."id");

UPDATE "ItemPayment" AS p
   SET "paymentMethodId" = (SELECT m."id" FROM "PaymentMethod" AS m
                             WHERE m."businessId" = p."businessId" AND m."accountId" = p."paymentMethodId"
                             ORDER BY m."archivedAt" NULLS FIRST, m."createdAt", m."id" LIMIT 1)
 WHERE p."paymentMethodId" IS NOT NULL;

-- What was refused as not to be published is held now: its status is looked at anew.
UPDATE "Business" SET "reviewDueAt" = now()
 WHERE "id" IN (SELECT "businessId" FROM "ItemPayment")
    OR "id" IN (SELECT "businessId" FROM "Item" WHERE "publishTo" = 'BANK_ACCOUNT' OR "exchangeRate" IS NOT NULL);
