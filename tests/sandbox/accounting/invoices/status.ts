import type { InvoiceStatus } from './record.ts';

/** Where an invoice may go from where it is. PAID comes from payments and credits only. */
const NEXT: Record<InvoiceStatus, readonly InvoiceStatus[]> = {
  DRAFT: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'],
  SUBMITTED: ['SUBMITTED', 'AUTHORISED', 'DRAFT', 'DELETED'],
  AUTHORISED: ['AUTHORISED', 'VOIDED'],
  PAID: ['PAID'],
  VOIDED: [],
  DELETED: [],
};

const CREATED_AS: readonly InvoiceStatus[] = ['DRAFT', 'SUBMITTED', 'AUTHORISED'];

export function creationProblem(status: InvoiceStatus): string | undefined {
  return CREATED_AS.includes(status) ? undefined : 'Invoice not of valid status for creation';
}

/** Why an invoice may not go from one status to another. `isSettled`: payments or credits are allocated to it. */
export function transitionProblem(from: InvoiceStatus, to: InvoiceStatus, isSettled: boolean): string | undefined {
  if (isSettled && to !== from && to !== 'PAID' && to !== 'DELETED') {
    return `The status ${to} cannot be applied to the invoice because it has payments or credit notes allocated to it.`;
  }
  return NEXT[from].includes(to) ? undefined : 'Invoice not of valid status for modification';
}
