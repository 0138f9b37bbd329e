-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('ADMIN', 'BOOKKEEPER', 'SUBMITTER');

-- CreateEnum
CREATE TYPE "GrantStatus" AS ENUM ('ACTIVE', 'LOST');

-- CreateEnum
CREATE TYPE "ConnectionStatus" AS ENUM ('CONNECTED', 'NEEDS_RECONNECTING', 'DISCONNECTED');

-- CreateEnum
CREATE TYPE "ListName" AS ENUM ('ORGANISATION', 'ACCOUNTS', 'CONTACTS', 'TRACKING', 'TAX_RATES', 'CURRENCIES', 'PRODUCTS');

-- CreateEnum
CREATE TYPE "SyncRunStatus" AS ENUM ('QUEUED', 'RUNNING', 'COMPLETE', 'PARTIAL', 'FAILED');

-- CreateEnum
CREATE TYPE "SyncTrigger" AS ENUM ('CONNECT', 'PERSON', 'SCHEDULE', 'PUBLISH');

-- CreateEnum
CREATE TYPE "Workspace" AS ENUM ('COSTS', 'SALES');

-- CreateEnum
CREATE TYPE "ItemType" AS ENUM ('INVOICE', 'RECEIPT', 'CREDIT_NOTE');

-- CreateEnum
CREATE TYPE "ItemPlace" AS ENUM ('INBOX', 'ARCHIVE');

-- CreateEnum
CREATE TYPE "PublishAs" AS ENUM ('DRAFT', 'SUBMITTED', 'AUTHORISED');

-- CreateEnum
CREATE TYPE "ActorKind" AS ENUM ('PERSON', 'RULE', 'SYNC', 'SYSTEM');

-- CreateEnum
CREATE TYPE "PublicationKind" AS ENUM ('BILL', 'SALES_INVOICE', 'BILL_CREDIT_NOTE', 'SALES_CREDIT_NOTE', 'SPEND_MONEY', 'RECEIVE_MONEY');

-- CreateEnum
CREATE TYPE "PublicationState" AS ENUM ('QUEUED', 'SENDING', 'POSTED', 'COMPLETE', 'REJECTED', 'UNCERTAIN', 'CANCELLED');

-- CreateEnum
CREATE TYPE "AttachmentState" AS ENUM ('NONE', 'PENDING', 'ATTACHED', 'FAILED');

-- CreateEnum
CREATE TYPE "DispatchKind" AS ENUM ('CONTACT', 'DOCUMENT', 'ATTACHMENT', 'PAYMENT', 'ALLOCATION');

