'use client';

import { Button } from 'react-aria-components/Button';
import { Banner } from '#components/ui/banner.tsx';
import type { CodingField } from '#lib/domain/coding/coding.ts';
import type { LedgerReason } from '#lib/ledger/ledger-error.ts';
import { LedgerText } from './ledger-text.tsx';

/** Why the ledger refused an item, in plain words and, on request, in its own. The same stands at each field concerned. */
export function RefusalPanel({
  reasons,
  ledgerName,
  onGoTo,
}: {
  /** Those that no edit has cleared yet. */
  reasons: readonly LedgerReason[];
  ledgerName: string;
  /** Leads to what a reason is about. */
  onGoTo: (field: CodingField, line: number | null) => void;
}) {
  if (reasons.length === 0) return null;
  const distinct = [...new Map(reasons.map((reason) => [`${reason.field} ${reason.line} ${reason.message}`, reason]))];
  return (
    <Banner tone="danger" title="Please resolve these issues">
      <p>{ledgerName} did not take this item, and nothing was posted.</p>
      <ul className="mt-1.5 list-disc space-y-1 pl-4 text-text">
        {distinct.map(([key, { field, line, message }]) => (
          <li key={key}>
            {message}{' '}
            {field && (
              <Button
                className="min-h-6 rounded-sm font-medium text-accent-text underline underline-offset-2"
                onPress={() => onGoTo(field, line)}
              >
                Go to field
              </Button>
            )}
          </li>
        ))}
      </ul>
      <LedgerText texts={reasons.map(({ ledgerText }) => ledgerText)} ledgerName={ledgerName} />
    </Banner>
  );
}
