import type { QuoteStatus } from './record.ts';

/** Where a quote may go from where it is. */
const NEXT: Record<QuoteStatus, readonly QuoteStatus[]> = {
  DRAFT: ['DRAFT', 'SENT', 'DELETED'],
  SENT: ['SENT', 'DRAFT', 'ACCEPTED', 'DECLINED', 'INVOICED', 'DELETED'],
  ACCEPTED: ['ACCEPTED', 'DRAFT', 'INVOICED', 'DELETED'],
  DECLINED: ['DECLINED', 'DRAFT', 'SENT', 'DELETED'],
  INVOICED: ['INVOICED', 'DRAFT', 'DELETED'],
  DELETED: [],
};

/** Why one cannot begin with a status: a customer answers to what was sent before. */
export function creationProblem(status: QuoteStatus): string | undefined {
  return status === 'DRAFT' || status === 'SENT' ? undefined : `A quote cannot be created with the status ${status}`;
}

/** Why one may not go from one status to another, or not change at all. */
export function transitionProblem(from: QuoteStatus, to: QuoteStatus): string | undefined {
  return NEXT[from].includes(to) ? undefined : `The status of a quote cannot go from ${from} to ${to}`;
}
