'use client';

import { useFormats } from '#components/ui/formats.tsx';
import type { Amount } from '#lib/domain/amount.ts';
import { writeMoney } from '#lib/domain/currency-units.ts';
import { monthName, shortMonthName } from '#lib/domain/month.ts';
import { writeNumber } from '#lib/domain/number-form.ts';
import type { CurrencyTotals } from '#lib/inbox/contact-totals.ts';

/** Of the drawing, whose width is stretched to the room there is. */
const HEIGHT = 100;
const STEP = 10;
const BAR = 7;

/** What a contact's documents of a currency come to, a bar a month; the same figures as a table behind it. */
export function MonthChart({ currency, total, months }: CurrencyTotals) {
  const { numbers } = useFormats();
  const shown = (amount: Amount) => writeMoney(amount, currency, numbers);
  // How high a bar is drawn: a picture, not an amount.
  const heights = months.map((month) => Number(month.total));
  const top = Math.max(0, ...heights);
  const bottom = Math.min(0, ...heights);
  const scale = top - bottom > 0 ? HEIGHT / (top - bottom) : 0;
  const zero = top * scale;
  const first = months[0]?.month ?? '';
  const last = months.at(-1)?.month ?? '';
  const title = `${currency} ${shown(total)}`;
  return (
    <figure aria-label={`Totals by month in ${currency}`}>
      <figcaption className="flex items-baseline justify-between gap-3 text-xs text-muted">
        <span>
          <span className="text-sm font-medium text-text tabular-nums">{title}</span> from {monthName(first)} to{' '}
          {monthName(last)}
        </span>
      </figcaption>
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${months.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="mt-2 h-20 w-full overflow-visible"
      >
        {months.map((month, index) => {
          const height = Math.abs(heights[index] ?? 0) * scale;
          const isCredit = (heights[index] ?? 0) < 0;
          return (
            <g key={month.month}>
              <rect
                x={index * STEP + (STEP - BAR) / 2}
                y={isCredit ? zero : zero - height}
                width={BAR}
                height={height}
                className={isCredit ? 'fill-attention-mark' : 'fill-accent'}
              />
              <rect x={index * STEP} y={0} width={STEP} height={HEIGHT} className="fill-transparent">
                <title>{`${monthName(month.month)}: ${shown(month.total)}`}</title>
              </rect>
            </g>
          );
        })}
        <line
          x1={0}
          x2={months.length * STEP}
          y1={zero}
          y2={zero}
          vectorEffect="non-scaling-stroke"
          className="stroke-edge"
        />
      </svg>
      <div aria-hidden="true" className="mt-1 flex text-2xs text-muted">
        {months
          .filter((_, index) => index % 3 === 0)
          .map(({ month }) => (
            <span key={month} className="flex-1 whitespace-nowrap">
              {shortMonthName(month)}
            </span>
          ))}
      </div>
      <details className="mt-1 text-xs">
        <summary className="inline-block min-h-6 cursor-pointer content-center rounded-sm text-accent-text underline-offset-2 hover:underline">
          Show the figures
        </summary>
        <div className="mt-1 border-y">
          <table className="w-full tabular-nums">
            <thead>
              <tr className="text-left text-muted">
                <th scope="col" className="py-1 font-normal">
                  Month
                </th>
                <th scope="col" className="py-1 text-right font-normal">
                  Items
                </th>
                <th scope="col" className="py-1 text-right font-normal">
                  {currency}
                </th>
              </tr>
            </thead>
            <tbody>
              {[...months].reverse().map(({ month, total, items }) => (
                <tr key={month} className="border-t">
                  <th scope="row" className="py-1 text-left font-normal">
                    {monthName(month)}
                  </th>
                  <td className="py-1 text-right">{writeNumber(String(items), numbers)}</td>
                  <td className="py-1 text-right">{shown(total)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
