-- What the books have already, whoever entered it there: a mirror of recent documents, and what it says of an item.
CREATE TYPE "BooksDuplicates" AS ENUM ('WARN', 'STOP', 'OFF');
ALTER TABLE "Business" ADD COLUMN "booksDuplicates" "BooksDuplicates" NOT NULL DEFAULT 'WARN';
ALTER TABLE "Item" ADD COLUMN "mayBeInBooks" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "Item_in_books" ON "Item" ("businessId", "workspace", "id")
 WHERE "mayBeInBooks" AND "place" = 'INBOX' AND "deletedAt" IS NULL;

-- An item's file attached to a document that is there already.
ALTER TYPE "LedgerOperation" ADD VALUE 'ATTACH';

CREATE TABLE "BookDocument" (
    "connectionId" UUID NOT NULL,
    "ledgerId" TEXT NOT NULL,
    "businessId" UUID NOT NULL,
    "kind" "PublicationKind" NOT NULL,
    "contactLedgerId" TEXT NOT NULL,
    "number" TEXT,
    "issuedOn" DATE NOT NULL,
    "dueOn" DATE,
    "currency" TEXT NOT NULL,
    "total" DECIMAL(19,4) NOT NULL,
    "due" DECIMAL(19,4) NOT NULL,
    "status" "LifeStatus" NOT NULL,
    "url" TEXT,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "BookDocument_pkey" PRIMARY KEY ("connectionId","ledgerId")
);
CREATE INDEX "BookDocument_connectionId_contactLedgerId_issuedOn_idx"
    ON "BookDocument"("connectionId", "contactLedgerId", "issuedOn");
ALTER TABLE "BookDocument" ADD CONSTRAINT "BookDocument_connectionId_fkey" FOREIGN KEY ("connectionId")
  REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "BookMirror" (
    "connectionId" UUID NOT NULL,
    "cursors" JSONB NOT NULL DEFAULT '{}',
    "triedAt" TIMESTAMPTZ(3),
    "readAt" TIMESTAMPTZ(3),
    "filledAt" TIMESTAMPTZ(3),

    CONSTRAINT "BookMirror_pkey" PRIMARY KEY ("connectionId")
);
ALTER TABLE "BookMirror" ADD CONSTRAINT "BookMirror_connectionId_fkey" FOREIGN KEY ("connectionId")
  REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