-- CreateEnum
CREATE TYPE "DispatchState" AS ENUM ('STORED', 'SENT', 'ANSWERED', 'UNCERTAIN', 'VOID');

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Business" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "baseCurrency" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastItemNumber" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Business_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConnectionAttempt" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "ledger" TEXT NOT NULL,
    "stateHash" TEXT NOT NULL,
    "browserHash" TEXT NOT NULL,
    "verifier" TEXT NOT NULL,
    "connectionId" UUID,
    "grantId" UUID,
    "organisations" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "completedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ConnectionAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Grant" (
    "id" UUID NOT NULL,
    "ledger" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subjectEmail" TEXT,
    "subjectName" TEXT,
    "accessToken" TEXT NOT NULL,
    "refreshToken" TEXT NOT NULL,
    "accessExpiresAt" TIMESTAMPTZ(3) NOT NULL,
    "refreshedAt" TIMESTAMPTZ(3) NOT NULL,
    "scopes" TEXT[],
    "status" "GrantStatus" NOT NULL DEFAULT 'ACTIVE',
    "lostReason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Connection" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "ledger" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "ledgerConnectionId" TEXT,
    "grantId" UUID,
    "status" "ConnectionStatus" NOT NULL DEFAULT 'CONNECTED',
    "statusReason" TEXT,
    "statusChangedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "organisationName" TEXT NOT NULL,
    "country" TEXT,
    "baseCurrency" TEXT,
    "edition" TEXT,
    "shortCode" TEXT,
    "timezone" TEXT,
    "periodLockOn" DATE,
    "endOfYearLockOn" DATE,
    "isMultiCurrency" BOOLEAN,
    "isDemo" BOOLEAN NOT NULL DEFAULT false,
    "connectedByUserId" UUID NOT NULL,
    "connectedByName" TEXT NOT NULL,
    "connectedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disconnectedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CallBudget" (
    "key" TEXT NOT NULL,
    "minuteLimit" INTEGER NOT NULL,
    "minuteUsed" INTEGER NOT NULL DEFAULT 0,
    "minuteStartedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dayLimit" INTEGER,
    "dayUsed" INTEGER NOT NULL DEFAULT 0,
    "dayStartedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "blockedUntil" TIMESTAMPTZ(3),
    "blockedLimit" TEXT,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CallBudget_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "ListState" (
    "connectionId" UUID NOT NULL,
    "list" "ListName" NOT NULL,
    "modifiedSince" TIMESTAMPTZ(3),
    "refreshedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ListState_pkey" PRIMARY KEY ("connectionId","list")
);

-- CreateTable
CREATE TABLE "SyncRun" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "trigger" "SyncTrigger" NOT NULL,
    "startedByUserId" UUID,
    "startedByName" TEXT,
    "status" "SyncRunStatus" NOT NULL DEFAULT 'QUEUED',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "leaseUntil" TIMESTAMPTZ(3),
    "error" JSONB,

    CONSTRAINT "SyncRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SyncRunList" (
    "syncRunId" UUID NOT NULL,
    "list" "ListName" NOT NULL,
    "status" "SyncRunStatus" NOT NULL DEFAULT 'QUEUED',
    "added" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "archived" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "expected" INTEGER,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "error" JSONB,

    CONSTRAINT "SyncRunList_pkey" PRIMARY KEY ("syncRunId","list")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "ledgerId" TEXT NOT NULL,
    "code" TEXT,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "taxType" TEXT,
    "description" TEXT,
    "systemAccount" TEXT,
    "enablesPayments" BOOLEAN NOT NULL DEFAULT false,
    "showsInExpenseClaims" BOOLEAN NOT NULL DEFAULT false,
    "bankAccountNumber" TEXT,
    "currencyCode" TEXT,
    "isArchived" BOOLEAN NOT NULL DEFAULT false,
    "isVisible" BOOLEAN NOT NULL DEFAULT true,
    "ledgerUpdatedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Contact" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "connectionId" UUID,
    "ledgerId" TEXT,
    "name" TEXT NOT NULL,
    "normalisedName" TEXT NOT NULL,
    "email" TEXT,
    "accountNumber" TEXT,
    "taxNumber" TEXT,
    "isSupplier" BOOLEAN NOT NULL DEFAULT false,
    "isCustomer" BOOLEAN NOT NULL DEFAULT false,
    "defaultPurchaseAccountCode" TEXT,
    "defaultPurchaseTaxType" TEXT,
    "defaultCurrency" TEXT,
    "mergedIntoLedgerId" TEXT,
    "isArchived" BOOLEAN NOT NULL DEFAULT false,
    "ledgerUpdatedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TaxRate" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "taxType" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "effectiveRate" DECIMAL(9,4) NOT NULL,
    "components" JSONB NOT NULL DEFAULT '[]',
    "canApplyToAssets" BOOLEAN NOT NULL DEFAULT false,
    "canApplyToEquity" BOOLEAN NOT NULL DEFAULT false,
    "canApplyToExpenses" BOOLEAN NOT NULL DEFAULT false,
    "canApplyToLiabilities" BOOLEAN NOT NULL DEFAULT false,
    "canApplyToRevenue" BOOLEAN NOT NULL DEFAULT false,
    "reportTaxType" TEXT,
    "isArchived" BOOLEAN NOT NULL DEFAULT false,
    "isVisible" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TaxRate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TrackingCategory" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "ledgerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "isArchived" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TrackingCategory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TrackingOption" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "categoryId" UUID NOT NULL,
    "ledgerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "isArchived" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TrackingOption_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Currency" (
    "connectionId" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "description" TEXT,
    "isArchived" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Currency_pkey" PRIMARY KEY ("connectionId","code")
);

-- CreateTable
CREATE TABLE "Product" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "ledgerId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT,
    "description" TEXT,
    "purchaseAccountCode" TEXT,
    "purchaseTaxType" TEXT,
    "purchaseUnitAmount" DECIMAL(19,4),
    "saleAccountCode" TEXT,
    "saleTaxType" TEXT,
    "saleUnitAmount" DECIMAL(19,4),
    "isSold" BOOLEAN NOT NULL DEFAULT false,
    "isPurchased" BOOLEAN NOT NULL DEFAULT false,
    "isArchived" BOOLEAN NOT NULL DEFAULT false,
    "ledgerUpdatedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Document" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "mimeType" TEXT NOT NULL,
    "byteSize" INTEGER NOT NULL,
    "storageKey" TEXT NOT NULL,
    "pageCount" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Item" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "workspace" "Workspace" NOT NULL DEFAULT 'COSTS',
    "place" "ItemPlace" NOT NULL DEFAULT 'INBOX',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "documentId" UUID,
    "submittedByUserId" UUID NOT NULL,
    "submittedByName" TEXT NOT NULL,
    "type" "ItemType" NOT NULL DEFAULT 'INVOICE',
    "contactId" UUID,
    "issuedOn" DATE,
    "dueOn" DATE,
    "reference" TEXT,
    "accountId" UUID,
    "description" TEXT,
    "currency" TEXT,
    "total" DECIMAL(19,4),
    "taxRateId" UUID,
    "taxAmount" DECIMAL(19,4),
    "tracking1OptionId" UUID,
    "tracking2OptionId" UUID,
    "publishAs" "PublishAs" NOT NULL DEFAULT 'AUTHORISED',
    "refusal" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archivedAt" TIMESTAMPTZ(3),
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LineItem" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "description" TEXT,
    "quantity" DECIMAL(19,4) NOT NULL DEFAULT 1,
    "unitAmount" DECIMAL(19,4),
    "accountId" UUID,
    "taxRateId" UUID,
    "taxAmount" DECIMAL(19,4),
    "total" DECIMAL(19,4),
    "tracking1OptionId" UUID,
    "tracking2OptionId" UUID,

    CONSTRAINT "LineItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ItemEvent" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorKind" "ActorKind" NOT NULL,
    "userId" UUID,
    "actorName" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "field" TEXT,
    "before" JSONB,
    "after" JSONB,
    "revision" INTEGER,
    "detail" JSONB,

    CONSTRAINT "ItemEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Publication" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "itemRevision" INTEGER NOT NULL,
    "kind" "PublicationKind" NOT NULL,
    "publishAs" "PublishAs" NOT NULL,
    "coding" JSONB NOT NULL,
    "state" "PublicationState" NOT NULL DEFAULT 'QUEUED',
    "attachmentState" "AttachmentState" NOT NULL DEFAULT 'NONE',
    "requestedByUserId" UUID,
    "requestedByName" TEXT NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "leaseUntil" TIMESTAMPTZ(3),
    "leaseId" UUID,
    "notBefore" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "attachmentAttempts" INTEGER NOT NULL DEFAULT 0,
    "ledgerId" TEXT,
    "ledgerNumber" TEXT,
    "ledgerUrl" TEXT,
    "reasons" JSONB,
    "differences" JSONB,
    "attachmentError" JSONB,
    "postedAt" TIMESTAMPTZ(3),
    "completedAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Publication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Dispatch" (
    "id" UUID NOT NULL,
    "businessId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "kind" "DispatchKind" NOT NULL,
    "idempotencyKey" TEXT NOT NULL,
    "body" TEXT,
    "bodyHash" TEXT NOT NULL,
    "state" "DispatchState" NOT NULL DEFAULT 'STORED',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "firstSentAt" TIMESTAMPTZ(3),
    "answeredAt" TIMESTAMPTZ(3),
    "sends" INTEGER NOT NULL DEFAULT 0,
    "statusCode" INTEGER,
    "error" JSONB,

    CONSTRAINT "Dispatch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DispatchMember" (
    "dispatchId" UUID NOT NULL,
    "publicationId" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "DispatchMember_pkey" PRIMARY KEY ("dispatchId","publicationId")
);

-- CreateTable
CREATE TABLE "WorkerHeartbeat" (
    "id" UUID NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "beatAt" TIMESTAMPTZ(3) NOT NULL,
    "host" TEXT NOT NULL,
    "version" TEXT NOT NULL,

    CONSTRAINT "WorkerHeartbeat_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Business_slug_key" ON "Business"("slug");

-- CreateIndex
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Membership_businessId_userId_key" ON "Membership"("businessId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "ConnectionAttempt_stateHash_key" ON "ConnectionAttempt"("stateHash");

-- CreateIndex
CREATE INDEX "ConnectionAttempt_businessId_createdAt_idx" ON "ConnectionAttempt"("businessId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Grant_ledger_subject_key" ON "Grant"("ledger", "subject");

-- CreateIndex
CREATE INDEX "Connection_grantId_idx" ON "Connection"("grantId");

-- CreateIndex
CREATE UNIQUE INDEX "Connection_businessId_ledger_organisationId_key" ON "Connection"("businessId", "ledger", "organisationId");

-- CreateIndex
CREATE INDEX "SyncRun_connectionId_createdAt_idx" ON "SyncRun"("connectionId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "Account_businessId_isArchived_code_idx" ON "Account"("businessId", "isArchived", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Account_connectionId_ledgerId_key" ON "Account"("connectionId", "ledgerId");

-- CreateIndex
CREATE INDEX "Contact_businessId_isSupplier_isArchived_normalisedName_id_idx" ON "Contact"("businessId", "isSupplier", "isArchived", "normalisedName", "id");

-- CreateIndex
CREATE INDEX "Contact_businessId_isCustomer_isArchived_normalisedName_id_idx" ON "Contact"("businessId", "isCustomer", "isArchived", "normalisedName", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Contact_connectionId_ledgerId_key" ON "Contact"("connectionId", "ledgerId");

-- CreateIndex
CREATE UNIQUE INDEX "TaxRate_connectionId_taxType_key" ON "TaxRate"("connectionId", "taxType");

-- CreateIndex
CREATE UNIQUE INDEX "TrackingCategory_connectionId_ledgerId_key" ON "TrackingCategory"("connectionId", "ledgerId");

-- CreateIndex
CREATE INDEX "TrackingOption_categoryId_idx" ON "TrackingOption"("categoryId");

-- CreateIndex
CREATE UNIQUE INDEX "TrackingOption_connectionId_ledgerId_key" ON "TrackingOption"("connectionId", "ledgerId");

-- CreateIndex
CREATE UNIQUE INDEX "Product_connectionId_ledgerId_key" ON "Product"("connectionId", "ledgerId");

-- CreateIndex
CREATE INDEX "Document_businessId_sha256_idx" ON "Document"("businessId", "sha256");

-- CreateIndex
CREATE INDEX "Item_businessId_workspace_place_createdAt_id_idx" ON "Item"("businessId", "workspace", "place", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Item_businessId_submittedByUserId_idx" ON "Item"("businessId", "submittedByUserId");

-- CreateIndex
CREATE UNIQUE INDEX "Item_businessId_number_key" ON "Item"("businessId", "number");

-- CreateIndex
CREATE INDEX "LineItem_itemId_position_idx" ON "LineItem"("itemId", "position");

-- CreateIndex
CREATE INDEX "ItemEvent_itemId_at_idx" ON "ItemEvent"("itemId", "at");

-- CreateIndex
CREATE INDEX "Publication_connectionId_state_requestedAt_idx" ON "Publication"("connectionId", "state", "requestedAt");

-- CreateIndex
CREATE INDEX "Publication_itemId_requestedAt_idx" ON "Publication"("itemId", "requestedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Dispatch_idempotencyKey_key" ON "Dispatch"("idempotencyKey");

-- CreateIndex
CREATE INDEX "Dispatch_connectionId_state_idx" ON "Dispatch"("connectionId", "state");

-- CreateIndex
CREATE INDEX "DispatchMember_publicationId_idx" ON "DispatchMember"("publicationId");

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Connection" ADD CONSTRAINT "Connection_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Connection" ADD CONSTRAINT "Connection_grantId_fkey" FOREIGN KEY ("grantId") REFERENCES "Grant"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ListState" ADD CONSTRAINT "ListState_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SyncRun" ADD CONSTRAINT "SyncRun_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SyncRunList" ADD CONSTRAINT "SyncRunList_syncRunId_fkey" FOREIGN KEY ("syncRunId") REFERENCES "SyncRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaxRate" ADD CONSTRAINT "TaxRate_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrackingCategory" ADD CONSTRAINT "TrackingCategory_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrackingOption" ADD CONSTRAINT "TrackingOption_categoryId_fkey" FOREIGN KEY ("categoryId") REFERENCES "TrackingCategory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Currency" ADD CONSTRAINT "Currency_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Product" ADD CONSTRAINT "Product_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_businessId_fkey" FOREIGN KEY ("businessId") REFERENCES "Business"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LineItem" ADD CONSTRAINT "LineItem_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ItemEvent" ADD CONSTRAINT "ItemEvent_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Publication" ADD CONSTRAINT "Publication_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "Connection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Publication" ADD CONSTRAINT "Publication_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DispatchMember" ADD CONSTRAINT "DispatchMember_dispatchId_fkey" FOREIGN KEY ("dispatchId") REFERENCES "Dispatch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DispatchMember" ADD CONSTRAINT "DispatchMember_publicationId_fkey" FOREIGN KEY ("publicationId") REFERENCES "Publication"("id") ON DELETE CASCADE ON UPDATE CASCADE;
