-- What takes an item to the archive: lib/domain/archiving.ts.
ALTER TABLE "Business" ADD COLUMN "archivesPublished" BOOLEAN NOT NULL DEFAULT TRUE,
                       ADD COLUMN "archivesExported" BOOLEAN NOT NULL DEFAULT FALSE;
