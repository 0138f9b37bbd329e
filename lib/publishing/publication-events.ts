import type { Db } from '#lib/db.ts';
import type { ItemEventKind } from '#lib/domain/item-event.ts';
import { ledgerTitle, storedLedger } from '#lib/ledger/ledgers.ts';
import type { Prisma, Publication } from '#prisma/generated/client.ts';

/** One line of an item's history about its publication. The actor is Intray, unless it is the ledger that decided. */
export async function recordEvent(
  transaction: Db,
  publication: Publication,
  kind: ItemEventKind,
  detail: Prisma.InputJsonObject,
  by: 'intray' | 'ledger' = 'intray',
): Promise<void> {
  const line = eventOf(publication, kind, detail);
  await transaction.itemEvent.create({
    data: by === 'ledger' ? { ...line, actorName: await titleOf(transaction, publication) } : line,
  });
}

/** The same line about many publications, of which Intray is the actor. */
export async function recordEvents(
  transaction: Db,
  kind: ItemEventKind,
  events: { publication: Publication; detail: Prisma.InputJsonObject }[],
): Promise<void> {
  await transaction.itemEvent.createMany({
    data: events.map(({ publication, detail }) => eventOf(publication, kind, detail)),
  });
}

/** What a line says that Intray writes by itself. */
export type EventLine = { kind: ItemEventKind; detail: Prisma.InputJsonObject };

/** One such line, as its row holds it. */
export function eventOf(publication: Publication, kind: ItemEventKind, detail: Prisma.InputJsonObject) {
  return {
    businessId: publication.businessId,
    itemId: publication.itemId,
    actorKind: 'SYSTEM',
    actorName: 'Intray',
    kind,
    revision: publication.itemRevision,
    detail: { publicationId: publication.id, requestedByName: publication.requestedByName, ...detail },
  } as const;
}

async function titleOf(transaction: Db, { connectionId }: Publication): Promise<string> {
  const { ledger } = await transaction.connection.findUniqueOrThrow({
    where: { id: connectionId },
    select: { ledger: true },
  });
  return ledgerTitle(storedLedger({ ledger }));
}
