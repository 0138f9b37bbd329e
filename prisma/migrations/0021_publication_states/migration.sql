-- How a publication ends whose document was changed, voided or deleted since. Values of an enum can be used only once
-- they are committed, so the indexes that speak of them are in the next migration.
ALTER TYPE "PublicationState" ADD VALUE 'SUPERSEDED';
ALTER TYPE "PublicationState" ADD VALUE 'VOIDED';
ALTER TYPE "PublicationState" ADD VALUE 'DELETED';
