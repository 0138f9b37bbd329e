import type { Prisma } from '#prisma/generated/client.ts';

/** What a query has to include for `firstDocument`. */
export const withFirstDocument = {
  documents: { orderBy: { position: 'asc' }, take: 1, select: { document: true } },
} as const satisfies Prisma.ItemInclude;

type WithFirstDocument = Prisma.ItemGetPayload<{ include: typeof withFirstDocument }>;

/** The document that lists and pages show of an item; null for an item without one. */
export function firstDocument({ documents }: Pick<WithFirstDocument, 'documents'>) {
  return documents[0]?.document ?? null;
}
