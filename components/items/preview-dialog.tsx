'use client';

import { useEffect, useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { FormSkeleton } from '#components/ui/skeleton.tsx';
import type { Preview, PreviewLine } from '#lib/domain/publication/preview.ts';
import { failure, type Result } from '#lib/domain/result.ts';

export type LoadPreview = (input: { itemId: string }) => Promise<Result<Preview>>;

const offline = failure('offline', 'The connection broke off. Close this and open it again.');

/** What the books will show of an item, value by value, and why each is so: asked for anew each time it is opened. */
export function PreviewDialog({
  itemId,
  ledgerName,
  load,
  onClose,
}: {
  itemId: string;
  ledgerName: string;
  load: LoadPreview;
  onClose: () => void;
}) {
  const [answer, setAnswer] = useState<Result<Preview> | null>(null);
  useEffect(() => {
    let isGone = false;
    void load({ itemId })
      .catch(() => offline)
      .then((came) => !isGone && setAnswer(came));
    return () => {
      isGone = true;
    };
  }, [load, itemId]);
  return (
    <Dialog isOpen onOpenChange={onClose} title={`What ${ledgerName} will show`} size="wide">
      {answer === null ? (
        <FormSkeleton fields={4} />
      ) : answer.ok ? (
        <Shown preview={answer.value} />
      ) : (
        <Banner tone="warning" title="Nothing to show yet">
          {answer.error.message}
        </Banner>
      )}
    </Dialog>
  );
}

function Shown({ preview }: { preview: Preview }) {
  const { title, facts, lines, totals, changes, following } = preview;
  return (
    <div className="flex flex-col gap-4 text-sm">
      <h3 className="text-base font-semibold">{title}</h3>
      {changes.length > 0 && (
        <Banner title="Otherwise than it is here">
          {changes.map((change) => (
            <p key={change}>{change}</p>
          ))}
        </Banner>
      )}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 sm:grid-cols-[auto_auto_minmax(0,1fr)]">
        {facts.map(({ label, value, reason }) => (
          <div key={label} className="contents">
            <dt className="text-muted">{label}</dt>
            <dd className="min-w-0 break-words">
              {value}
              {reason && <span className="block text-xs text-muted sm:hidden">{reason}</span>}
            </dd>
            <dd className="text-xs leading-5 text-muted max-sm:hidden">{reason}</dd>
          </div>
        ))}
      </dl>
      <Lines lines={lines} />
      <dl className="ml-auto grid grid-cols-[auto_auto] gap-x-6 gap-y-1 text-right tabular-nums">
        {totals.map(({ label, value }, index) => (
          <div key={label} className="contents">
            <dt className={index === totals.length - 1 ? 'font-semibold' : 'text-muted'}>{label}</dt>
            <dd className={index === totals.length - 1 ? 'font-semibold' : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
      {following.length > 0 && (
        <section aria-label="After it">
          <h4 className="font-medium">Then</h4>
          <ul className="mt-1 list-disc space-y-0.5 pl-5">
            {following.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** As many columns as the ledger's own page has; on a phone it is moved sideways. */
function Lines({ lines }: { lines: readonly PreviewLine[] }) {
  const hasTracking = lines.some(({ tracking }) => tracking.length > 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be moved sideways has to be reached by keys
    <section className="overflow-x-auto rounded-md border" tabIndex={0} aria-label="Lines">
      <table className="w-full min-w-[36rem] text-left">
        <thead className="border-b text-xs text-muted">
          <tr>
            <th className="px-2 py-1.5 font-medium">Description</th>
            <th className="px-2 py-1.5 text-right font-medium">Quantity</th>
            <th className="px-2 py-1.5 text-right font-medium">Price</th>
            <th className="px-2 py-1.5 font-medium">Account</th>
            <th className="px-2 py-1.5 font-medium">Tax rate</th>
            {hasTracking && <th className="px-2 py-1.5 font-medium">Tracking</th>}
            <th className="px-2 py-1.5 text-right font-medium">Tax</th>
            <th className="px-2 py-1.5 text-right font-medium">Amount</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a body have no names, and never move
            <tr key={index} className="border-b align-top last:border-b-0">
              <td className="min-w-40 px-2 py-1.5 break-words">
                {line.product && <span className="mr-1.5 text-muted">{line.product}</span>}
                {line.description}
              </td>
              <td className="px-2 py-1.5 text-right tabular-nums">{line.quantity}</td>
              <td className="px-2 py-1.5 text-right tabular-nums">{line.unitAmount}</td>
              <td className="px-2 py-1.5">{line.account}</td>
              <td className="px-2 py-1.5">{line.taxRate}</td>
              {hasTracking && <td className="px-2 py-1.5">{line.tracking.join(', ')}</td>}
              <td className="px-2 py-1.5 text-right tabular-nums">
                {line.tax}
                {line.taxNote && <span className="block text-xs text-muted">{line.taxNote}</span>}
              </td>
              <td className="px-2 py-1.5 text-right tabular-nums">{line.amount}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
