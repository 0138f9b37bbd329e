-- What whoever connected may not approve in the books, by the kind of document, as the ledger told it last.
ALTER TABLE "Connection" ADD COLUMN "mayNotApprove" "PublicationKind"[] DEFAULT ARRAY[]::"PublicationKind"[];
