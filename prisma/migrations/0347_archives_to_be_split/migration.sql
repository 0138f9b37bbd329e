-- How the files of an archive become items: whole, or after their sender has looked at how they are split.
ALTER TABLE "Arrival" ADD COLUMN     "way" TEXT NOT NULL DEFAULT 'file';

-- Files of an archive that wait to be split, of those that were seen to.
ALTER TABLE "Arrival" ADD COLUMN     "held" INTEGER NOT NULL DEFAULT 0;

-- Each two once, whichever of them is named first: a complete export that is read back in gives items other ids, and of two that
-- came in one moment the order of these may be the other way round.
CREATE FUNCTION item_likeness_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  swapped UUID;
BEGIN
  IF NEW."otherId" > NEW."itemId" THEN
    swapped := NEW."itemId";
    NEW."itemId" := NEW."otherId";
    NEW."otherId" := swapped;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER item_likeness_of_two_in_order BEFORE INSERT ON "ItemLikeness" FOR EACH ROW EXECUTE FUNCTION item_likeness_in_order();
