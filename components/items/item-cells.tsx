import { ShownNumber } from '#components/ui/shown-number.tsx';

/** Whose document it is or, until that is known, the name of the file; what it is unless it is an invoice; its number. */
export function NameCell({
  item,
}: {
  item: {
    number: number;
    contact: string | null;
    fileName: string | null;
    reference: string | null;
    isCreditNote: boolean;
  };
}) {
  const name = item.contact ?? item.fileName ?? `Item ${item.number}`;
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <bdi className={item.contact ? 'truncate font-medium' : 'truncate text-muted'} title={name}>
        {name}
      </bdi>
      {item.isCreditNote && <CreditNoteMark />}
      {item.reference && <span className="min-w-10 shrink-[20] truncate text-xs text-muted">{item.reference}</span>}
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

/** An amount with its currency; of a credit note below zero: lib/domain/coding/shown-amount.ts. */
export function AmountCell({ amount, currency }: { amount: string; currency: string }) {
  return (
    <>
      <span className="mr-1.5 text-xs text-muted">{currency}</span>
      <ShownNumber value={amount} />
    </>
  );
}
