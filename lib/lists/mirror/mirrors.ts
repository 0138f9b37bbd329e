import { accounts } from './accounts.ts';
import { contacts } from './contacts.ts';
import { currencies } from './currencies.ts';
import type { Mirrors } from './mirror.ts';
import { organisation } from './organisation.ts';
import { products } from './products.ts';
import { taxRates } from './tax-rates.ts';
import { tracking } from './tracking.ts';

/** A list without a mirror does not compile. */
export const mirrors: Mirrors = {
  ORGANISATION: organisation,
  CURRENCIES: currencies,
  TAX_RATES: taxRates,
  ACCOUNTS: accounts,
  TRACKING: tracking,
  CONTACTS: contacts,
  PRODUCTS: products,
};
