-- Lists that a business keeps itself while nothing is connected: rows of a connection that no organisation stands behind.
ALTER TABLE "Connection" ADD COLUMN     "isOwn" BOOLEAN NOT NULL DEFAULT false;
