'use client';

import { Equal, ListPlus } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { useFormats } from '#components/ui/formats.tsx';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { MAX_LINES, outBy, sumLines } from '#lib/domain/coding/line-items.ts';
import { writeMoney } from '#lib/domain/currency-units.ts';
import { decimal } from '#lib/domain/money.ts';
import { netOf } from '#lib/domain/tax.ts';

/** Net, tax and total of the lines beside the document's, and the difference with the two ways to put it right. */
export function LineBalance({
  coding,
  currency,
  digits,
  isReadOnly,
  line,
  onPut,
  onAdd,
}: {
  coding: Coding;
  currency: string;
  digits: number;
  isReadOnly: boolean;
  /** The line that one is at, from zero. */
  line: number;
  onPut: () => void;
  onAdd: () => void;
}) {
  const { lines, taxMode } = coding;
  const sums = sumLines(lines, digits);
  const missing = outBy(coding, digits);
  const { numbers } = useFormats();
  const shown = (amount: string) => writeMoney(amount, currency, numbers);
  const isOut = missing !== null && !decimal(missing).isZero();
  return (
    <div className="flex min-h-10 shrink-0 flex-wrap items-center justify-end gap-x-4 gap-y-1 border-t px-3 py-1 text-sm">
      {missing !== null && (
        <div className="mr-auto flex flex-wrap items-center gap-x-3 gap-y-1">
          <span role="status" className={cx('tabular-nums', isOut ? 'text-danger' : 'text-success')}>
            {isOut ? `Out by ${shown(missing)}` : `The lines add up to ${currency} ${shown(sums.total)}`}
          </span>
          {isOut && !isReadOnly && (
            <>
              <Button size="small" icon={<Equal size={14} />} onPress={onPut}>
                Put it on line {line + 1}
              </Button>
              {lines.length < MAX_LINES && (
                <Button size="small" icon={<ListPlus size={14} />} onPress={onAdd}>
                  Add remaining balance
                </Button>
              )}
            </>
          )}
        </div>
      )}
      <dl className="flex gap-x-4">
        {taxMode !== 'NONE' && (
          <>
            <Sum name="Net" amount={shown(netOf(sums.total, sums.taxAmount, digits))} />
            <Sum name="Tax" amount={shown(sums.taxAmount)} />
          </>
        )}
        <Sum name="Total" amount={shown(sums.total)} />
      </dl>
    </div>
  );
}

function Sum({ name, amount }: { name: string; amount: string }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-muted">{name}</dt>
      <dd className="font-medium tabular-nums">{amount}</dd>
    </div>
  );
}
