import { editItem } from '#lib/coding/edit-item.ts';
import { db } from '#lib/db.ts';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import { createContact } from '#lib/lists/create-contact.ts';
import type { PersonScope } from '#lib/scope.ts';
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

/** From `3 May 2014`. */
function dateOf(text: string) {
  return calendarDate(new Date(`${text} UTC`).toISOString().slice(0, 10));
}
