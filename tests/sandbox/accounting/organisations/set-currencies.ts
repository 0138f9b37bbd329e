import { CURRENCY_NAMES } from '../../seeds/organisation.ts';
import type { ApiCall } from '../api/context.ts';

/** Subscribes an organisation to exactly these currencies beside its own. Documents in one it gives up stay. */
export function setCurrencies({ sandbox, organisation, books }: ApiCall, codes: readonly string[]): void {
  const wanted = new Set([organisation.baseCurrency, ...codes]);
  for (const { id } of books.currencies.all()) if (!wanted.has(id)) books.currencies.delete(id);
  for (const code of wanted) {
    if (!books.currencies.get(code)) books.currencies.put({ id: code, description: CURRENCY_NAMES[code] ?? code });
  }
  sandbox.organisations.put({ ...organisation, isMultiCurrency: wanted.size > 1 });
}
