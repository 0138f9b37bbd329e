import { type Amount, isZero } from '../amount.ts';
import type { ItemType } from './coding.ts';

/**
 * An item's total or tax as it is read outside of its own fields. What a credit note gives back is below zero there; it
 * is kept, and sent to the ledger, as the positive amount that the document prints.
 */
export function shownAmount(type: ItemType, amount: Amount): Amount;
export function shownAmount(type: ItemType, amount: Amount | null): Amount | null;
export function shownAmount(type: ItemType, amount: Amount | null): Amount | null {
  if (amount === null || type !== 'CREDIT_NOTE' || isZero(amount)) return amount;
  return amount.startsWith('-') ? amount : `-${amount}`;
}
