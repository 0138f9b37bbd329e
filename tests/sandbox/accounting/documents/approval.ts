import type { ApiCall } from '../api/context.ts';
import { notAuthorised, Refusal } from '../api/failures.ts';
import type { InvoiceStatus } from '../invoices/record.ts';
import type { PurchaseOrderStatus } from '../purchase-orders/record.ts';

/**
 * Refuses the whole request of someone whose role may draft and submit but not approve, when a document would become
 * approved or already is. Organisation/Actions says the same as CreateApprovedInvoice and CreateApprovedBill.
 */
export function requireApprover({ role }: ApiCall, ...statuses: (InvoiceStatus | PurchaseOrderStatus)[]): void {
  const isApproved = statuses.some((status) => ['AUTHORISED', 'PAID', 'VOIDED', 'BILLED'].includes(status));
  if (isApproved && !mayApprove(role)) throw new Refusal(notAuthorised(), 'Your role may not approve.');
}

export function mayApprove(role: ApiCall['role']): boolean {
  return role === 'STANDARD' || role === 'FINANCIALADVISER';
}
