'use client';

import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import type { Fix as FieldFix } from '#components/ui/field.tsx';
import { PlainButton } from '#components/ui/plain-button.tsx';
import type { RemainingReason } from '#lib/domain/readiness/assessment.ts';
import type { Fix, ProblemField } from '#lib/domain/readiness/problem.ts';
import { LedgerText } from './ledger-text.tsx';

/**
 * That the ledger refused an item, and where: what it said of a field stands there, in plain words and once. Here is told
 * what has no field, and on request all in the ledger's own words.
 */
export function RefusalPanel({
  reasons,
  ledgerName,
  nameOf,
  onGoTo,
  buttonsOf,
}: {
  /** Those whose cause is still there. */
  reasons: readonly RemainingReason[];
  ledgerName: string;
  /** Of a field that the page shows; null for one that has no place there. */
  nameOf: (field: ProblemField, line: number | null) => string | null;
  /** Leads to what a reason is about. */
  onGoTo: (field: ProblemField, line: number | null) => void;
  /** The fixes that the person can use, as buttons. */
  buttonsOf: (fixes: readonly Fix[]) => readonly FieldFix[];
}) {
  if (reasons.length === 0) return null;
  const placed = reasons.flatMap(({ field, line }) => {
    const name = field && nameOf(field, line);
    return field && name ? [{ field, line, name }] : [];
  });
  const others = reasons.filter(({ field, line }) => !field || nameOf(field, line) === null);
  // Of what has no field; what has one is put right there.
  const buttons = new Map(
    others.flatMap(({ fixes }) => buttonsOf(fixes).map((button) => [button.label, button] as const)),
  );
  return (
    <Banner
      tone="danger"
      title={`${ledgerName} did not take this item`}
      action={
        buttons.size > 0 &&
        [...buttons.values()].map(({ label, onFix }) => (
          <Button key={label} size="small" onPress={onFix}>
            {label}
          </Button>
        ))
      }
    >
      <p>
        Nothing was posted.
        {placed.length > 0 && ' Correct what is marked: '}
        {[...new Map(placed.map((place) => [place.name, place])).values()].map(({ field, line, name }, index) => (
          <span key={name}>
            {index > 0 && ', '}
            <PlainButton
              className="min-h-6 rounded-sm font-medium text-accent-text underline underline-offset-2"
              onPress={() => onGoTo(field, line)}
            >
              {name}
            </PlainButton>
          </span>
        ))}
      </p>
      {others.length > 0 && (
        <ul className="mt-1.5 list-disc space-y-1 pl-4 text-text">
          {[...new Set(others.map(({ message }) => message))].map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
      <LedgerText texts={reasons.map(({ ledgerText }) => ledgerText)} ledgerName={ledgerName} />
    </Banner>
  );
}
