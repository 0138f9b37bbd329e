import type { Coding } from '../coding/coding.ts';

/**
 * Why an item can't be published yet although nothing is wrong with it, in sentences; none for one that can. It is never
 * published as something else, and is ready by itself once the product publishes what it is.
 */
export function holdsOf({ type, payments, publishTo }: Pick<Coding, 'type' | 'payments' | 'publishTo'>): string[] {
  if (publishTo === 'BANK_ACCOUNT') {
    return [held('It is for a bank account, and money spent or received there can’t be published from here yet')];
  }
  if (payments.length === 0) return [];
  return type === 'CREDIT_NOTE'
    ? [held('Its money came back, and a refund can’t be published from here yet')]
    : [held('It is paid, and a payment can’t be published from here yet; it is not published as unpaid')];
}

const held = (why: string) => `${why}. It is held as it is, and becomes ready by itself.`;
