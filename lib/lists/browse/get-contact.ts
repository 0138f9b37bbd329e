import { z } from 'zod';
import { db } from '#lib/db.ts';
import { accountLabel } from '#lib/domain/account.ts';
import { type CisRate, cisRates } from '#lib/domain/cis.ts';
import { addressKinds, type ContactAddress } from '#lib/domain/contact-address.ts';
import type { DuplicateMode } from '#lib/domain/sure-copy.ts';
import { rateLabel } from '#lib/domain/tax.ts';
import { contactNumberWarning } from '#lib/domain/tax-number.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { ContactAlias } from '../contact-aliases.ts';

/** A supplier or customer with what the accounting software suggests for bills of theirs. */
export type ContactDetails = {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  addresses: ContactAddress[];
  taxNumber: string | null;
  /** What looks like a slip in it, in words. */
  taxNumberWarning: string | null;
  bankAccount: string | null;
  accountNumber: string | null;
  isSupplier: boolean;
  isCustomer: boolean;
  isArchived: boolean;
  /** Made here, and not in the accounting software until something is published with it. */
  isOnlyHere: boolean;
  defaultAccount: string | null;
  defaultTaxRate: string | null;
  defaultCurrency: string | null;
  /** How many days after its date what it sends is due; null goes by the business, whose days are `businessDueDays`. */
  dueDays: number | null;
  businessDueDays: number | null;
  /** What becomes of what is surely the same purchase; null goes by the business. */
  duplicateMode: DuplicateMode | null;
  businessDuplicateMode: DuplicateMode;
  /** Whether the tax that its documents say is entered; null goes by the business. */
  readsTax: boolean | null;
  businessReadsTax: boolean;
  aliases: ContactAlias[];
  /** How it is registered for the Construction Industry Scheme; undefined where the business takes nothing off. */
  cisRate: CisRate | null | undefined;
  /** The one that it was merged into in the books, where that is known. */
  mergedInBooks: { id: string; name: string } | null;
};

/** Null when the business has no such contact. */
export async function getContact(
  { businessId, numbers = 'commaPoint' }: BusinessScope,
  contactId: string,
): Promise<ContactDetails | null> {
  const contact = await db.contact.findFirst({
    where: { businessId, id: contactId },
    include: {
      connection: { select: { country: true } },
      aliases: { select: { id: true, name: true }, orderBy: { normalisedName: 'asc' } },
    },
  });
  if (!contact) return null;
  const { connectionId, defaultPurchaseAccountCode: code, defaultPurchaseTaxType: taxType } = contact;
  const { mergedIntoLedgerId } = contact;
  const [account, rate, mergedInBooks, business] = await Promise.all([
    connectionId && code ? db.account.findFirst({ where: { businessId, connectionId, code } }) : null,
    connectionId && taxType ? db.taxRate.findFirst({ where: { businessId, connectionId, taxType } }) : null,
    connectionId && mergedIntoLedgerId
      ? db.contact.findUnique({
          where: { connectionId_ledgerId: { connectionId, ledgerId: mergedIntoLedgerId } },
          select: { id: true, name: true },
        })
      : null,
    db.business.findUniqueOrThrow({
      where: { id: businessId },
      select: { cisAccountId: true, country: true, dueDays: true, duplicateMode: true, readsTax: true },
    }),
  ]);
  return {
    id: contact.id,
    name: contact.name,
    email: contact.email,
    phone: contact.phone,
    addresses: addressesSchema.parse(contact.addresses),
    taxNumber: contact.taxNumber,
    taxNumberWarning:
      contact.taxNumber && contactNumberWarning(contact.taxNumber, contact.connection?.country ?? business.country),
    bankAccount: contact.bankAccount,
    accountNumber: contact.accountNumber,
    isSupplier: contact.isSupplier,
    isCustomer: contact.isCustomer,
    isArchived: contact.isArchived,
    isOnlyHere: contact.ledgerId === null,
    defaultAccount: account && accountLabel(account),
    defaultTaxRate: rate && rateLabel({ name: rate.name, effectiveRate: rate.effectiveRate.toString() }, numbers),
    defaultCurrency: contact.defaultCurrency,
    dueDays: contact.dueDays,
    businessDueDays: business.dueDays,
    duplicateMode: contact.duplicateMode,
    businessDuplicateMode: business.duplicateMode,
    readsTax: contact.readsTax,
    businessReadsTax: business.readsTax,
    aliases: contact.aliases,
    cisRate: business.cisAccountId === null ? undefined : cisRateIn(contact.cisRate?.toString() ?? null),
    mergedInBooks,
  };
}

const cisRateIn = (stored: string | null) => (stored !== null && stored in cisRates ? (stored as CisRate) : null);

/** Rows outlive the code that wrote them: what can't be read is as if the ledger had told none. */
const addressesSchema: z.ZodType<ContactAddress[]> = z
  .array(z.object({ kind: z.enum(addressKinds), lines: z.array(z.string()) }))
  .catch([]);
