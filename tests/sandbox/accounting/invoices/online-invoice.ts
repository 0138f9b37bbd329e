import type { Sandbox } from '../../sandbox.ts';
import type { Organisation } from '../organisations/record.ts';
import type { Invoice } from './record.ts';

/** Where the customer finds an invoice; `undefined` for one that no customer is shown. */
export function onlineInvoiceUrl(sandbox: Sandbox, organisation: Organisation, invoice: Invoice): string | undefined {
  const key = Buffer.from(`${organisation.id} ${invoice.id}`).toString('base64url');
  return isOnline(invoice) ? `${sandbox.origin}/online/${key}` : undefined;
}

/** The invoice that the last part of such an address means, and whose it is. */
export function findOnlineInvoice(sandbox: Sandbox, key: string) {
  const [organisationId, invoiceId] = Buffer.from(key, 'base64url').toString().split(' ');
  const organisation = sandbox.organisations.get(organisationId);
  const invoice = organisation && sandbox.books(organisation.id).invoices.get(invoiceId);
  return organisation && invoice && isOnline(invoice) ? { organisation, invoice } : undefined;
}

function isOnline({ type, status }: Invoice): boolean {
  return type === 'ACCREC' && (status === 'AUTHORISED' || status === 'PAID');
}
