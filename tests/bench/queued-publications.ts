import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { db } from '#lib/db.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { anItem, type ConnectedBusiness, publish } from '#tests/support/publishing.ts';

const FILE_BYTES = 60_000;

/**
 * So many bills of 120.00 with a document each, queued as *Publish* queues them, and as a bare client would send them.
 * The first is published through the use case; the others are its like, since 500 times it takes longer than what is
 * measured. Nothing of them is sent before the connection is usable again.
 */
export async function manyQueued(
  business: ConnectedBusiness,
  count: number,
): Promise<{ body: object; files: Buffer[] }> {
  const { businessId } = business.scope;
  const { items: firsts, files } = await itemsLike(business, count);
  const [first = '', ...others] = firsts;
  const unusable = { status: 'NEEDS_RECONNECTING' } as const;
  await db.connection.update({ where: { id: business.connectionId }, data: unusable });
  await publish(business, [{ id: first, revision: 1 }]);
  await db.$transaction([
    db.$executeRaw`
      INSERT INTO "Publication"
      SELECT made.*
        FROM "Publication" AS model, "Item" AS item,
             jsonb_populate_record(model, jsonb_build_object(
               'id', gen_random_uuid(), 'itemId', item."id",
               'coding', model."coding" || jsonb_build_object('reference', item."reference"))) AS made
       WHERE model."itemId" = ${first}::uuid AND item."id" = ANY(${others}::uuid[])`,
    db.$executeRaw`
      INSERT INTO "PublicationStep"
      SELECT made.*
        FROM "PublicationStep" AS model
        JOIN "Publication" AS published ON published."id" = model."publicationId" AND published."itemId" = ${first}::uuid
       CROSS JOIN "Publication" AS publication
        LEFT JOIN "ItemDocument" AS document ON document."itemId" = publication."itemId",
             jsonb_populate_record(model, jsonb_build_object(
               'id', gen_random_uuid(), 'publicationId', publication."id",
               'subjectId', CASE WHEN model."kind" = 'ATTACHMENT' THEN document."documentId" END)) AS made
       WHERE publication."itemId" = ANY(${others}::uuid[])`,
    db.$executeRaw`UPDATE "Item" SET "status" = 'WAITING' WHERE "businessId" = ${businessId}::uuid`,
  ]);
  const references = firsts.map((_, index) => `BARE-${index}`);
  return { body: { Invoices: references.map(asBill) }, files };
}

/** Items that are ready, made in a few statements. */
async function itemsLike(business: ConnectedBusiness, count: number): Promise<{ items: string[]; files: Buffer[] }> {
  const { businessId } = business.scope;
  const model = await anItem(business, { original: null });
  const rows = Array.from({ length: count }, () => {
    const bytes = randomBytes(FILE_BYTES);
    return {
      itemId: randomUUID(),
      documentId: randomUUID(),
      storageKey: `${businessId}/originals/${randomUUID()}`,
      bytes,
    };
  });
  for (const { storageKey, bytes } of rows) await storage().put(storageKey, bytes);
  const { lastItemNumber } = await db.business.update({
    where: { id: businessId },
    data: { lastItemNumber: { increment: count } },
  });
  await db.$executeRaw`
    INSERT INTO "Item"
    SELECT made.*
      FROM "Item" AS model, unnest(${rows.map(({ itemId }) => itemId)}::uuid[]) WITH ORDINALITY AS new(id, index),
           jsonb_populate_record(model, jsonb_build_object(
             'id', new.id, 'number', ${lastItemNumber - count}::int + new.index,
             'reference', 'INV-' || (${lastItemNumber - count}::int + new.index))) AS made
     WHERE model."id" = ${model.id}::uuid`;
  await db.document.createMany({
    data: rows.map(({ documentId: id, storageKey, bytes }) => ({
      ...{ id, businessId, storageKey, byteSize: bytes.length },
      ...{
        sha256: createHash('sha256').update(bytes).digest('hex'),
        fileName: 'Invoice.pdf',
        mimeType: 'application/pdf',
      },
    })),
  });
  await db.itemDocument.createMany({
    data: rows.map(({ itemId, documentId }) => ({ itemId, documentId, position: 0 })),
  });
  return { items: rows.map(({ itemId }) => itemId), files: rows.map(({ bytes }) => bytes) };
}

const asBill = (reference: string) => ({
  Type: 'ACCPAY',
  Contact: { Name: 'Bidfood' },
  InvoiceNumber: reference,
  Date: '2026-11-02',
  DueDate: '2026-12-02',
  Status: 'DRAFT',
  LineItems: [{ Description: 'Paper and pens', Quantity: 1, UnitAmount: 100, AccountCode: '429', TaxType: 'INPUT2' }],
});
