-- Text is stored and searched in one form, each letter with its accents (Unicode NFC); what came before this came as it
-- was, such as file names of macOS.
UPDATE "Document" SET "fileName" = normalize("fileName", NFC) WHERE "fileName" IS NOT NFC NORMALIZED;
UPDATE "Item" SET "reference" = normalize("reference", NFC) WHERE "reference" IS NOT NFC NORMALIZED;
UPDATE "Item" SET "description" = normalize("description", NFC) WHERE "description" IS NOT NFC NORMALIZED;
UPDATE "LineItem" SET "description" = normalize("description", NFC) WHERE "description" IS NOT NFC NORMALIZED;
UPDATE "Contact" SET "name" = normalize("name", NFC) WHERE "name" IS NOT NFC NORMALIZED;
UPDATE "Account" SET "name" = normalize("name", NFC) WHERE "name" IS NOT NFC NORMALIZED;
UPDATE "Account" SET "description" = normalize("description", NFC) WHERE "description" IS NOT NFC NORMALIZED;
UPDATE "TaxRate" SET "name" = normalize("name", NFC) WHERE "name" IS NOT NFC NORMALIZED;
UPDATE "Product" SET "name" = normalize("name", NFC) WHERE "name" IS NOT NFC NORMALIZED;
UPDATE "Product" SET "description" = normalize("description", NFC) WHERE "description" IS NOT NFC NORMALIZED;
UPDATE "Business" SET "name" = normalize("name", NFC) WHERE "name" IS NOT NFC NORMALIZED;
UPDATE "User" SET "name" = normalize("name", NFC) WHERE "name" IS NOT NFC NORMALIZED;

-- A name of signs alone is compared by its signs: lib/domain/contact-name.ts.
UPDATE "Contact" SET "normalisedName" = btrim(regexp_replace(lower("name"), '\s+', ' ', 'g')) WHERE "normalisedName" = '';
