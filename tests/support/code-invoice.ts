import { editItem } from '#lib/coding/edit-item.ts';
import { storeStatus } from '#lib/coding/store-status.ts';
import { db } from '#lib/db.ts';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import { createContact } from '#lib/lists/create-contact.ts';
import type { PersonScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import type { RealInvoice } from './real-invoices.ts';
import { demoEmails } from './sign-in.ts';

/** The demo admin's scope in the business with this address. */
export async function adminScope(slug: string): Promise<PersonScope> {
  const business = await db.business.findUniqueOrThrow({ where: { slug } });
  const { id, name } = await db.user.findUniqueOrThrow({ where: { email: demoEmails.ADMIN } });
  return { businessId: business.id, actor: { kind: 'person', userId: id, name, role: 'ADMIN' } };
}

/** Codes the item of this document by the use case that the item page calls, with the same entries of the lists. */
export async function codeInvoice(scope: PersonScope, invoice: RealInvoice): Promise<void> {
  const { businessId } = scope;
  const item = await db.item.findFirstOrThrow({
    where: { businessId, documents: { some: { document: { fileName: invoice.fileName } } } },
  });
  const supplier = await createContact(scope, 'COSTS', { name: invoice.supplier });
  if (!supplier.ok) throw new Error(supplier.error.message);
  const account = await db.account.findFirstOrThrow({ where: { businessId, name: invoice.category } });
  const taxRate = await db.taxRate.findFirstOrThrow({ where: { businessId, name: invoice.taxRate } });
  const region = await db.trackingOption.findFirstOrThrow({
    where: { businessId, name: 'North', category: { name: 'Region' } },
  });
  const edited = await editItem(scope, {
    itemId: item.id,
    revision: item.revision,
    changes: {
      contactId: supplier.value.id,
      reference: invoice.reference,
      issuedOn: dateOf(invoice.issuedOn),
      dueOn: dateOf(invoice.dueOn),
      currency: invoice.currency,
      total: invoice.total,
      accountId: account.id,
      taxRateId: taxRate.id,
      taxAmount: invoice.tax,
      description: invoice.description,
      tracking1OptionId: region.id,
    },
  });
  if (!edited.ok) throw new Error(edited.error.message);
}

/** A ready item without a document: 120.00 of the first contact by name, coded to an account of the books. */
export async function aCodedItem(
  { businessId, actor }: PersonScope,
  {
    accountCode,
    taxType,
    ...values
  }: { accountCode: string; taxType: string } & Partial<Prisma.ItemUncheckedCreateInput>,
) {
  const connection = await db.connection.findFirstOrThrow({ where: { businessId, status: 'CONNECTED' } });
  const books = { connectionId: connection.id };
  const account = await db.account.findFirstOrThrow({ where: { ...books, code: accountCode } });
  const taxRate = await db.taxRate.findFirstOrThrow({ where: { ...books, taxType } });
  const contact = await db.contact.findFirstOrThrow({
    where: { ...books, isArchived: false },
    orderBy: { name: 'asc' },
  });
  const { lastItemNumber: number } = await db.business.update({
    where: { id: businessId },
    data: { lastItemNumber: { increment: 1 } },
  });
  const item = await db.item.create({
    data: {
      ...{ businessId, number, submittedByUserId: actor.userId, submittedByName: actor.name, contactId: contact.id },
      ...{
        issuedOn: new Date('2026-11-02'),
        dueOn: new Date('2026-12-02'),
        accountId: account.id,
        taxRateId: taxRate.id,
      },
      ...{ currency: 'GBP', total: '120.00', taxAmount: '20.00', description: 'Hire of chairs', ...values },
    },
  });
  await db.$transaction((transaction) => storeStatus(transaction, businessId, [item.id]));
  return item;
}

/** From `3 May 2014`. */
function dateOf(text: string) {
  return calendarDate(new Date(`${text} UTC`).toISOString().slice(0, 10));
}
