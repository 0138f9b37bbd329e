import { authorOf } from '#lib/coding/item-events.ts';
import type { Actor } from '#lib/domain/actor.ts';
import type { Contact } from '#lib/domain/lists.ts';
import type { Prisma } from '#prisma/generated/client.ts';

export type NewStep = Pick<Prisma.PublicationStepCreateManyInput, 'kind' | 'subjectId'>;

/** Whoever asked for a publication, as its row keeps it. */
export function requestedBy(actor: Actor) {
  const { actorKind, actorId, actorName } = authorOf(actor);
  return { requestedByKind: actorKind, requestedById: actorId, requestedByName: actorName };
}

/** What is to be done for a publication, in order: a contact that the ledger lacks, the document, what is attached. */
export function stepsOf(about: {
  contact: Pick<Contact, 'id' | 'ledgerId'> | undefined;
  documentIds: readonly string[];
}): NewStep[] {
  const { contact, documentIds } = about;
  return [
    ...(contact && contact.ledgerId === null ? [{ kind: 'CONTACT', subjectId: contact.id } as const] : []),
    { kind: 'DOCUMENT' },
    ...documentIds.map((subjectId) => ({ kind: 'ATTACHMENT', subjectId }) as const),
  ];
}
