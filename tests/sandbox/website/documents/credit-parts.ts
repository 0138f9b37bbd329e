import type { ApiCall } from '../../accounting/api/context.ts';
import { ElementRefused } from '../../accounting/api/failures.ts';
import { Fields } from '../../accounting/api/reading.ts';
import { amountDue } from '../../accounting/invoices/record.ts';
import { createAllocation, removeAllocation } from '../../accounting/settlement/allocations.ts';
import type { Credit } from '../../accounting/settlement/credit.ts';
import { paidDocument } from '../../accounting/settlement/json.ts';
import type { Payment } from '../../accounting/settlement/record.ts';
import { liveAllocations } from '../../accounting/settlement/settle.ts';
import { required } from '../form-fields.ts';
import { html, type Markup } from '../html.ts';
import { organisationPath } from '../layout.ts';
import type { View } from '../view.ts';
import { day, money } from '../words.ts';
import { documentTable } from './parts.ts';

/** What a credit is set against, each with a way back, and a form to set it against more. */
export function allocations({ books, organisation, mayChange }: View, credit: Credit): Markup {
  const live = liveAllocations(books.allocations.find('credit', credit.id));
  const open = books.invoices.find('contact', credit.contactId).filter(({ status, type, currencyCode }) => {
    return status === 'AUTHORISED' && type === credit.invoiceType && currencyCode === credit.currencyCode;
  });
  return html`
    ${
      live.length > 0 &&
      html`<h2>Allocated to</h2>${documentTable(
        'Allocated to',
        ['Document', 'Date', 'Amount', 'Action'],
        live.map((allocation) => {
          const invoice = books.invoices.require(allocation.invoiceId);
          const name = invoice.number || 'No number';
          return html`<tr><td><a href="${organisationPath(organisation)}/documents/${invoice.id}">${name}</a></td>
            <td>${day(allocation.date)}</td><td class="amount">${money(allocation.amount, credit.currencyCode)}</td>
            <td>${mayChange && html`<form method="post"><button name="allocation" value="${allocation.id}" aria-label="Take back what is allocated to ${name}">Take back</button></form>`}</td></tr>`;
        }),
      )}`
    }
    ${
      mayChange &&
      credit.status === 'AUTHORISED' &&
      open.length > 0 &&
      html`<h2>Allocate credit</h2><form method="post" class="actions">
        <label>To <select name="invoice">${open.map(
          (invoice) =>
            html`<option value="${invoice.id}">${invoice.number || 'No number'}, ${money(amountDue(invoice), invoice.currencyCode)} due</option>`,
        )}</select></label>
        <label>Amount allocated <input name="amount" inputmode="decimal" value="${credit.remaining.toFixed(2)}" required></label>
        <button>Allocate</button></form>`
    }`;
}

/** Does what the forms of `allocations` ask, and says so; `undefined` when the form was another. */
export function changeAllocations(call: ApiCall, form: URLSearchParams, credit: Credit): string | undefined {
  if (form.has('allocation')) {
    const allocation = call.books.allocations.get(form.get('allocation')?.toLowerCase());
    if (allocation?.creditId !== credit.id) throw new ElementRefused(['This credit has no such allocation.']);
    removeAllocation(call, allocation);
    return 'Taken back.';
  }
  if (!form.has('invoice')) return undefined;
  const Invoice = { InvoiceID: required(form, 'invoice', 'The document') };
  const fields = new Fields({ Amount: required(form, 'amount', 'The amount'), Invoice }, '');
  createAllocation(call, credit.kind, credit.id, fields);
  return 'Credit allocated.';
}

/** What a payment is for, and where that is shown. */
export function paidFor({ books, organisation }: View, payment: Payment) {
  const sections = { Invoice: 'documents', CreditNote: 'credit-notes', Prepayment: 'bank', Overpayment: 'bank' };
  const document = paidDocument(books, payment);
  const number = 'number' in document ? document.number : '';
  return {
    document,
    name:
      number ||
      (payment.documentKind === 'Invoice' ? 'No number' : payment.documentKind.replace('CreditN', 'Credit n')),
    address: `${organisationPath(organisation)}/${sections[payment.documentKind]}/${document.id}`,
  };
}
