import type { Db } from '#lib/db.ts';
import type { LedgerReason } from '#lib/ledger/ledger-error.ts';
import type { OpenStep } from '../open-step.ts';
import { recordEvent } from '../publication-events.ts';
import { recordDone, recordFailed, recordUncertain } from '../record.ts';
import type { RefusedBy, StepRules } from './step-rules.ts';

/** Records that steps are done, with all that this kind of step makes of it. */
export async function concludeDone<T, R>(
  transaction: Db,
  rules: StepRules<T, R>,
  ...done: { step: OpenStep; result: R }[]
): Promise<void> {
  const told = done.map(({ step, result }) => ({ step, ledgerId: rules.ledgerIdOf(result) }));
  await recordDone(transaction, told, async (steps) => {
    const those = done.filter(({ step }) => steps.includes(step));
    if (rules.doneTogether) await rules.doneTogether(transaction, those);
    else for (const { step, result } of those) await rules.done(transaction, step, result);
  });
}

/** Records that a step failed, with all that this kind of step makes of it. */
export async function concludeFailed<T, R>(
  transaction: Db,
  rules: StepRules<T, R>,
  step: OpenStep,
  reasons: LedgerReason[],
  by: RefusedBy,
): Promise<void> {
  await recordFailed(transaction, step, reasons, () => rules.failed(transaction, step, reasons, by));
}

/** Records that nothing tells what became of a step; the history tells so of a document, once. */
export async function concludeUncertain(transaction: Db, step: OpenStep, until: Date): Promise<void> {
  await recordUncertain(transaction, step, until, async () => {
    if (step.kind !== 'DOCUMENT' || step.state === 'UNCERTAIN') return;
    await recordEvent(transaction, step.publication, 'publishUncertain', {});
  });
}
