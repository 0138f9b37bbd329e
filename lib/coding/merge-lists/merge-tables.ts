import { BANK_ACCOUNT_TYPE } from '#lib/domain/account.ts';
import type { MergeList } from '#lib/domain/merge-lists.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { isClaimOpen } from '../contact-settings.ts';

/** How the entries of a list lie in the database, under the alias `e`, and where items name them. */
export type MergeTable = {
  /** The table, and what has to be joined for the columns below. */
  from: Prisma.Sql;
  /** Which rows of the table are of this list. */
  where: Prisma.Sql;
  code: Prisma.Sql;
  name: Prisma.Sql;
  /** MergeEntry's. */
  group: Prisma.Sql;
  numbers: Prisma.Sql;
  email: Prisma.Sql;
  /** Where coding names an entry. */
  places: { item?: readonly string[]; line?: readonly string[]; isPaidThrough?: true };
  /** Whether a setting of ours hangs on the entry, beside items. */
  hasSettings: Prisma.Sql;
  /** What pickers offer: active entries that may be chosen. */
  isOffered: Prisma.Sql;
};

const none = Prisma.sql`NULL::text`;
const no = Prisma.sql`false`;
const noNumbers = Prisma.sql`ARRAY[]::text[]`;

const account = {
  from: Prisma.sql`"Account" AS e`,
  code: Prisma.sql`e."code"`,
  name: Prisma.sql`e."name"`,
  email: none,
} as const;

export const mergeTables: Record<MergeList, MergeTable> = {
  categories: {
    ...account,
    where: Prisma.sql`e."type" <> ${BANK_ACCOUNT_TYPE}`,
    group: Prisma.sql`e."class"`,
    numbers: noNumbers,
    // An account that payments may be made from is a payment method too.
    places: { item: ['accountId'], line: ['accountId'], isPaidThrough: true },
    hasSettings: Prisma.sql`(NOT e."isVisible" OR EXISTS (SELECT FROM "PaymentMethod" AS m WHERE m."accountId" = e."id")
      OR EXISTS (SELECT FROM "Business" AS b
                  WHERE b."id" = e."businessId" AND e."id" IN (b."cisAccountId", b."cisMaterialsAccountId"))
      OR EXISTS (SELECT FROM "ClaimRate" AS r WHERE r."businessId" = e."businessId" AND r."accountId" = e."id"))`,
    isOffered: Prisma.sql`NOT e."isArchived" AND e."systemAccount" IS NULL`,
  },
  'payment-methods': {
    ...account,
    where: Prisma.sql`e."type" = ${BANK_ACCOUNT_TYPE}`,
    group: Prisma.sql`e."currencyCode"`,
    numbers: Prisma.sql`array_remove(ARRAY[e."bankAccountNumber"], NULL)`,
    places: { isPaidThrough: true },
    hasSettings: Prisma.sql`EXISTS (SELECT FROM "PaymentMethod" AS m WHERE m."accountId" = e."id")`,
    isOffered: Prisma.sql`NOT e."isArchived"`,
  },
  'tax-rates': {
    from: Prisma.sql`"TaxRate" AS e`,
    where: Prisma.sql`true`,
    code: Prisma.sql`e."taxType"`,
    name: Prisma.sql`e."name"`,
    group: Prisma.sql`trim_scale(e."effectiveRate")::text`,
    numbers: noNumbers,
    email: none,
    places: { item: ['taxRateId'], line: ['taxRateId'] },
    hasSettings: Prisma.sql`(NOT e."isVisible" OR EXISTS (SELECT FROM "Business" AS b
      WHERE b."id" = e."businessId" AND e."id" IN (b."defaultCostRateId", b."defaultSaleRateId"))
      OR EXISTS (SELECT FROM "ClaimRate" AS r WHERE r."businessId" = e."businessId" AND r."taxRateId" = e."id"))`,
    isOffered: Prisma.sql`NOT e."isArchived"`,
  },
  tracking: {
    from: Prisma.sql`"TrackingOption" AS e JOIN "TrackingCategory" AS g ON g."id" = e."categoryId"`,
    where: Prisma.sql`true`,
    code: none,
    name: Prisma.sql`e."name"`,
    group: Prisma.sql`g."name"`,
    numbers: noNumbers,
    email: none,
    places: {
      item: ['tracking1OptionId', 'tracking2OptionId'],
      line: ['tracking1OptionId', 'tracking2OptionId'],
    },
    hasSettings: no,
    isOffered: Prisma.sql`NOT e."isArchived" AND NOT g."isArchived"`,
  },
  products: {
    from: Prisma.sql`"Product" AS e`,
    where: Prisma.sql`true`,
    code: Prisma.sql`e."code"`,
    name: Prisma.sql`coalesce(e."name", e."code")`,
    group: none,
    numbers: noNumbers,
    email: none,
    places: { line: ['productId'] },
    hasSettings: no,
    isOffered: Prisma.sql`NOT e."isArchived"`,
  },
  contacts: {
    from: Prisma.sql`"Contact" AS e`,
    where: Prisma.sql`true`,
    code: none,
    name: Prisma.sql`e."name"`,
    group: none,
    numbers: Prisma.sql`array_remove(ARRAY[e."taxNumber", e."accountNumber", e."bankAccount"], NULL)`,
    email: Prisma.sql`e."email"`,
    places: { item: ['contactId'], line: ['rebillableContactId'] },
    hasSettings: Prisma.sql`(EXISTS (SELECT FROM "ContactAlias" AS a WHERE a."contactId" = e."id")
      OR EXISTS (SELECT FROM "SupplierMark" AS m WHERE m."contactId" = e."id")
      OR EXISTS (SELECT FROM "Claim" AS claim WHERE claim."contactId" = e."id" AND ${isClaimOpen})
      OR EXISTS (SELECT FROM "Owner" AS o WHERE o."businessId" = e."businessId" AND o."claimContactId" = e."id"))`,
    isOffered: Prisma.sql`NOT e."isArchived" AND e."mergedIntoId" IS NULL`,
  },
};

/** Entries of other books than these. Contacts that were made here while nothing was connected are of none. */
export const isOfOtherBooks = (businessId: string, connectionId: string): Prisma.Sql =>
  Prisma.sql`e."businessId" = ${businessId}::uuid AND e."connectionId" <> ${connectionId}::uuid`;
