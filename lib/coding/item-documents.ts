import type { Prisma } from '#prisma/generated/client.ts';

/** What a query has to include for `firstDocument`. */
export const withFirstDocument = {
  // The words of it are many, and asked for where they are looked into.
  documents: { orderBy: { position: 'asc' }, take: 1, select: { document: { omit: { readText: true } } } },
} as const satisfies Prisma.ItemInclude;

type WithFirstDocument = Prisma.ItemGetPayload<{ include: typeof withFirstDocument }>;

/** The document that lists and pages show of an item; null for an item without one. */
export function firstDocument({ documents }: Pick<WithFirstDocument, 'documents'>) {
  return documents[0]?.document ?? null;
}
