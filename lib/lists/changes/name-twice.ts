import { nameKey, type PaymentMethodValues } from '#lib/domain/payment-method.ts';
import type { StoredPaymentMethod } from './write-payment-methods.ts';

/** A payment method as it is to be; one without an id is to be made. */
export type WantedPaymentMethod = { id: string | null; values: PaymentMethodValues };

/** The name that two in use would have after the change; null when none. */
export function nameTwice(
  stored: readonly StoredPaymentMethod[],
  wanted: readonly WantedPaymentMethod[],
): string | null {
  const changed = new Set(wanted.map(({ id }) => id));
  const after = [...stored.filter(({ id }) => !changed.has(id)), ...wanted].filter(({ values }) => !values.isArchived);
  const seen = new Set<string>();
  for (const { values } of after) {
    const key = nameKey(values.name);
    if (seen.has(key)) return values.name;
    seen.add(key);
  }
  return null;
}
