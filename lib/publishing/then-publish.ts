import { z } from 'zod';
import { publishAsStatuses } from '#lib/domain/coding/fields.ts';
import { log } from '#lib/log.ts';
import type { Prisma, Publication } from '#prisma/generated/client.ts';

/** What is published anew once a document has ended: stored with the request to end it, and parsed when it is read. */
const schema = z.object({
  version: z.literal(1),
  kind: z.enum(['BILL', 'SALES_INVOICE', 'BILL_CREDIT_NOTE', 'SALES_CREDIT_NOTE', 'SPEND_MONEY', 'RECEIVE_MONEY']),
  publishAs: z.enum(publishAsStatuses),
  contactId: z.string(),
  /** As a publication's own: lib/domain/publication/frozen-coding.ts. */
  coding: z.custom<Prisma.InputJsonObject>((value) => typeof value === 'object' && value !== null),
});
type ThenPublish = z.infer<typeof schema>;

export function storedThenPublish(wanted: Omit<ThenPublish, 'version'>): Prisma.InputJsonObject {
  return { version: 1, ...wanted };
}

/** Null, and logged, for what this version can't read: the item is then free, and published by hand. */
export function readThenPublish({ id, thenPublish }: Pick<Publication, 'id' | 'thenPublish'>): ThenPublish | null {
  const read = schema.safeParse(thenPublish);
  if (!read.success) log.error({ publicationId: id }, 'what was to be published anew can’t be read');
  return read.success ? read.data : null;
}
