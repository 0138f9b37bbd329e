-- Whoever changes something: documents are read, and programs hold keys.
ALTER TYPE "ActorKind" ADD VALUE 'EXTRACTION';
ALTER TYPE "ActorKind" ADD VALUE 'API_KEY';
ALTER TABLE "ItemEvent" RENAME COLUMN "userId" TO "actorId";
ALTER TABLE "Publication" RENAME COLUMN "requestedByUserId" TO "requestedById";
ALTER TABLE "Publication" ADD COLUMN "requestedByKind" "ActorKind" NOT NULL DEFAULT 'PERSON';

-- What nobody with an account added.
ALTER TABLE "Item" ALTER COLUMN "submittedByUserId" DROP NOT NULL, ALTER COLUMN "submittedByName" DROP NOT NULL;

-- From now on an IANA name, which the next refresh of the lists writes.
ALTER TABLE "Connection" RENAME COLUMN "timezone" TO "timeZone";
UPDATE "Connection" SET "timeZone" = NULL;
