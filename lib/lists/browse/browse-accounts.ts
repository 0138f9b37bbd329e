import { BANK_ACCOUNT_TYPE } from '#lib/domain/account.ts';
import type { AccountClass } from '#lib/domain/lists.ts';
import { capabilitiesOf } from '#lib/ledger/ledgers.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { contains } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { type BrowsePlan, browse, byText, type EntryPage, type ListQuery, listQueryOf } from './browse.ts';
import { type ListSource, ofSource } from './list-source.ts';
import { usesOf } from './uses.ts';

export type CategoryRow = {
  id: string;
  code: string | null;
  name: string;
  /** As the ledger's own pages name it. */
  typeName: string;
  class: AccountClass;
  description: string | null;
  taxRateName: string | null;
  /** Items that are coded to it, by themselves or in a line. */
  uses: number;
  /** Whether documents can be coded to it: those that the ledger keeps itself are for nobody to choose. */
  isCodable: boolean;
  isArchived: boolean;
  isVisible: boolean;
};

/** A row as it is stored, with the ledger's code for its type. */
type WithType<Row> = Omit<Row, 'typeName'> & { type: string };

const sorts = {
  code: byText(Prisma.sql`a."code"`),
  name: byText(Prisma.sql`a."name"`),
  type: byText(Prisma.sql`a."type"`),
};

const categorySorts = {
  ...sorts,
  class: byText(Prisma.sql`a."class"`),
  taxRate: byText(Prisma.sql`coalesce(t."name", a."taxType")`),
};
export const categoryQuery = listQueryOf(categorySorts);

const matches = (search: string) =>
  Prisma.sql`${contains(Prisma.sql`a."name"`, search)} OR ${contains(Prisma.sql`a."code"`, search)}`;

/** The chart of accounts. Documents are coded to all but bank accounts, which are payment methods. */
export async function browseCategories(
  scope: BusinessScope,
  source: ListSource,
  query: ListQuery,
): Promise<EntryPage<CategoryRow>> {
  return withTypeNames(source, await browse<WithType<CategoryRow>>(categoriesPlan(scope, source), query));
}

export function categoriesPlan(scope: BusinessScope, source: ListSource): BrowsePlan {
  const ofClass = (name: AccountClass) => Prisma.sql`a."class" = ${name}`;
  return {
    columns: Prisma.sql`a."id", a."code", a."name", a."type", a."class", a."description",
      coalesce(t."name", a."taxType") AS "taxRateName", a."systemAccount" IS NULL AS "isCodable",
      a."isArchived", a."isVisible", ${usesOf(Prisma.sql`a."id"`, { item: ['accountId'], line: ['accountId'] })} AS "uses"`,
    from: Prisma.sql`"Account" AS a
      LEFT JOIN "TaxRate" AS t ON t."connectionId" = a."connectionId" AND t."taxType" = a."taxType"`,
    id: Prisma.sql`a."id"`,
    where: Prisma.sql`${ofSource('a', scope, source)} AND a."type" <> ${BANK_ACCOUNT_TYPE}`,
    isArchived: Prisma.sql`a."isArchived"`,
    matches: (search) => Prisma.sql`${matches(search)} OR ${contains(Prisma.sql`a."description"`, search)}`,
    filters: {
      kind: {
        EXPENSE: ofClass('EXPENSE'),
        ASSET: ofClass('ASSET'),
        LIABILITY: ofClass('LIABILITY'),
        EQUITY: ofClass('EQUITY'),
        REVENUE: ofClass('REVENUE'),
      },
      show: { hidden: Prisma.sql`NOT a."isVisible"` },
    },
    sorts: categorySorts,
  };
}

/** A type that the ledger's adapter has no name for is shown as it came. */
function withTypeNames<Row extends { type: string }>({ ledger }: ListSource, page: EntryPage<Row>) {
  const { accountTypeNames } = capabilitiesOf(ledger);
  return {
    ...page,
    rows: page.rows.map(({ type, ...row }) => ({ ...row, typeName: accountTypeNames[type] ?? type })),
  };
}
