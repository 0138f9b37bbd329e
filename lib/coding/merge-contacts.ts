import { businessConnection } from '#lib/connections/business-connection.ts';
import { type Db, db } from '#lib/db.ts';
import { actorIdOf } from '#lib/domain/actor.ts';
import { nameKeyOf } from '#lib/domain/contact-name.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { lockContactName } from '#lib/lists/lock-contacts.ts';
import { ofBooks } from '#lib/lists/of-books.ts';
import { requestReview, wakeReview } from '#lib/lists/request-review.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { type Contact, Prisma } from '#prisma/generated/client.ts';
import { isClaimOpen, moveContactSettings } from './contact-settings.ts';
import { FOLLOWED_AT_ONCE, type Followed, isUnpublished, replaceContacts } from './replace-contacts.ts';

/** `from` gives way to `into`. */
export type ContactPair = { fromId: string; intoId: string };

/** What a merge would touch, and what it leaves as it is. */
export type MergePreview = {
  from: { name: string; isInLedger: boolean };
  into: { name: string; isInLedger: boolean };
  /** Items in the inbox and in open claims that follow, and lines of items that are charged on. */
  openItems: number;
  lines: number;
  /** Items that are published or on their way, and stay as they are in the books. */
  publishedItems: number;
  /** Aliases that follow. */
  aliases: number;
  /** Open expense claims that are paid to it, and people whose next ones would be. */
  claims: number;
  claimants: number;
};

/** Asks for no change: what `mergeContacts` would do now. */
export async function previewMerge(scope: BusinessScope, pair: ContactPair): Promise<Result<MergePreview>> {
  const found = await contactsOf(db, scope, pair);
  if (!found.ok) return found;
  const { from, into } = found.value;
  const [counts] = await db.$queryRaw<[Omit<MergePreview, 'from' | 'into'>]>`
    SELECT (SELECT count(*)::int FROM "Item" AS i WHERE i."contactId" = ${from.id}::uuid AND ${isUnpublished}) AS "openItems",
           (SELECT count(*)::int FROM "LineItem" AS l JOIN "Item" AS i ON i."id" = l."itemId"
             WHERE l."rebillableContactId" = ${from.id}::uuid AND ${isUnpublished}) AS "lines",
           (SELECT count(*)::int FROM "Item" AS i
             WHERE i."contactId" = ${from.id}::uuid AND i."deletedAt" IS NULL AND i."place" <> 'CLAIM' AND NOT ${isUnpublished}) AS "publishedItems",
           (SELECT count(*)::int FROM "ContactAlias" WHERE "contactId" = ${from.id}::uuid) AS "aliases",
           (SELECT count(*)::int FROM "Claim" AS claim WHERE claim."contactId" = ${from.id}::uuid AND ${isClaimOpen}) AS "claims",
           (SELECT count(*)::int FROM "Owner" WHERE "claimContactId" = ${from.id}::uuid) AS "claimants"`;
  const named = ({ name, ledgerId }: Contact) => ({ name, isInLedger: ledgerId !== null });
  return ok({ from: named(from), into: named(into), ...counts });
}

/**
 * Makes two contacts one, here and not in the books: the open items of the one, the lines charged on to it, its aliases,
 * what its documents are known by and the expense claims that are paid to it follow to the other, and its name becomes an
 * alias. It is offered no more. What is published stays as it is.
 * Everything that moved is kept, so that `undoMerge` gives the very state before. Of very many items the first follow at
 * once and the rest with the review that a worker then begins: `isWhole` says whether there are such.
 */
export async function mergeContacts(
  scope: BusinessScope,
  pair: ContactPair,
): Promise<Result<{ mergeId: string; items: number; isWhole: boolean }>> {
  const { businessId, actor } = scope;
  const merged = await db.$transaction(async (transaction) => {
    await lockPair(transaction, pair);
    const found = await contactsOf(transaction, scope, pair);
    if (!found.ok) return found;
    const { from, into } = found.value;
    const { id: mergeId } = await transaction.contactMerge.create({
      data: {
        ...{ businessId, ...pair, byUserId: actor.kind === 'person' ? actorIdOf(actor) : null, byName: actor.name },
        ...{ wasSupplier: into.isSupplier, wasCustomer: into.isCustomer },
      },
      select: { id: true },
    });
    const { count: items, isWhole } = await follow(transaction, scope, { id: mergeId, from, into });
    const aliases = await transaction.contactAlias.updateManyAndReturn({
      where: { contactId: from.id },
      data: { contactId: into.id },
      select: { id: true },
    });
    await transaction.contact.update({
      where: { id: into.id },
      data: { isSupplier: into.isSupplier || from.isSupplier, isCustomer: into.isCustomer || from.isCustomer },
    });
    await transaction.contact.update({ where: { id: from.id }, data: { mergedIntoId: into.id } });
    await transaction.contactMerge.update({
      where: { id: mergeId },
      data: {
        movedAliasIds: aliases.map(({ id }) => id),
        madeAliasId: await nameAsAlias(transaction, from, into),
        settings: await moveContactSettings(transaction, businessId, [{ from: from.id, to: into.id }]),
      },
    });
    await requestReview(transaction, businessId);
    return ok({ mergeId, items, isWhole });
  });
  if (merged.ok) await wakeReview(businessId);
  return merged;
}

