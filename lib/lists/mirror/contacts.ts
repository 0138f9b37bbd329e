import type { Db } from '#lib/db.ts';
import { normaliseContactName } from '#lib/domain/contact-name.ts';
import type { LedgerContact } from '#lib/ledger/ledger.ts';
import { lockContacts } from '../lock-contacts.ts';
import { activeKeys, archive, bulkUpsert, type MirrorOwner, type MirrorTable, toJson } from './bulk-upsert.ts';
import type { Mirror } from './mirror.ts';

type ContactRow = LedgerContact & { normalisedName: string };

const contactTable: MirrorTable<ContactRow> = {
  name: 'Contact',
  key: 'ledgerId',
  hasId: true,
  columns: {
    ledgerId: 'text',
    name: 'text',
    normalisedName: 'text',
    email: 'text',
    accountNumber: 'text',
    taxNumber: 'text',
    isSupplier: 'boolean',
    isCustomer: 'boolean',
    defaultPurchaseAccountCode: 'text',
    defaultPurchaseTaxType: 'text',
    defaultCurrency: 'text',
    mergedIntoLedgerId: 'text',
    isArchived: 'boolean',
    ledgerUpdatedAt: 'timestamptz',
  },
  silent: ['ledgerUpdatedAt'],
  // The ledger calls a contact a supplier only once it has a bill; one that was chosen here for a bill is one already.
  sticky: ['isSupplier', 'isCustomer'],
};

/** Suppliers and customers. */
export const contacts: Mirror<LedgerContact> = {
  async save(db, owner, entries) {
    const rows = entries.map(rowOf);
    await lockContacts(db, owner.connectionId);
    await adoptContactsMadeHere(db, owner, rows);
    return bulkUpsert(db, contactTable, owner, rows);
  },
  keysOf: ({ ledgerId }) => [ledgerId],
  activeKeys: (db, owner) => activeKeys(db, contactTable, owner),
  archive: (db, owner, keys) => archive(db, contactTable, owner, keys),
};

/** A contact without any document yet is neither to the ledger, and may become either: it is offered as both. */
function rowOf(contact: LedgerContact): ContactRow {
  const isUnused = !contact.isSupplier && !contact.isCustomer;
  return {
    ...contact,
    isSupplier: contact.isSupplier || isUnused,
    isCustomer: contact.isCustomer || isUnused,
    normalisedName: normaliseContactName(contact.name),
  };
}

/**
 * A contact that was made here and is not in the ledger yet becomes the ledger's one of the same name, so that no
 * duplicate appears and items keep theirs. Each takes the entry whose name is most alike, each entry one contact.
 */
async function adoptContactsMadeHere(db: Db, owner: MirrorOwner, rows: ContactRow[]): Promise<void> {
  const names = rows
    .filter(({ isArchived, normalisedName }) => !isArchived && normalisedName !== '')
    .map(({ ledgerId, name, normalisedName }) => ({ ledgerId, name, normalisedName }));
  await db.$executeRaw`
    WITH incoming AS (
      SELECT i.* FROM jsonb_to_recordset(${toJson(names)}::jsonb) AS i("ledgerId" text, "name" text, "normalisedName" text)
       WHERE NOT EXISTS (SELECT FROM "Contact" AS known
                          WHERE known."connectionId" = ${owner.connectionId}::uuid AND known."ledgerId" = i."ledgerId")
    ), matches AS (
      SELECT DISTINCT ON (c."id") c."id", c."createdAt", i."ledgerId"
        FROM "Contact" AS c JOIN incoming AS i ON i."normalisedName" = c."normalisedName"
       WHERE c."businessId" = ${owner.businessId}::uuid AND c."ledgerId" IS NULL AND NOT c."isArchived"
       ORDER BY c."id", lower(i."name") = lower(c."name") DESC, i."ledgerId"
    ), chosen AS (
      SELECT DISTINCT ON ("ledgerId") "id", "ledgerId" FROM matches ORDER BY "ledgerId", "createdAt", "id"
    )
    UPDATE "Contact" AS c SET "connectionId" = ${owner.connectionId}::uuid, "ledgerId" = chosen."ledgerId"
      FROM chosen WHERE c."id" = chosen."id" AND c."ledgerId" IS NULL`;
}
