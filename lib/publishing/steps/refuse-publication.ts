import { type Db, db } from '#lib/db.ts';
import { todayIn } from '#lib/domain/calendar-date.ts';
import type { CodingField } from '#lib/domain/coding/coding.ts';
import type { Problem } from '#lib/domain/readiness/problem.ts';
import { readiness } from '#lib/domain/readiness/readiness.ts';
import { workspaceOf } from '#lib/domain/words.ts';
import { type LedgerReason, type ReasonCode, reasonCodes } from '#lib/ledger/ledger-error.ts';
import { storedReasons } from '#lib/ledger/stored-reasons.ts';
import { Prisma, type Publication } from '#prisma/generated/client.ts';
import { reason } from '../dispatch/answer.ts';
import { concludeFailed } from '../dispatch/conclude.ts';
import type { Drain, RefusedBy, StepRules } from '../dispatch/step-rules.ts';
import type { OpenStep } from '../open-step.ts';
import { recordEvent } from '../publication-events.ts';
import { type Books, codingIn } from './load-books.ts';

/**
 * A publication is refused: its item is free again, with the reasons at their fields. Those that our own rules gave are
 * not kept on the item, since the rules show them anew for as long as they hold. An item whose change is refused stays
 * published as it was.
 */
export async function refusePublication(
  transaction: Db,
  publication: Publication,
  reasons: LedgerReason[],
  by: RefusedBy,
): Promise<void> {
  const placed = atFields(reasons, publication);
  await transaction.publication.update({
    where: { id: publication.id },
    data: { reasons: storedReasons(placed) },
  });
  if (publication.operation === 'CREATE') {
    await transaction.item.update({
      where: { id: publication.itemId },
      data: { refusal: by === 'ledger' ? storedReasons(placed) : Prisma.DbNull },
    });
  }
  await recordEvent(
    transaction,
    publication,
    'publishRefused',
    { reasons: placed },
    by === 'ledger' ? 'ledger' : 'intray',
  );
}

/** An item without line items is one line to the ledger; here what is said of it is about the item's own fields. */
export function atFields<T extends { line: number | null }>(remarks: T[], publication: Publication): T[] {
  const hasLines = (codingIn(publication)?.lines.length ?? 0) > 0;
  return hasLines ? remarks : remarks.map((remark) => ({ ...remark, line: null }));
}

/** Gives the steps that can go on; what was ready when it was queued may no longer be, as with a period locked since. */
export async function refuseUnready<T, R>(
  { ledger }: Drain,
  rules: StepRules<T, R>,
  steps: OpenStep[],
  books: Books,
): Promise<OpenStep[]> {
  const today = todayIn(books.organisation.timeZone, new Date());
  const ready: OpenStep[] = [];
  for (const step of steps) {
    const coding = codingIn(step.publication);
    const problems = !ledger.capabilities.documentKinds.includes(step.publication.kind)
      ? [unpostable]
      : coding
        ? readiness(coding, { ...books, workspace: workspaceOf(step.publication.kind), today })
        : [];
    const reasons = coding ? problems.map(reasonOf) : [unreadable];
    if (reasons.length === 0) ready.push(step);
    else {
      const by = coding ? 'rules' : 'ledger';
      await db.$transaction((transaction) => concludeFailed(transaction, rules, step, reasons, by));
    }
  }
  return ready;
}

const unreadable = reason(
  'What was queued can no longer be read after an upgrade, and nothing was sent. Check the item, then publish it again.',
);

const unpostable: Pick<Problem, 'code' | 'field' | 'line' | 'message'> = {
  code: 'notConnected',
  field: 'type',
  line: null,
  message: 'The connected accounting software has no documents of this type. Choose another type.',
};

function reasonOf({ code, field, line, message }: Pick<Problem, 'code' | 'field' | 'line' | 'message'>): LedgerReason {
  const isShared = (reasonCodes as readonly string[]).includes(code);
  return reason(message, {
    code: isShared ? (code as ReasonCode) : 'other',
    field: field === 'quantity' || field === 'unitAmount' ? 'lines' : (field satisfies CodingField),
    line,
  });
}
