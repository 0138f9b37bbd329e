import { businessConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import { contactNameKey, MAX_CONTACT_NAME, normaliseContactName } from '#lib/domain/contact-name.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { type SupplierOption, similarSuppliers } from './search-contacts.ts';

export type CreatedSupplier = SupplierOption & {
  /** False when an active supplier of this name was there already. */
  isNew: boolean;
};

/**
 * A supplier by name: the active one that has it, ignoring case, as Xero does; else a new one, which becomes a contact
 * there at publishing. When others have nearly this name, fails with `similar` and names them, unless `isDifferent`.
 */
export async function createSupplier(
  scope: BusinessScope,
  { name, isDifferent = false }: { name: string; isDifferent?: boolean },
): Promise<Result<CreatedSupplier>> {
  const clean = name.replace(/\s+/g, ' ').trim();
  const normalisedName = normaliseContactName(clean);
  if (!normalisedName) return failure('nameMissing', "Enter the supplier's name.");
  if (clean.length > MAX_CONTACT_NAME)
    return failure('nameTooLong', `Shorten the name to ${MAX_CONTACT_NAME} characters.`);

  const { businessId } = scope;
  const connectionId = (await businessConnection(db, businessId))?.id ?? null;
  return db.$transaction(async (transaction) => {
    // Two people who create the same supplier at once get one.
    await transaction.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`supplier ${businessId} ${normalisedName}`}, 0))::text`;
    const existing = await transaction.contact.findFirst({
      where: {
        businessId,
        isArchived: false,
        name: { equals: clean, mode: 'insensitive' },
        OR: [{ connectionId: null }, ...(connectionId ? [{ connectionId }] : [])],
      },
      orderBy: { createdAt: 'asc' },
    });
    if (existing)
      return ok({ id: existing.id, name: existing.name, isInLedger: existing.ledgerId !== null, isNew: false });

    if (!isDifferent) {
      const key = contactNameKey(normalisedName);
      const similar = (await similarSuppliers(transaction, businessId, connectionId, normalisedName)).filter(
        (each) => each.similarity > 0.6 || contactNameKey(normaliseContactName(each.name)) === key,
      );
      if (similar.length > 0) {
        return failure('similar', `There is already ${similar.map((each) => each.name).join(', ')}.`, {
          detail: { similar: similar.map(({ id, name, isInLedger }) => ({ id, name, isInLedger })) },
        });
      }
    }
    // Of no books before it is published: whichever are connected then get it.
    const created = await transaction.contact.create({
      data: { businessId, connectionId: null, name: clean, normalisedName, isSupplier: true },
    });
    return ok({ id: created.id, name: created.name, isInLedger: false, isNew: true });
  });
}
