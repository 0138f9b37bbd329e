import type { PurchaseOrderStatus } from './record.ts';

/** Where a purchase order may go from where it is. */
const NEXT: Record<PurchaseOrderStatus, readonly PurchaseOrderStatus[]> = {
  DRAFT: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'],
  SUBMITTED: ['SUBMITTED', 'DRAFT', 'AUTHORISED', 'DELETED'],
  AUTHORISED: ['AUTHORISED', 'BILLED', 'DELETED'],
  BILLED: ['BILLED', 'AUTHORISED'],
  DELETED: [],
};

const NOT_ALLOWED = 'PurchaseOrder status change is invalid';

/** Why one cannot begin with a status: billed is what has been approved, deleted what was there. */
export function creationProblem(status: PurchaseOrderStatus): string | undefined {
  return status === 'BILLED' || status === 'DELETED' ? NOT_ALLOWED : undefined;
}

/** Why one may not go from one status to another, or not change at all. */
export function transitionProblem(from: PurchaseOrderStatus, to: PurchaseOrderStatus): string | undefined {
  if (from === 'DELETED') return 'Deleted PurchaseOrders cannot be updated';
  return NEXT[from].includes(to) ? undefined : NOT_ALLOWED;
}
