import type { Db } from '#lib/db.ts';

/**
 * A contact is about to go, since another is the same entry of the ledger: what is kept here of it (its aliases, rules,
 * settings, what its documents are known by, who is paid for claims, and what was merged into it or it was merged into) is
 * the other's from now on. Items are for lib/coding to move.
 */
export async function takeContactPlace(transaction: Db, { from, to }: { from: string; to: string }): Promise<void> {
  await transaction.contactMerge.deleteMany({
    where: {
      OR: [
        { fromId: from, intoId: to },
        { fromId: to, intoId: from },
      ],
    },
  });
  await transaction.contact.updateMany({ where: { id: to, mergedIntoId: from }, data: { mergedIntoId: null } });
  await transaction.contactAlias.updateMany({ where: { contactId: from }, data: { contactId: to } });
  await transaction.contact.updateMany({ where: { mergedIntoId: from }, data: { mergedIntoId: to } });
  await transaction.contactMerge.updateMany({ where: { intoId: from }, data: { intoId: to } });
  await transaction.supplierMark.updateMany({ where: { contactId: from }, data: { contactId: to } });
  await transaction.owner.updateMany({ where: { claimContactId: from }, data: { claimContactId: to } });
  await transaction.claim.updateMany({ where: { contactId: from }, data: { contactId: to } });
  // Rules that name a contact which gave way are read as if they named the other (lib/rules); of one that is gone nothing says which.
  await transaction.$executeRaw`
    UPDATE "Rule" AS r SET "scopeId" = CASE WHEN r."scopeId" = ${from}::uuid THEN ${to}::uuid ELSE r."scopeId" END,
           "effects" = replace(r."effects"::text, ${from}::text, ${to}::text)::jsonb
      FROM "Contact" AS c
     WHERE c."id" = ${from}::uuid AND r."businessId" = c."businessId"
       AND (r."scopeId" = c."id" OR r."effects"::text LIKE '%' || ${from}::text || '%')`;
  await transaction.$executeRaw`
    UPDATE "Contact" AS t SET "dueDays" = coalesce(t."dueDays", f."dueDays"),
           "autoPublish" = coalesce(t."autoPublish", f."autoPublish"), "cisRate" = coalesce(t."cisRate", f."cisRate")
      FROM "Contact" AS f WHERE t."id" = ${to}::uuid AND f."id" = ${from}::uuid`;
}
