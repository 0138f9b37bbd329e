import type { BusinessScope } from '#lib/scope.ts';
import { contains } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { nameContains } from '../contact-name-search.ts';
import { duplicateIds } from '../duplicate-contacts.ts';
import { type BrowsePlan, browse, byText, type ListQuery, listQueryOf, type Sorts } from './browse.ts';
import type { ListSource } from './list-source.ts';

export type ContactRow = {
  id: string;
  name: string;
  email: string | null;
  taxNumber: string | null;
  /** The names by which documents call it, in their order. */
  aliases: string[];
  /** Its items in the inbox, and those that are published. */
  openItems: number;
  publishedItems: number;
  /** When the newest of its items was added. */
  lastUsedAt: Date | null;
  /** Made here, and not in the accounting software until something is published with it. */
  isOnlyHere: boolean;
  isArchived: boolean;
};

const sorts: Sorts = {
  name: { key: Prisma.sql`c."normalisedName"`, type: 'text' },
  items: { key: Prisma.sql`coalesce(u."open" + u."published", 0)`, type: 'numeric' },
  lastUsed: { key: Prisma.sql`coalesce(u."lastUsedAt", 'epoch'::timestamptz)`, type: 'timestamptz' },
  email: byText(Prisma.sql`c."email"`),
  taxNumber: byText(Prisma.sql`c."taxNumber"`),
};
export const contactQuery = listQueryOf(sorts);

export function browseSuppliers(scope: BusinessScope, source: ListSource | null, query: ListQuery) {
  return browse<ContactRow>(suppliersPlan(scope, source), query);
}

export function browseCustomers(scope: BusinessScope, source: ListSource | null, query: ListQuery) {
  return browse<ContactRow>(contactsPlan(scope, source, Prisma.sql`c."isCustomer"`), query);
}

export function suppliersPlan(scope: BusinessScope, source: ListSource | null): BrowsePlan {
  return contactsPlan(scope, source, Prisma.sql`c."isSupplier"`);
}

const usage = Prisma.sql`count(*) FILTER (WHERE i."place" = 'INBOX' AND i."status" <> 'PUBLISHED')::int AS "open",
  count(*) FILTER (WHERE i."status" = 'PUBLISHED')::int AS "published", max(i."createdAt") AS "lastUsedAt"`;

/** Those of the connection, and those made here that no organisation knows yet. */
function contactsPlan(scope: BusinessScope, source: ListSource | null, isOfKind: Prisma.Sql): BrowsePlan {
  const business = Prisma.sql`${scope.businessId}::uuid`;
  const items = Prisma.sql`"Item" AS i WHERE i."businessId" = ${business} AND i."deletedAt" IS NULL`;
  // Asked for each of the few contacts that a page shows or, when they decide the order, counted once for all.
  const ofPage = Prisma.sql`LEFT JOIN LATERAL
    (SELECT ${usage} FROM ${items} AND i."contactId" = c."id") AS u ON TRUE`;
  const ofAll = Prisma.sql`LEFT JOIN
    (SELECT i."contactId", ${usage} FROM ${items} GROUP BY i."contactId") AS u ON u."contactId" = c."id"`;
  return {
    columns: Prisma.sql`c."id", c."name", c."email", c."taxNumber", c."isArchived", c."ledgerId" IS NULL AS "isOnlyHere",
      ARRAY(SELECT a."name" FROM "ContactAlias" AS a WHERE a."contactId" = c."id" ORDER BY a."normalisedName") AS "aliases",
      coalesce(u."open", 0) AS "openItems", coalesce(u."published", 0) AS "publishedItems", u."lastUsedAt"`,
    from: Prisma.sql`"Contact" AS c`,
    joins: { ofPage, sortedBy: { items: ofAll, lastUsed: ofAll } },
    id: Prisma.sql`c."id"`,
    where: Prisma.sql`c."businessId" = ${business} AND ${isOfKind}
      AND c."mergedIntoId" IS NULL
      AND (c."connectionId" = ${source?.connectionId ?? null}::uuid OR c."ledgerId" IS NULL)`,
    isArchived: Prisma.sql`c."isArchived"`,
    matches: (search) => matches(business, search),
    sorts,
    filters: {
      show: {
        used: Prisma.sql`EXISTS (SELECT FROM ${items} AND i."contactId" = c."id")`,
        here: Prisma.sql`c."ledgerId" IS NULL`,
        alike: Prisma.sql`c."id" IN ${duplicateIds(scope.businessId, source?.connectionId ?? null)}`,
      },
    },
    uncounted: ['alike'],
  };
}

/** Any part of its name or of an alias, accents and punctuation aside, or of what else identifies a contact. */
function matches(business: Prisma.Sql, search: string): Prisma.Sql {
  const inAlias = nameContains(Prisma.sql`a`, search);
  return Prisma.join(
    [
      nameContains(Prisma.sql`c`, search) ?? Prisma.sql`false`,
      ...(inAlias
        ? [
            Prisma.sql`c."id" IN (SELECT a."contactId" FROM "ContactAlias" AS a WHERE a."businessId" = ${business} AND ${inAlias})`,
          ]
        : []),
      ...['email', 'taxNumber', 'accountNumber'].map((name) => contains(Prisma.raw(`c."${name}"`), search)),
    ],
    ' OR ',
  );
}
