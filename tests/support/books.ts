import { randomUUID } from 'node:crypto';
import { db } from '#lib/db.ts';
import { normaliseContactName } from '#lib/domain/contact-name.ts';
import type { PersonScope } from '#lib/scope.ts';

/** Ids of the entries that tests of items code with. */
export type Books = Awaited<ReturnType<typeof someBooks>>;

/** Small books straight in the database, for tests that need lists and no ledger. */
export async function someBooks({ businessId, actor }: PersonScope) {
  const { id: connectionId } = await db.connection.create({
    data: {
      businessId,
      ledger: 'xero',
      organisationId: randomUUID(),
      organisationName: 'Books Ltd',
      baseCurrency: 'GBP',
      isMultiCurrency: false,
      connectedByUserId: actor.userId,
      connectedByName: actor.name,
    },
  });
  const owner = { businessId, connectionId };
  const taxRate = await db.taxRate.create({
    data: { ...owner, taxType: 'INPUT2', name: '20% (VAT on Expenses)', effectiveRate: '20', canApplyToExpenses: true },
  });
  const account = (code: string, name: string) =>
    db.account.create({
      data: { ...owner, ledgerId: randomUUID(), code, name, type: 'EXPENSE', class: 'EXPENSE', taxType: 'INPUT2' },
    });
  const [power, office] = await Promise.all([
    account('445', 'Light, Power, Heating'),
    account('429', 'General Expenses'),
  ]);
  const contact = (name: string, isSupplier: boolean) =>
    db.contact.create({
      data: {
        ...owner,
        ledgerId: randomUUID(),
        name,
        normalisedName: normaliseContactName(name),
        isSupplier,
        isCustomer: !isSupplier,
      },
    });
  const acme = await contact('Acme Ltd', true);
  const [club, school] = await Promise.all([contact('Rowing Club', false), contact('School', false)]);
  const bank = await db.account.create({
    data: { ...owner, ledgerId: randomUUID(), code: '090', name: 'Current Account', type: 'BANK', class: 'ASSET' },
  });
  const product = (code: string, name: string) =>
    db.product.create({ data: { ...owner, ledgerId: randomUUID(), code, name, isPurchased: true } });
  const [pens, paper] = await Promise.all([product('PEN', 'Box of pens'), product('PAPER', 'Ream of paper')]);
  return {
    connectionId,
    vat20: taxRate.id,
    power: power.id,
    office: office.id,
    bank: bank.id,
    pens: pens.id,
    paper: paper.id,
    acme: acme.id,
    club: club.id,
    school: school.id,
  };
}

/** A payment method that goes through the bank account of the books. */
export async function aCard({ businessId }: PersonScope, { bank }: Pick<Books, 'bank'>): Promise<string> {
  return (await db.paymentMethod.create({ data: { businessId, name: 'Company card', accountId: bank } })).id;
}
