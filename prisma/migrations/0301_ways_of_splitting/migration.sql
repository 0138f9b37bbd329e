-- How a person last had files become items.
ALTER TABLE "User" ADD COLUMN "splitWay" TEXT NOT NULL DEFAULT 'file';