type NamedMerge = { id: string; from: { id: string; name: string }; into: { id: string; name: string } };

/** Lets what is open of the contact that gave way follow, as much as goes at once, and keeps what moved with the merge. */
export async function follow(
  transaction: Db,
  scope: BusinessScope,
  merge: NamedMerge,
): Promise<{ count: number; isWhole: boolean }> {
  const moved = await replaceContacts(transaction, scope, [{ from: merge.from, to: merge.into }], 'open', {
    atMost: FOLLOWED_AT_ONCE,
  });
  await keepMoved(transaction, merge.id, moved);
  return moved;
}

async function keepMoved(transaction: Db, mergeId: string, { items, lines }: Followed): Promise<void> {
  await transaction.$executeRaw`
    INSERT INTO "ContactMergeItem" ("id", "mergeId", "itemId", "lineId")
    SELECT gen_random_uuid(), ${mergeId}::uuid, "id", NULL FROM unnest(${items}::uuid[]) AS item("id")
    UNION ALL
    SELECT gen_random_uuid(), ${mergeId}::uuid, l."itemId", l."id" FROM "LineItem" AS l WHERE l."id" = ANY(${lines}::uuid[])`;
}

/** Two people who merge the same two, or undo it, take turns; always in one order. */
export async function lockPair(transaction: Db, { fromId, intoId }: ContactPair): Promise<void> {
  await transaction.$queryRaw(
    Prisma.sql`SELECT 1 FROM "Contact" WHERE "id" IN (${fromId}::uuid, ${intoId}::uuid) ORDER BY "id" FOR UPDATE`,
  );
}

async function contactsOf(
  db: Db,
  { businessId }: BusinessScope,
  { fromId, intoId }: ContactPair,
): Promise<Result<{ from: Contact; into: Contact }>> {
  const connectionId = (await businessConnection(db, businessId))?.id ?? null;
  const found = await db.contact.findMany({
    where: { ...ofBooks(businessId, connectionId), id: { in: [fromId, intoId] } },
  });
  const [from, into] = [fromId, intoId].map((id) => found.find((contact) => contact.id === id));
  if (!from || !into || from === into) {
    return failure(
      'missing',
      'One of the two is archived, merged or no longer there meanwhile. Nothing was merged: reload the page.',
    );
  }
  if (from.ledgerId !== null && into.ledgerId === null) {
    return failure(
      'keepTheOther',
      `${isolated(from.name)} is in your books and the other is not yet, so keep that. Nothing was merged.`,
    );
  }
  return ok({ from, into });
}

/** Documents go on to print the name of the one that gave way. Null where it is the same name, or another's. */
async function nameAsAlias(transaction: Db, from: Contact, into: Contact): Promise<string | null> {
  const { businessId, name, normalisedName } = from;
  const nameKey = nameKeyOf(name);
  if (nameKey === nameKeyOf(into.name)) return null;
  await lockContactName(transaction, businessId, normalisedName);
  const [held, namesakes] = await Promise.all([
    transaction.contactAlias.findUnique({
      where: { businessId_nameKey: { businessId, nameKey } },
      select: { id: true },
    }),
    transaction.contact.findMany({
      where: { ...ofBooks(businessId, into.connectionId), normalisedName },
      select: { name: true },
      take: 100,
    }),
  ]);
  if (held || namesakes.some((other) => nameKeyOf(other.name) === nameKey)) return null;
  const alias = { businessId, contactId: into.id, name, normalisedName, nameKey };
  return (await transaction.contactAlias.create({ data: alias, select: { id: true } })).id;
}
