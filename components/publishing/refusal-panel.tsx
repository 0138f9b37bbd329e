import { Banner } from '#components/ui/banner.tsx';
import type { LedgerReason } from '#lib/ledger/ledger-error.ts';
import { LedgerText } from './ledger-text.tsx';

/** Why the ledger refused an item, in plain words and, on request, in its own. The same stands at each field concerned. */
export function RefusalPanel({
  reasons,
  ledgerName,
}: {
  /** Those that no edit has cleared yet. */
  reasons: readonly LedgerReason[];
  ledgerName: string;
}) {
  if (reasons.length === 0) return null;
  return (
    <Banner tone="danger" title="Please resolve these issues">
      <p>{ledgerName} did not take this item, and nothing was posted.</p>
      <ul className="mt-1.5 list-disc space-y-1 pl-4 text-text">
        {[...new Set(reasons.map(({ message }) => message))].map((message) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
      <LedgerText texts={reasons.map(({ ledgerText }) => ledgerText)} ledgerName={ledgerName} />
    </Banner>
  );
}
