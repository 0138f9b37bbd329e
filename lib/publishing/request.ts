import { authorOf } from '#lib/coding/item-events.ts';
import type { Actor } from '#lib/domain/actor.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import type { LedgerRules } from '#lib/domain/ledger-rules.ts';
import type { Contact } from '#lib/domain/lists.ts';
import { isBankTransaction, isCreditNote, type PublicationKind } from '#lib/domain/publication/publication.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** With a state where there is nothing left to do for it. */
export type NewStep = Pick<Prisma.PublicationStepCreateManyInput, 'kind' | 'subjectId' | 'state' | 'ledgerId'>;

/** Whoever asked for a publication, as its row keeps it. */
export function requestedBy(actor: Actor) {
  const { actorKind, actorId, actorName } = authorOf(actor);
  return { requestedByKind: actorKind, requestedById: actorId, requestedByName: actorName };
}

/**
 * What is to be done for a publication, in order: a contact that the ledger lacks, the document, how it is paid, what it is
 * set against, the link back where the document has no field for it, what is attached.
 */
export function stepsOf(about: {
  contact: Pick<Contact, 'id' | 'ledgerId'> | undefined;
  kind: PublicationKind;
  coding: Pick<Coding, 'payments' | 'creditFor'>;
  rules: Pick<LedgerRules, 'kindsWithoutLink'>;
  documentIds: readonly string[];
}): NewStep[] {
  const { contact, kind, coding, rules, documentIds } = about;
  const payments = isBankTransaction(kind) ? [] : coding.payments;
  return [
    ...(contact && contact.ledgerId === null ? [{ kind: 'CONTACT', subjectId: contact.id } as const] : []),
    { kind: 'DOCUMENT' },
    ...payments.map(({ id: subjectId }) => ({ kind: 'PAYMENT', subjectId }) as const),
    ...(isCreditNote(kind) && coding.creditFor ? [{ kind: 'ALLOCATION' } as const] : []),
    ...(rules.kindsWithoutLink.includes(kind) ? [{ kind: 'NOTE' } as const] : []),
    ...documentIds.map((subjectId) => ({ kind: 'ATTACHMENT', subjectId }) as const),
  ];
}
