import { replaceContacts } from '#lib/coding/replace-contacts.ts';
import type { Db } from '#lib/db.ts';
import { intray } from '#lib/domain/actor.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { lockContacts } from '#lib/lists/lock-contacts.ts';
import { requestReview } from '#lib/lists/request-review.ts';
import { takeContactPlace } from '#lib/lists/take-contact-place.ts';

/** A contact made here, under its id of the ledger. */
export type CreatedContact = { contactId: string; name: string; ledgerId: string };

/**
 * The contact is in the ledger now. When our lists have it already, under the same name, the one made here gives way:
 * items and what is queued point at the other from now on.
 */
export async function adoptContact(
  transaction: Db,
  { businessId, connectionId, workspace }: { businessId: string; connectionId: string; workspace: Workspace | null },
  { contactId, name, ledgerId }: CreatedContact,
): Promise<void> {
  await lockContacts(transaction, connectionId);
  const known = await transaction.contact.findUnique({
    where: { connectionId_ledgerId: { connectionId, ledgerId } },
    select: { id: true, name: true },
  });
  if (!known) {
    await transaction.contact.updateMany({
      where: { id: contactId },
      data: {
        ledgerId,
        connectionId,
        ...(workspace === 'COSTS' && { isSupplier: true }),
        ...(workspace === 'SALES' && { isCustomer: true }),
        updatedAt: new Date(),
      },
    });
    return;
  }
  if (known.id === contactId) return;
  // Whoever is choosing it at this moment has done so before it is replaced, or finds it gone.
  await transaction.$queryRaw`SELECT 1 FROM "Contact" WHERE "id" = ${contactId}::uuid FOR UPDATE`;
  const replacement = { from: { id: contactId, name }, to: known };
  await replaceContacts(transaction, { businessId, actor: intray }, [replacement], 'all');
  await transaction.$executeRaw`
    UPDATE "Publication" SET "coding" = jsonb_set("coding", '{contactId}', to_jsonb(${known.id}::text))
    WHERE "connectionId" = ${connectionId}::uuid AND "state" = 'QUEUED' AND "coding" ->> 'contactId' = ${contactId}`;
  await transaction.publicationStep.updateMany({
    where: { kind: 'CONTACT', subjectId: contactId },
    data: { subjectId: known.id },
  });
  await takeContactPlace(transaction, { from: contactId, to: known.id });
  await transaction.contact.deleteMany({ where: { id: contactId } });
  // Other items follow too, and the contact that they have now may be archived.
  await requestReview(transaction, businessId);
}
