'use client';

import { useCallback, useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Result } from '#lib/domain/result.ts';
import { failure } from '#lib/domain/result.ts';
import type { CurrencyTotal } from '#lib/inbox/list-totals.ts';
import type { ViewTotalsProps } from './view-totals.tsx';

/** Net, tax and total of a list in each of its currencies, as they are now. */
export function TotalsTable({ list, load }: ViewTotalsProps) {
  const [answer, setAnswer] = useState<Result<CurrencyTotal[]> | null>(null);
  const asked = JSON.stringify(list);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list by what it says
  const ask = useCallback(async () => {
    setAnswer(null);
    setAnswer(await load(list).catch(() => failure('offline', 'The connection broke off.')));
  }, [asked, load]);
  useEffect(() => void ask(), [ask]);

  if (!answer) return <Skeleton className="h-12 w-64" />;
  if (!answer.ok) {
    return (
      <div className="flex flex-col items-start gap-2">
        <p className="text-sm">{answer.error.message} The totals are not known.</p>
        <Button onPress={() => void ask()}>Try again</Button>
      </div>
    );
  }
  if (answer.value.length === 0) return <p className="text-sm text-muted">Nothing is shown, so nothing to add up.</p>;
  const withoutTotal = answer.value.reduce((sum, each) => sum + each.withoutTotal, 0);
  return (
    <>
      <table className="text-sm tabular-nums">
        <thead className="text-xs text-muted">
          <tr>
            {['Currency', 'Items', 'Net', 'Tax', 'Total'].map((heading, index) => (
              <th
                key={heading}
                scope="col"
                className={`pb-1 font-medium ${index === 0 ? 'text-left' : 'pl-5 text-right'}`}
              >
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.value.map(({ currency, items, net, tax, total }) => (
            <tr key={currency}>
              <th scope="row" className="py-0.5 text-left font-normal">
                {currency}
              </th>
              {[items, net, tax].map((value, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move
                <td key={index} className="pl-5 text-right">
                  <ShownNumber value={value} {...(index > 0 && { currency })} />
                </td>
              ))}
              <td className="pl-5 text-right font-medium">
                <ShownNumber value={total} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {withoutTotal > 0 && (
        <p className="mt-2 text-xs text-muted">
          <ShownNumber value={withoutTotal} /> {withoutTotal === 1 ? 'item has' : 'items have'} no total yet, and{' '}
          {withoutTotal === 1 ? 'is' : 'are'} in no sum.
        </p>
      )}
      <p className="mt-2 max-w-72 text-xs text-muted">All that the list shows. Credit notes are below zero.</p>
    </>
  );
}
