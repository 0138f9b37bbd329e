import type { Prisma } from '#prisma/generated/client.ts';

// The words of it are many, and asked for where they are looked into.
const documentOf = { pages: true, document: { omit: { readText: true } } } as const;

/** What a query has to include for `firstDocument`. */
export const withFirstDocument = {
  documents: { orderBy: { position: 'asc' }, take: 1, select: documentOf },
} as const satisfies Prisma.ItemInclude;

/** All of an item's documents, each with the pages that the item shows of it. */
export const withDocuments = {
  documents: { orderBy: { position: 'asc' }, select: documentOf },
} as const satisfies Prisma.ItemInclude;

type WithFirstDocument = Prisma.ItemGetPayload<{ include: typeof withFirstDocument }>;
export type DocumentOfItem = WithFirstDocument['documents'][number];

/** The document that lists and pages show of an item; null for an item without one. */
export function firstDocument({ documents }: Pick<WithFirstDocument, 'documents'>) {
  return documents[0]?.document ?? null;
}
