/**
 * How a change of something published is settled whose answer got lost: a ledger that changes a document in place tells
 * by nothing but the document itself whether a change arrived.
 */

/** What a ledger holds of a document, in comparable texts: `total` → `120`, `lines.0.taxType` → `INPUT2`. */
export type DocumentState = Readonly<Record<string, string>>;

/** What it held when the change was stored to be sent, and what it is to hold afterwards: only what the change is about. */
export type Comparison = { before: DocumentState; asked: DocumentState };

export type Compared =
  /** It is as asked. */
  | 'done'
  /** It is as before: the change surely never arrived. */
  | 'asBefore'
  /** Neither: somebody changed it there meanwhile. */
  | 'changedElsewhere';

/** What ledgers alter by themselves, saying nothing: tax that they compute, an option they don't know. */
const isAlteredByLedgers = (key: string) => /(^|\.)(total|status|taxAmount|tracking)$/.test(key);

export function compareStored({ before, asked }: Comparison, stored: DocumentState): Compared {
  if (isSame(asked, stored, Object.keys(asked), isAsAsked)) return 'done';
  if (isSame(before, stored, Object.keys(asked))) return 'asBefore';
  const kept = Object.keys(asked).filter((key) => !isAlteredByLedgers(key));
  // A change of nothing else, such as a document voided, leaves nothing to know it by.
  return kept.length > 0 && !isSame(before, asked, kept) && isSame(asked, stored, kept) ? 'done' : 'changedElsewhere';
}

/** Whether a ledger holds what was asked for. A document that was paid since is an approved one all the same. */
export function isAsAsked(key: string, asked: string, stored: string): boolean {
  return asked === stored || (key === 'status' && asked === 'AUTHORISED' && stored === 'PAID');
}

/** What a ledger does not tell is not compared. */
function isSame(
  one: DocumentState,
  other: DocumentState,
  keys: readonly string[],
  isAs = (_key: string, a: string, b: string) => a === b,
): boolean {
  return keys.every((key) => {
    const [a, b] = [one[key], other[key]];
    return a === undefined || b === undefined || isAs(key, a, b);
  });
}
