-- /guide is a page of ours now. lib/domain/slug.ts gives a business of this name the address that it gets here.
UPDATE "Business" SET "slug" = 'guide-business'
WHERE "slug" = 'guide' AND NOT EXISTS (SELECT FROM "Business" WHERE "slug" = 'guide-business');
