import type { Prisma } from '#prisma/generated/client.ts';

/** Contacts that can be chosen: of the books that codings are checked against, or made here and in no books yet. */
export function ofBooks(businessId: string, connectionId: string | null) {
  return {
    businessId,
    isArchived: false,
    OR: [{ connectionId: null }, ...(connectionId ? [{ connectionId }] : [])],
  } satisfies Prisma.ContactWhereInput;
}
