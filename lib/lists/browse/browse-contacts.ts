import type { BusinessScope } from '#lib/scope.ts';
import { contains } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { nameContains } from '../contact-name-search.ts';
import { type BrowsePlan, browse, byText, type ListQuery, listQueryOf, type Sorts } from './browse.ts';
import type { ListSource } from './list-source.ts';

export type ContactRow = {
  id: string;
  name: string;
  email: string | null;
  taxNumber: string | null;
  accountNumber: string | null;
  /** Code and name of the account that the ledger suggests for bills. */
  defaultAccount: string | null;
  /** Made here, and not in the accounting software until something is published with it. */
  isOnlyHere: boolean;
  isArchived: boolean;
};

const sorts: Sorts = {
  name: { key: Prisma.sql`c."normalisedName"`, type: 'text' },
  email: byText(Prisma.sql`c."email"`),
  accountNumber: byText(Prisma.sql`c."accountNumber"`),
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

/** Those of the connection, and those made here that no organisation knows yet. */
function contactsPlan(scope: BusinessScope, source: ListSource | null, isOfKind: Prisma.Sql): BrowsePlan {
  return {
    columns: Prisma.sql`c."id", c."name", c."email", c."taxNumber", c."accountNumber", c."isArchived",
      c."ledgerId" IS NULL AS "isOnlyHere",
      (SELECT concat_ws(' ', a."code", a."name") FROM "Account" AS a
        WHERE a."connectionId" = c."connectionId" AND a."code" = c."defaultPurchaseAccountCode" LIMIT 1) AS "defaultAccount"`,
    from: Prisma.sql`"Contact" AS c`,
    id: Prisma.sql`c."id"`,
    where: Prisma.sql`c."businessId" = ${scope.businessId}::uuid AND ${isOfKind}
      AND (c."connectionId" = ${source?.connectionId ?? null}::uuid OR c."ledgerId" IS NULL)`,
    isArchived: Prisma.sql`c."isArchived"`,
    matches,
    sorts,
  };
}

/** Any part of the name, its accents and punctuation aside, or of what else identifies a contact. */
function matches(search: string): Prisma.Sql {
  return Prisma.join(
    [
      nameContains(Prisma.sql`c`, search) ?? Prisma.sql`false`,
      ...['email', 'taxNumber', 'accountNumber'].map((name) => contains(Prisma.raw(`c."${name}"`), search)),
    ],
    ' OR ',
  );
}
