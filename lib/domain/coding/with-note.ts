import type { LedgerRules } from '../ledger-rules.ts';
import type { Coding } from './coding.ts';

/**
 * A note in brackets at the end of what the ledger is sent as description: the item's own or, where it has lines, that of
 * the first. A text that leaves no room for it is shortened.
 */
export function withNote(
  coding: Pick<Coding, 'description' | 'reference' | 'lines'>,
  note: string,
  { longestDescription }: Pick<LedgerRules, 'longestDescription'>,
): Pick<Coding, 'description'> | Pick<Coding, 'lines'> {
  const noted = (text: string | null) => {
    const end = `(${note})`;
    const kept = (text ?? '').trim().slice(0, longestDescription - end.length - 1);
    return kept ? `${kept} ${end}` : end;
  };
  const [first, ...others] = coding.lines;
  const own = coding.description ?? coding.reference;
  if (!first) return { description: noted(own) };
  return { lines: [{ ...first, description: noted(first.description ?? own) }, ...others] };
}
