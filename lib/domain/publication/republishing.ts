import type { PublishAs } from '../coding/coding.ts';
import { isGone, type Life } from './life.ts';
import { isBankTransaction, type PublicationKind } from './publication.ts';

/**
 * How a published document comes to be as its item is now. A ledger changes a draft, and what awaits approval, as one
 * likes; what is approved only while nothing is paid of it, and never back to a draft: then it is ended, what settles it
 * taken back first, and published anew.
 */
export type WayToChange = { way: 'inPlace' } | { way: 'anew'; because: string } | { way: 'none' };

type Published = { kind: PublicationKind; publishAs: PublishAs; life: Pick<Life, 'status' | 'settlements'> | null };

/** `wanted` is what the item is to be in the books. */
export function wayToChange(
  published: Published,
  wanted: { kind: PublicationKind; publishAs: PublishAs },
): WayToChange {
  const status = published.life?.status ?? published.publishAs;
  if (isGone(status)) return { way: 'none' };
  if (wanted.kind !== published.kind) return { way: 'anew', because: 'another type of document' };
  if (isBankTransaction(published.kind)) return { way: 'inPlace' };
  if (status === 'DRAFT' || status === 'SUBMITTED') return { way: 'inPlace' };
  if ((published.life?.settlements.length ?? 0) > 0) return { way: 'anew', because: 'payments or credits on it' };
  return wanted.publishAs === 'AUTHORISED'
    ? { way: 'inPlace' }
    : { way: 'anew', because: 'its approval, which can’t be taken back' };
}

/** How a document ends: what counts already stays in the books, marked as void. */
export function endOf({ kind, publishAs, life }: Published): 'VOID' | 'DELETE' {
  if (isBankTransaction(kind)) return 'DELETE';
  const status = life?.status ?? publishAs;
  return status === 'DRAFT' || status === 'SUBMITTED' ? 'DELETE' : 'VOID';
}
