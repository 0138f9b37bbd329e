import { businessConnection } from '#lib/connections/business-connection.ts';
import { type Db, db } from '#lib/db.ts';
import { nameKeyOf, normaliseContactName } from '#lib/domain/contact-name.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { normalText } from '#lib/domain/normal-text.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { isSeen } from '#lib/domain/text.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { lockContactName } from './lock-contacts.ts';
import { ofBooks } from './of-books.ts';

/** A name by which documents call a contact, beside its own. */
export type ContactAlias = { id: string; name: string };

/** No firm prints more names than these on its documents. */
export const MAX_ALIASES = 100;
export const LONGEST_ALIAS = 255;

export const aliasName = (name: string) => normalText(name).replace(/\s+/g, ' ').trim();

/**
 * Gives a contact another name. A name means one contact of a business: one that is a contact's own, or another's alias,
 * is refused with `nameTaken` or `aliasTaken`, and says whose it is. Contacts of other books give theirs up.
 */
export async function addAlias(
  { businessId }: BusinessScope,
  { contactId, name }: { contactId: string; name: string },
): Promise<Result<ContactAlias>> {
  const clean = aliasName(name);
  if (!isSeen(clean)) return refused('nameMissing', 'Enter the name as it stands on documents.');
  if (clean.length > LONGEST_ALIAS) return refused('nameTooLong', `Shorten the name to ${LONGEST_ALIAS} characters.`);
  const normalisedName = normaliseContactName(clean);
  const nameKey = nameKeyOf(clean);
  const connectionId = (await businessConnection(db, businessId))?.id ?? null;
  const active = ofBooks(businessId, connectionId);
  return db.$transaction(async (transaction) => {
    // Whoever merges it at this moment has done so before, or finds the alias there.
    await transaction.$queryRaw`SELECT 1 FROM "Contact" WHERE "id" = ${contactId}::uuid FOR SHARE`;
    await lockContactName(transaction, businessId, normalisedName);
    const contact = await transaction.contact.findFirst({
      where: { ...active, id: contactId },
      select: { name: true, _count: { select: { aliases: true } } },
    });
    if (!contact) {
      return failure(
        'missing',
        'This contact is archived or no longer there, so it was given no alias. Reload the page.',
      );
    }
    if (nameKeyOf(contact.name) === nameKey)
      return refused('ownName', `${isolated(contact.name)} is found by this name already.`);
    const namesake = await namedSo(transaction, active, normalisedName, nameKey);
    if (namesake) {
      return refused(
        'nameTaken',
        `There is a contact called ${isolated(namesake.name)}. If they are one firm, merge the two.`,
      );
    }
    const held = await transaction.contactAlias.findUnique({
      where: { businessId_nameKey: { businessId, nameKey } },
      select: {
        id: true,
        name: true,
        contact: { select: { id: true, name: true, connectionId: true, isArchived: true, mergedIntoId: true } },
      },
    });
    if (held?.contact.id === contactId) return ok({ id: held.id, name: held.name });
    if (held && isActiveIn(held.contact, connectionId)) {
      return refused(
        'aliasTaken',
        `“${isolated(held.name)}” is an alias of ${isolated(held.contact.name)}. Remove it there first.`,
      );
    }
    if (held) await transaction.contactAlias.delete({ where: { id: held.id } });
    if (contact._count.aliases >= MAX_ALIASES)
      return refused('tooMany', `A contact has at most ${MAX_ALIASES} aliases.`);
    const alias = { businessId, contactId, name: clean, normalisedName, nameKey };
    return ok(await transaction.contactAlias.create({ data: alias, select: { id: true, name: true } }));
  });
}

/** Documents with this name mean the contact no more; adding it again undoes that. */
export async function removeAlias(
  { businessId }: BusinessScope,
  { aliasId }: { aliasId: string },
): Promise<Result<{ contactId: string; name: string }>> {
  const [removed] = await db.$queryRaw<{ contactId: string; name: string }[]>`
    DELETE FROM "ContactAlias" WHERE "id" = ${aliasId}::uuid AND "businessId" = ${businessId}::uuid
    RETURNING "contactId", "name"`;
  return removed ? ok(removed) : failure('missing', 'Somebody removed this alias meanwhile.');
}

/** The active contact of these books that documents with this name mean; null when it is nobody's alias. */
export async function contactByAlias(
  db: Db,
  { businessId, connectionId, name }: { businessId: string; connectionId: string | null; name: string },
): Promise<{ id: string; name: string; ledgerId: string | null } | null> {
  return db.contact.findFirst({
    where: { ...ofBooks(businessId, connectionId), aliases: { some: { businessId, nameKey: nameKeyOf(name) } } },
    select: { id: true, name: true, ledgerId: true },
  });
}

async function namedSo(db: Db, active: ReturnType<typeof ofBooks>, normalisedName: string, nameKey: string) {
  const alike = await db.contact.findMany({ where: { ...active, normalisedName }, select: { name: true }, take: 100 });
  return alike.find(({ name }) => nameKeyOf(name) === nameKey) ?? null;
}

type Holder = { connectionId: string | null; isArchived: boolean; mergedIntoId: string | null };

/** Whether a contact can be chosen in these books, as `ofBooks` has it. */
export const isActiveIn = (contact: Holder, connectionId: string | null) =>
  !contact.isArchived &&
  contact.mergedIntoId === null &&
  (contact.connectionId === null || contact.connectionId === connectionId);

const refused = (code: string, message: string) => failure(code, message, { fields: { name: message } });
