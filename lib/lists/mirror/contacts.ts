import type { Db } from '#lib/db.ts';
import { isOneName, normaliseContactName } from '#lib/domain/contact-name.ts';
import { comparable } from '#lib/domain/text.ts';
import type { LedgerContact } from '#lib/ledger/ledger.ts';
import { lockContacts } from '../lock-contacts.ts';
import { activeKeys, archive, bulkUpsert, type MirrorOwner, type MirrorTable } from './bulk-upsert.ts';
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
    bankAccount: 'text',
    phone: 'text',
    addresses: 'jsonb',
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
  const [first] = await db.$queryRaw<object[]>`
    SELECT "id" FROM "Contact"
     WHERE "businessId" = ${owner.businessId}::uuid AND "ledgerId" IS NULL AND NOT "isArchived" LIMIT 1`;
  if (!first) return;
  const active = rows.filter(({ isArchived }) => !isArchived);
  // A thousand names each as a parameter of its own would take longer than the page.
  const names = active.map(({ normalisedName }) => normalisedName);
  const madeHere = await db.$queryRaw<{ id: string; name: string }[]>`
    SELECT "id", "name" FROM "Contact"
     WHERE "businessId" = ${owner.businessId}::uuid AND "ledgerId" IS NULL AND NOT "isArchived"
       AND "mergedIntoId" IS NULL
       AND "normalisedName" = ANY(${names})
     ORDER BY "createdAt", "id"`;
  if (madeHere.length === 0) return;
  const known = await db.contact.findMany({
    where: { connectionId: owner.connectionId, ledgerId: { in: active.map(({ ledgerId }) => ledgerId) } },
    select: { ledgerId: true },
  });
  const taken = new Set(known.map(({ ledgerId }) => ledgerId));
  for (const { id, name } of madeHere) {
    const [entry] = active
      .filter((row) => !taken.has(row.ledgerId) && isOneName(row.name, name))
      .sort(
        (one, other) =>
          Number(comparable(other.name) === comparable(name)) - Number(comparable(one.name) === comparable(name)) ||
          (one.ledgerId < other.ledgerId ? -1 : 1),
      );
    if (!entry) continue;
    taken.add(entry.ledgerId);
    await db.contact.updateMany({
      where: { id, ledgerId: null },
      data: { connectionId: owner.connectionId, ledgerId: entry.ledgerId },
    });
  }
}
