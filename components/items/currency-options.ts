import type { OptionSection } from '#components/ui/options.ts';
import { currencyCodes, currencyName } from '#lib/domain/countries.ts';
import type { Choices } from '#lib/lists/load-choices.ts';

/**
 * The currencies of the books, and all others: a document is in the one that it is in, and what that means for publishing
 * is said at the field.
 */
export function currencySections({ currencies }: Pick<Choices, 'currencies'>, used: string | null): OptionSection[] {
  const optionOf = (code: string) => ({ id: code, label: code, description: currencyName(code) });
  const others = new Set([...currencyCodes, ...(used ? [used] : [])]);
  return [
    { title: 'In your books', options: currencies.map(optionOf) },
    { title: 'Not in your books', options: [...others].filter((code) => !currencies.includes(code)).map(optionOf) },
  ];
}
