import type { Prisma } from '#prisma/generated/client.ts';

/**
 * Contacts that can be chosen: active, of the books that codings are checked against or made here and in no books yet, and
 * not merged into another.
 */
export function ofBooks(businessId: string, connectionId: string | null) {
  return {
    businessId,
    isArchived: false,
    mergedIntoId: null,
    OR: [{ connectionId: null }, ...(connectionId ? [{ connectionId }] : [])],
  } satisfies Prisma.ContactWhereInput;
}
