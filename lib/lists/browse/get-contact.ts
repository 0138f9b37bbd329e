import { db } from '#lib/db.ts';
import { accountLabel } from '#lib/domain/account.ts';
import { rateLabel } from '#lib/domain/tax.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** A supplier or customer with what the accounting software suggests for bills of theirs. */
export type ContactDetails = {
  id: string;
  name: string;
  email: string | null;
  taxNumber: string | null;
  accountNumber: string | null;
  isSupplier: boolean;
  isCustomer: boolean;
  isArchived: boolean;
  /** Made here, and not in the accounting software until something is published with it. */
  isOnlyHere: boolean;
  defaultAccount: string | null;
  defaultTaxRate: string | null;
  defaultCurrency: string | null;
};

/** Null when the business has no such contact. */
export async function getContact(
  { businessId, numbers = 'commaPoint' }: BusinessScope,
  contactId: string,
): Promise<ContactDetails | null> {
  const contact = await db.contact.findFirst({ where: { businessId, id: contactId } });
  if (!contact) return null;
  const { connectionId, defaultPurchaseAccountCode: code, defaultPurchaseTaxType: taxType } = contact;
  const [account, rate] = await Promise.all([
    connectionId && code ? db.account.findFirst({ where: { businessId, connectionId, code } }) : null,
    connectionId && taxType ? db.taxRate.findFirst({ where: { businessId, connectionId, taxType } }) : null,
  ]);
  return {
    id: contact.id,
    name: contact.name,
    email: contact.email,
    taxNumber: contact.taxNumber,
    accountNumber: contact.accountNumber,
    isSupplier: contact.isSupplier,
    isCustomer: contact.isCustomer,
    isArchived: contact.isArchived,
    isOnlyHere: contact.ledgerId === null,
    defaultAccount: account && accountLabel(account),
    defaultTaxRate: rate && rateLabel({ name: rate.name, effectiveRate: rate.effectiveRate.toString() }, numbers),
    defaultCurrency: contact.defaultCurrency,
  };
}
