import type { AccountClass } from './lists.ts';

/** The types that a category of a business's own can have, by what people write in a file; the first names it. */
export const ownAccountTypes = [
  { type: 'EXPENSE', class: 'EXPENSE', words: ['expense', 'expenses', 'cost', 'costs', 'overhead', 'direct costs'] },
  { type: 'REVENUE', class: 'REVENUE', words: ['revenue', 'income', 'sales', 'other income'] },
  { type: 'CURRENT', class: 'ASSET', words: ['current asset', 'asset', 'fixed asset', 'inventory', 'prepayment'] },
  { type: 'CURRLIAB', class: 'LIABILITY', words: ['current liability', 'liability', 'non-current liability'] },
  { type: 'EQUITY', class: 'EQUITY', words: ['equity', 'capital'] },
  { type: 'BANK', class: 'ASSET', words: ['bank', 'bank account', 'credit card'] },
] as const satisfies { type: string; class: AccountClass; words: string[] }[];

export type OwnAccountType = (typeof ownAccountTypes)[number];

/** Null for a word that means none of them. */
export function ownAccountType(word: string): OwnAccountType | null {
  const wanted = word.trim().toLowerCase();
  return ownAccountTypes.find(({ words }) => (words as readonly string[]).includes(wanted)) ?? null;
}

/** What such types are called in a sentence: `Expense, Revenue, Current asset`. */
export const ownAccountTypeNames = ownAccountTypes.map(
  ({ words: [word] }) => word.charAt(0).toUpperCase() + word.slice(1),
);

/** A category, or a bank account, of a business's own. */
export type OwnAccount = {
  code: string | null;
  name: string;
  type: OwnAccountType['type'];
  /** The code of its default tax rate. */
  taxType: string | null;
  isVisible: boolean;
  isArchived: boolean;
};

/** A tax rate of a business's own. */
export type OwnTaxRate = {
  /** What it is told from others by; its name where it was given none. */
  taxType: string;
  name: string;
  /** Percent as text, e.g. "20" or "8.375". */
  effectiveRate: string;
  isVisible: boolean;
  isArchived: boolean;
};

/** Up to 100 percent, with 4 digits after the point or comma; null for anything else. A percent sign is as good as none. */
export function readRate(text: string): string | null {
  const digits = text.replace(/\s|%/g, '').replace(',', '.');
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(digits) || Number(digits) > 100) return null;
  const [whole = '', rest = ''] = digits.split('.');
  const decimals = rest.replace(/0+$/, '');
  return `${whole.replace(/^0+(?=\d)/, '')}${decimals && `.${decimals}`}`;
}

/** As many as a chart of accounts by hand may have. */
export const MAX_OWN_ENTRIES = 2_000;
