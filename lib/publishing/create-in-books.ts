import { liveConnection } from '#lib/connections/business-connection.ts';
import { openLedger } from '#lib/connections/open-ledger.ts';
import { db } from '#lib/db.ts';
import { announce } from '#lib/events/announce.ts';
import { wakeReview } from '#lib/lists/request-review.ts';
import { log } from '#lib/log.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import { adoptContact } from './adopt-contact.ts';

/**
 * Makes a contact in the books at once, where the business has it so. Whatever keeps it from that, it is made when its
 * first item is published, and what the ledger says against it is told there. Sent twice it is still one: a name is one
 * contact in the books.
 */
export async function createInBooks(contactId: string): Promise<void> {
  const contact = await db.contact.findFirst({
    where: { id: contactId, ledgerId: null, isArchived: false, mergedIntoId: null },
    select: { businessId: true, name: true },
  });
  if (!contact) return;
  const { businessId, name } = contact;
  const connection = await liveConnection(db, businessId);
  if (!connection) return;
  const opened = await openLedger(connection.id, { priority: 'person' });
  if (!opened.ok) return;
  const ledger = opened.value;
  // The same for every try: what is sent again while the ledger knows the key is not made again.
  const created = await ledger.createContact(name, { idempotencyKey: contactId, body: ledger.contactBody(name) });
  if (!created.ok) {
    const { error } = created;
    if ('until' in error) throw new Postponed(error.until, 'the contact is made later');
    if (error.retry === 'unknown-outcome')
      throw new Error('Whether the contact was made is not known', { cause: error });
    log.info({ connectionId: connection.id, contactId, kind: error.kind }, 'a contact was not made at once');
    return;
  }
  await db.$transaction(async (transaction) => {
    const made = { contactId, name, ledgerId: created.value.ledgerId };
    await adoptContact(transaction, { businessId, connectionId: connection.id, workspace: null }, made);
    await announce(transaction, { businessId, topic: 'sync', id: connection.id });
  });
  await wakeReview(businessId);
}
