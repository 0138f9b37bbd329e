import { type Db, db } from '#lib/db.ts';
import type { Contact } from '#lib/domain/lists.ts';
import { afterAnswer, afterSilence, backoffMs } from '#lib/domain/publication/dispatch.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import type { LedgerError, LedgerReason } from '#lib/ledger/ledger-error.ts';
import { lockContacts } from '#lib/lists/lock-contacts.ts';
import type { Dispatch, Publication } from '#prisma/generated/client.ts';
import { meaningOf, reasonsOf, writing } from './answer.ts';
import { databaseNow, hashOf, markSent, recordDispatch, storeDispatch } from './dispatches.ts';
import type { Lease } from './lease.ts';
import { type Books, codingIn } from './load-books.ts';
import { recordRefused } from './record.ts';

/**
 * Creates the suppliers that exist here only, one request each, and gives the publications that can go on. Those of a
 * supplier that the ledger refuses are refused, those whose answer got lost are tried again later. An error means that
 * nothing can go on for now.
 *
 * A lost answer needs no search here: a contact's name is unique in the ledger, and creating one that is there gives
 * the one that is there.
 */
export async function createMissingContacts(
  ledger: Ledger,
  lease: Lease,
  publications: Publication[],
  { businessId, lists }: Books,
): Promise<Result<Publication[], LedgerError>> {
  const missing = new Map<Contact, Publication[]>();
  for (const publication of publications) {
    const contact = lists.contacts.get(codingIn(publication).contactId ?? '');
    if (contact && contact.ledgerId === null) missing.set(contact, [...(missing.get(contact) ?? []), publication]);
  }
  const left = new Set<Publication>();
  for (const [contact, concerned] of missing) {
    const created = await createContact(ledger, lease, businessId, contact, concerned);
    if (created.ok) lists.contacts.set(contact.id, { ...contact, ledgerId: created.value });
    else if (meaningOf(created.error) === 'turnedAway') return created;
    else {
      if (meaningOf(created.error) === 'silence') await delayOrGiveUp(concerned);
      else await refuse(concerned, reasonsOf(created.error));
      for (const publication of concerned) left.add(publication);
    }
  }
  return ok(publications.filter((publication) => !left.has(publication)));
}

async function createContact(
  ledger: Ledger,
  lease: Lease,
  businessId: string,
  contact: Contact,
  concerned: Publication[],
): Promise<Result<string, LedgerError>> {
  const body = ledger.contactBody(contact.name);
  const publicationIds = concerned.map(({ id }) => id);
  const dispatch =
    (await unanswered(ledger, lease, body, publicationIds)) ??
    (await storeDispatch(lease, { businessId, kind: 'CONTACT', publicationIds, content: { body } }));
  const { isResend } = await markSent(lease, dispatch.id, publicationIds);
  const { idempotencyKey } = dispatch;
  const created = await writing(() => ledger.createContact(contact.name, { idempotencyKey, body }));
  await db.$transaction(async (transaction) => {
    if (created.ok) {
      await adopt(transaction, contact.id, created.value.ledgerId, lease.connectionId);
      await recordDispatch(transaction, dispatch.id, 'ANSWERED');
    } else {
      const verdict = afterAnswer(meaningOf(created.error), { isResend, documents: 1 });
      await recordDispatch(transaction, dispatch.id, verdict.dispatch, created.error);
    }
  });
  return created.ok ? ok(created.value.ledgerId) : created;
}

/** The same request of before whose answer got lost, while its key still holds. */
async function unanswered(ledger: Ledger, lease: Lease, body: string, ids: string[]): Promise<Dispatch | null> {
  const earlier = await db.dispatch.findFirst({
    where: {
      connectionId: lease.connectionId,
      kind: 'CONTACT',
      state: { in: ['SENT', 'UNCERTAIN'] },
      bodyHash: hashOf({ body }),
      members: { some: { publicationId: { in: ids } } },
    },
    orderBy: { createdAt: 'desc' },
  });
  if (!earlier) return null;
  if (afterSilence(earlier, ledger.capabilities.idempotencyKeyLifeMs, await databaseNow()).move === 'resend') {
    return earlier;
  }
  await db.dispatch.update({ where: { id: earlier.id }, data: { state: 'VOID' } });
  return null;
}

/**
 * The contact is in the ledger now. When our lists have it already, under the same name, the one made here gives way:
 * items and what is queued point at the other from now on.
 */
async function adopt(transaction: Db, contactId: string, ledgerId: string, connectionId: string): Promise<void> {
  await lockContacts(transaction, connectionId);
  const known = await transaction.contact.findUnique({
    where: { connectionId_ledgerId: { connectionId, ledgerId } },
    select: { id: true },
  });
  if (!known) {
    await transaction.contact.update({
      where: { id: contactId },
      data: { ledgerId, connectionId, isSupplier: true, updatedAt: new Date() },
    });
    return;
  }
  if (known.id === contactId) return;
  await transaction.item.updateMany({ where: { contactId }, data: { contactId: known.id } });
  await transaction.$executeRaw`
    UPDATE "Publication" SET "coding" = jsonb_set("coding", '{contactId}', to_jsonb(${known.id}::text))
    WHERE "connectionId" = ${connectionId}::uuid AND "state" = 'QUEUED' AND "coding" ->> 'contactId' = ${contactId}`;
  await transaction.contact.delete({ where: { id: contactId } });
}

async function refuse(concerned: Publication[], reasons: LedgerReason[]): Promise<void> {
  const atSupplier = reasons.map((reason) => ({ ...reason, field: reason.field ?? ('contactId' as const) }));
  await db.$transaction(async (transaction) => {
    for (const publication of concerned) await recordRefused(transaction, publication, atSupplier, 'ledger');
  });
}

/** Times a supplier is tried in vain before its publications are given up: with growing pauses, some six minutes. */
const MAX_TRIES = 8;

async function delayOrGiveUp(concerned: Publication[]): Promise<void> {
  const ids = concerned.map(({ id }) => id);
  const sent = await db.dispatch.aggregate({
    where: { kind: 'CONTACT', members: { some: { publicationId: { in: ids } } } },
    _sum: { sends: true },
  });
  const tries = sent._sum.sends ?? 1;
  if (tries >= MAX_TRIES) return refuse(concerned, [noVerdict]);
  const notBefore = new Date(Date.now() + backoffMs(tries));
  await db.publication.updateMany({ where: { id: { in: ids }, state: 'QUEUED' }, data: { notBefore } });
}

const noVerdict: LedgerReason = {
  code: 'other',
  field: 'contactId',
  line: null,
  message:
    'The accounting software broke down each time this supplier was to be created there, and nothing was posted. ' +
    'Try again later, or create the supplier there, refresh the lists and choose it here.',
  ledgerText: '',
};
