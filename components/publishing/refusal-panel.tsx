'use client';

import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import type { CodingField } from '#lib/domain/coding.ts';
import { fieldNames } from '#lib/domain/item-event.ts';
import type { LedgerReason } from '#lib/ledger/ledger-error.ts';
import { LedgerText } from './ledger-text.tsx';

/** Why the ledger refused an item: each reason in plain words, with a way to the field it is about. */
export function RefusalPanel({
  reasons,
  ledgerName,
  onGoToField,
}: {
  /** Those that no edit has cleared yet. */
  reasons: readonly LedgerReason[];
  ledgerName: string;
  onGoToField?: (field: CodingField, line: number | null) => void;
}) {
  if (reasons.length === 0) return null;
  return (
    <Banner tone="danger" title="Please resolve these issues">
      <p>{ledgerName} did not take this item, and nothing was posted.</p>
      <ul className="mt-1.5 space-y-1.5 text-text">
        {reasons.map((reason) => (
          <li key={`${reason.code} ${reason.field} ${reason.line} ${reason.ledgerText}`}>
            <span>{reason.message}</span>
            {reason.field && onGoToField && <GoTo reason={reason} field={reason.field} onGoToField={onGoToField} />}
          </li>
        ))}
      </ul>
      <LedgerText texts={reasons.map(({ ledgerText }) => ledgerText)} ledgerName={ledgerName} />
    </Banner>
  );
}

function GoTo({
  reason,
  field,
  onGoToField,
}: {
  reason: LedgerReason;
  field: CodingField;
  onGoToField: (field: CodingField, line: number | null) => void;
}) {
  const name = reason.line === null ? fieldNames[field] : `${fieldNames[field]}, line ${reason.line + 1}`;
  return (
    <Button variant="quiet" size="small" className="ml-1" onPress={() => onGoToField(field, reason.line)}>
      Go to {name}
    </Button>
  );
}
