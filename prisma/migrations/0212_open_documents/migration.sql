-- What a contact has open in the books, as it was asked last.
CREATE TABLE "OpenDocuments" (
    "contactId" UUID NOT NULL,
    "kind" "PublicationKind" NOT NULL,
    "businessId" UUID NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readAt" TIMESTAMPTZ(3),
    "documents" JSONB NOT NULL DEFAULT '[]',
    "problem" TEXT,

    CONSTRAINT "OpenDocuments_pkey" PRIMARY KEY ("contactId","kind")
);

ALTER TABLE "OpenDocuments" ADD CONSTRAINT "OpenDocuments_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;
