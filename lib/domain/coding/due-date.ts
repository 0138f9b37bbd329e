import type { Coding } from './coding.ts';

/** Only what is still to be paid has a due date: a receipt is paid already, and a credit note asks nobody to pay. */
export function hasDueDate({ type }: Pick<Coding, 'type'>): boolean {
  return type === 'INVOICE';
}
