-- Whom items belong to: members, and people who never sign in. lib/coding/owners.ts reads them.
CREATE TABLE "Owner" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "userId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archivedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Owner_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "Owner_userId_idx" ON "Owner"("userId");
CREATE UNIQUE INDEX "Owner_businessId_userId_key" ON "Owner"("businessId", "userId");
CREATE UNIQUE INDEX "Owner_businessId_email_key" ON "Owner"("businessId", "email");

ALTER TABLE "Owner" ADD CONSTRAINT "Owner_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Owner" ADD CONSTRAINT "Owner_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "Item" ADD COLUMN "ownerId" UUID;

-- Every member is an owner for as long as they are one, and afterwards an archived one: whoever makes or ends a
-- membership need not think of it. Somebody who was an owner without an account, known by the e-mail, goes on as that one.
CREATE FUNCTION keep_owner_of_member() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  person record;
BEGIN
  IF TG_OP = 'DELETE' THEN
    UPDATE "Owner" SET "archivedAt" = now() WHERE "businessId" = OLD."businessId" AND "userId" = OLD."userId";
    RETURN NULL;
  END IF;
  SELECT "name", "email" INTO person FROM "User" WHERE "id" = NEW."userId";
  UPDATE "Owner" SET "userId" = NEW."userId", "name" = person."name", "email" = NULL, "archivedAt" = NULL
   WHERE "businessId" = NEW."businessId" AND "userId" IS NULL AND "email" = person."email"
     AND NOT EXISTS (SELECT FROM "Owner" WHERE "businessId" = NEW."businessId" AND "userId" = NEW."userId");
  IF NOT FOUND THEN
    INSERT INTO "Owner" ("id", "businessId", "name", "userId")
    VALUES (gen_random_uuid(), NEW."businessId", person."name", NEW."userId")
    ON CONFLICT ("businessId", "userId") DO UPDATE SET "name" = EXCLUDED."name", "archivedAt" = NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "Membership_owner" AFTER INSERT OR DELETE ON "Membership" FOR EACH ROW EXECUTE FUNCTION keep_owner_of_member();

-- A member is called what they call themselves; who has left keeps the name that they had.
CREATE FUNCTION keep_name_of_owners() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Owner" SET "name" = NEW."name" WHERE "userId" = NEW."id" AND "archivedAt" IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER "User_name_of_owners" AFTER UPDATE OF "name" ON "User" FOR EACH ROW
  WHEN (OLD."name" IS DISTINCT FROM NEW."name") EXECUTE FUNCTION keep_name_of_owners();

-- Until now everybody owned what they had added.
INSERT INTO "Owner" ("id", "businessId", "name", "userId")
SELECT gen_random_uuid(), m."businessId", u."name", u."id" FROM "Membership" m JOIN "User" u ON u."id" = m."userId";
UPDATE "Item" i SET "ownerId" = o."id" FROM "Owner" o
 WHERE o."businessId" = i."businessId" AND o."userId" = i."submittedByUserId";

ALTER TABLE "Item" ADD CONSTRAINT "Item_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Owner"("id") ON DELETE NO ACTION ON UPDATE CASCADE;
CREATE INDEX "Item_ownerId_idx" ON "Item"("ownerId");

-- What of the inbox is somebody's, and what is nobody's, newest first; other orders of few are sorted.
CREATE INDEX "Item_inbox_by_owner" ON "Item" ("businessId", "workspace", "ownerId", "createdAt", "id") WHERE "place" = 'INBOX' AND "deletedAt" IS NULL;
CREATE INDEX "Item_inbox_without_owner" ON "Item" ("businessId", "workspace", "createdAt", "id") WHERE "place" = 'INBOX' AND "deletedAt" IS NULL AND "ownerId" IS NULL;
