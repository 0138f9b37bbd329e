import { cx } from '#components/ui/cx.ts';
import { ShownNumber } from '#components/ui/shown-number.tsx';

import type { ItemFlag } from '#lib/domain/flag.ts';
import type { Found } from '#lib/inbox/found-in.ts';
import { FlagMark } from './flag-mark.tsx';
import { Marked, markedIf } from './marked.tsx';

/** Whose document it is or, until that is known, whose it says it is, or the name of the file; what it is unless it is an invoice; its number. */
export function NameCell({
  item,
}: {
  item: {
    number: number;
    contact: string | null;
    /** What was read, and nobody has chosen yet. */
    readName?: string | null;
    fileName: string | null;
    reference: string | null;
    isCreditNote: boolean;
    flag?: ItemFlag | null;
    /** Where it is told whether one has read it. */
    isUnread?: boolean;
    found?: Found | null;
  };
}) {
  const name = item.contact ?? item.readName ?? item.fileName ?? `Item ${item.number}`;
  const elsewhere = item.found?.elsewhere;
  const weight = item.isUnread === undefined ? 'font-medium' : item.isUnread ? 'font-bold' : 'font-normal';
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      {item.flag && <FlagMark flag={item.flag} />}
      <bdi className={cx('truncate', weight, !item.contact && !item.isUnread && 'text-muted')} title={name}>
        <Marked text={name} marks={item.found?.contact} />
      </bdi>
      {!item.contact && item.readName && <span className="shrink-0 text-xs text-muted">read</span>}
      {item.isUnread && <span className="sr-only">Unread</span>}
      {item.isCreditNote && !elsewhere && <CreditNoteMark />}
      {item.reference && (
        // Of all these the name is wanted longest.
        <span className="min-w-0 shrink-[99] truncate text-xs text-muted">
          <Marked text={item.reference} marks={item.found?.reference} />
        </span>
      )}
      {elsewhere && (
        <span className="min-w-16 shrink-[9] truncate text-xs text-muted" title={elsewhere.text}>
          in {elsewhere.name}: <Marked {...elsewhere} />
        </span>
      )}
    </span>
  );
}

/** Its amounts are below zero in lists: what it is says why. */
export function CreditNoteMark() {
  return (
    <span className="shrink-0 rounded-sm border border-outline px-1 text-2xs font-medium whitespace-nowrap text-muted">
      Credit note
    </span>
  );
}

/** Whose it is. */
export function OwnerCell({ owner, found }: { owner: { name: string } | null; found: Found | null }) {
  return owner ? <Marked text={owner.name} marks={found?.owner} /> : <Missing what="Nobody" />;
}

/** Nothing is there: a quiet dash for the eye, words for screen readers. */
export function Missing({ what }: { what: string }) {
  return (
    <span className="text-muted">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{what}</span>
    </span>
  );
}

/** An amount with its currency; of a credit note below zero: lib/domain/coding/shown-amount.ts. */
export function AmountCell({
  amount,
  currency,
  inBase = null,
  baseCurrency,
  isFound = false,
}: {
  amount: string;
  currency: string;
  /** The same in the base currency: under it, and close to it where a row is a card. */
  inBase?: string | null;
  baseCurrency?: string;
  /** It is what was searched for. */
  isFound?: boolean | undefined;
}) {
  const number = <ShownNumber value={amount} currency={currency} />;
  const written = (
    <>
      <span className="mr-1.5 text-xs text-muted">{currency}</span>
      {markedIf(isFound, number)}
    </>
  );
  if (inBase === null) return written;
  return (
    <span className="inline-flex flex-col items-end leading-tight @max-2xl:leading-none">
      <span>{written}</span>
      <span className="text-xs text-muted @max-2xl:leading-none">
        {baseCurrency} <ShownNumber value={inBase} />
      </span>
    </span>
  );
}
