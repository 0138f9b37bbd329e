import { randomUUID } from 'node:crypto';
import { db } from '#lib/db.ts';
import type { LedgerAccount, LedgerContact } from '#lib/ledger/ledger.ts';
import type { PersonScope } from '#lib/scope.ts';

/** A business with a bookkeeper in it. */
export async function aBusiness(): Promise<PersonScope> {
  const slug = `b-${randomUUID().slice(0, 8)}`;
  const business = await db.business.create({ data: { slug, name: slug, country: 'GB', baseCurrency: 'GBP' } });
  const user = await db.user.create({ data: { email: `${slug}@example.test`, name: 'Bea Keeper', passwordHash: '-' } });
  await db.membership.create({ data: { businessId: business.id, userId: user.id, role: 'BOOKKEEPER' } });
  return { businessId: business.id, actor: { kind: 'person', userId: user.id, name: user.name, role: 'BOOKKEEPER' } };
}

/** A connection as the Connect flow leaves it, without a grant: nothing can be read through it. */
export async function aConnection(scope: PersonScope, organisationId: string = randomUUID()) {
  const { id } = await db.connection.create({
    data: {
      businessId: scope.businessId,
      ledger: 'xero',
      organisationId,
      organisationName: 'Organisation',
      connectedByUserId: scope.actor.userId,
      connectedByName: scope.actor.name,
    },
  });
  return { businessId: scope.businessId, connectionId: id };
}

export function anAccount(values: Partial<LedgerAccount> = {}): LedgerAccount {
  return {
    ledgerId: randomUUID(),
    code: '429',
    name: 'General Expenses',
    type: 'EXPENSE',
    class: 'EXPENSE',
    taxType: 'INPUT2',
    description: null,
    systemAccount: null,
    enablesPayments: false,
    showsInExpenseClaims: true,
    bankAccountNumber: null,
    currencyCode: null,
    isArchived: false,
    ledgerUpdatedAt: new Date('2026-03-31T10:00:00Z'),
    ...values,
  };
}

export function aContact(values: Partial<LedgerContact> = {}): LedgerContact {
  return {
    ledgerId: randomUUID(),
    name: 'Acme Ltd',
    email: null,
    accountNumber: null,
    taxNumber: null,
    bankAccount: null,
    phone: null,
    addresses: [],
    isSupplier: true,
    isCustomer: false,
    defaultPurchaseAccountCode: null,
    defaultPurchaseTaxType: null,
    defaultCurrency: null,
    mergedIntoLedgerId: null,
    isArchived: false,
    ledgerUpdatedAt: new Date('2026-03-31T10:00:00Z'),
    ...values,
  };
}
