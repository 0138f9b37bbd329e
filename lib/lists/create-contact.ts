import { businessConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import { contactNameKey, normaliseContactName } from '#lib/domain/contact-name.ts';
import type { NewContacts } from '#lib/domain/new-contacts.ts';
import { normalText } from '#lib/domain/normal-text.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { comparable, isSeen } from '#lib/domain/text.ts';
import { contactWords } from '#lib/domain/words.ts';
import { rulesOf, storedLedger } from '#lib/ledger/ledgers.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { contactByAlias } from './contact-aliases.ts';
import { lockContactName } from './lock-contacts.ts';
import { ofBooks } from './of-books.ts';
import { type ContactOption, similarContacts } from './search-contacts.ts';

export type CreatedContact = ContactOption & {
  /** False when an active contact of this name, or with it as an alias, was there already. */
  isNew: boolean;
  /** When a new one is made in the books. */
  madeThere: NewContacts;
};

/** Contacts of one normalised name that are compared by what is left out of it: nobody has as many. */
const MAX_ALIKE = 1_000;

/**
 * A contact by name: the active one that has it, ignoring case, as ledgers do, or whose alias it is; else a new one, a
 * supplier or a customer by the workspace, which the ledger gets when the business has it so: at publishing, or at once by
 * a worker. When others have nearly this name, fails with `similar` and
 * names them, unless `isDifferent`.
 */
export async function createContact(
  scope: BusinessScope,
  workspace: Workspace,
  { name, isDifferent = false }: { name: string; isDifferent?: boolean },
): Promise<Result<CreatedContact>> {
  const clean = normalText(name).replace(/\s+/g, ' ').trim();
  const normalisedName = normaliseContactName(clean);
  if (!isSeen(clean)) return failure('nameMissing', `Enter the ${contactWords[workspace].one}'s name.`);

  const { businessId } = scope;
  const connection = await businessConnection(db, businessId);
  const connectionId = connection?.id ?? null;
  const { longestContactName } = rulesOf(connection && storedLedger(connection));
  if (clean.length > longestContactName)
    return failure('nameTooLong', `Shorten the name to ${longestContactName} characters.`);
  const { newContacts: madeThere } = await db.business.findUniqueOrThrow({
    where: { id: businessId },
    select: { newContacts: true },
  });
  const created = await db.$transaction(async (transaction): Promise<Result<CreatedContact>> => {
    // Two people who create the same contact at once get one.
    await lockContactName(transaction, businessId, normalisedName);
    const alike = await transaction.contact.findMany({
      where: { ...ofBooks(businessId, connectionId), normalisedName },
      orderBy: { createdAt: 'asc' },
      take: MAX_ALIKE,
    });
    const existing =
      alike.find((contact) => comparable(contact.name) === comparable(clean)) ??
      (await contactByAlias(transaction, { businessId, connectionId, name: clean }));
    if (existing)
      return ok({
        ...{ id: existing.id, name: existing.name, isInLedger: existing.ledgerId !== null },
        ...{ isNew: false, madeThere },
      });

    if (!isDifferent) {
      const key = contactNameKey(normalisedName);
      const similar = (await similarContacts(transaction, businessId, connectionId, normalisedName)).filter(
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
      data: { businessId, connectionId: null, name: clean, normalisedName, ...roleIn(workspace) },
    });
    return ok({ id: created.id, name: created.name, isInLedger: false, isNew: true, madeThere });
  });
  if (created.ok && created.value.isNew && madeThere === 'AT_ONCE' && connectionId) {
    await enqueue('create-contact', { contactId: created.value.id });
  }
  return created;
}

function roleIn(workspace: Workspace): { isSupplier: boolean; isCustomer: boolean } {
  return { isSupplier: workspace === 'COSTS', isCustomer: workspace === 'SALES' };
}
