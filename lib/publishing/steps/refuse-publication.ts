import { codingOf, entriesOf, withRows } from '#lib/coding/coding-columns.ts';
import { readConfirmations } from '#lib/coding/stored-confirmations.ts';
import { type Db, db } from '#lib/db.ts';
import { todayIn } from '#lib/domain/calendar-date.ts';
import type { CodingField } from '#lib/domain/coding/coding.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import type { Lists } from '#lib/domain/lists.ts';
import { type Problem, problem } from '#lib/domain/readiness/problem.ts';
import { readiness } from '#lib/domain/readiness/readiness.ts';
import { judgedAgainst } from '#lib/domain/readiness/refusal-cause.ts';
import type { LedgerReason } from '#lib/ledger/ledger-error.ts';
import { storedReasons, storedRefusal } from '#lib/ledger/stored-reasons.ts';
import { loadReviewContext } from '#lib/lists/review-context.ts';
import type { Publication } from '#prisma/generated/client.ts';
import { reason } from '../dispatch/answer.ts';
import { concludeFailed } from '../dispatch/conclude.ts';
import type { Drain, RefusedBy, StepRules } from '../dispatch/step-rules.ts';
import type { OpenStep } from '../open-step.ts';
import { recordEvent } from '../publication-events.ts';
import { type Books, codingIn } from './load-books.ts';
import { lookBeforeSending } from './look-before-sending.ts';

/**
 * A publication is refused: its item is free again, with the reasons at their fields and what each was judged against,
 * so that it stands for as long as its cause does. An item whose change is refused stays published as it was.
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
    await keepRefusal(transaction, publication, placed, by);
  }
  await recordEvent(
    transaction,
    publication,
    'publishRefused',
    { reasons: placed },
    by === 'ledger' ? 'ledger' : 'intray',
  );
}

/** The item's own coding is what was judged: it can't be edited meanwhile. */
async function keepRefusal(
  transaction: Db,
  { itemId, businessId }: Publication,
  reasons: LedgerReason[],
  by: RefusedBy,
): Promise<void> {
  const item = await transaction.item.findUniqueOrThrow({ where: { id: itemId }, include: withRows });
  const { lists } = await loadReviewContext(transaction, { businessId }, idsOf(entriesOf(item)));
  const coding = codingOf(item, lists.rules);
  const judged = { coding, lists, at: new Date().toISOString(), isByRules: by === 'rules' };
  await transaction.item.update({
    where: { id: itemId },
    data: { refusal: storedRefusal(reasons.map((reason) => judgedAgainst(reason, judged))) },
  });
}

/** An item without line items is one line to the ledger; here what is said of it is about the item's own fields. */
export function atFields<T extends { line: number | null }>(remarks: T[], publication: Publication): T[] {
  const hasLines = (codingIn(publication)?.lines.length ?? 0) > 0;
  return hasLines ? remarks : remarks.map((remark) => ({ ...remark, line: null }));
}

/** Gives the steps that can go on; what was ready when it was queued may no longer be, as with a period locked since. */
export async function refuseUnready<T, R>(
  drain: Drain,
  rules: StepRules<T, R>,
  steps: OpenStep[],
  books: Books,
): Promise<OpenStep[]> {
  const { ledger } = drain;
  const today = todayIn(books.organisation.timeZone, new Date());
  const inBooks = await lookBeforeSending(drain, steps, books);
  const items = await db.item.findMany({
    where: { id: { in: steps.map(({ publication }) => publication.itemId) } },
    select: { id: true, confirmations: true },
  });
  const confirmed = new Map(items.map(({ id, confirmations }) => [id, readConfirmations(confirmations)]));
  const ready: OpenStep[] = [];
  for (const step of steps) {
    const coding = codingIn(step.publication);
    const problems = !ledger.capabilities.documentKinds.includes(step.publication.kind)
      ? [unpostable]
      : coding
        ? readiness(
            coding,
            {
              ...books,
              ...(step.publication.operation !== 'CREATE' && { lists: ofChange(books.lists) }),
              ...{ workspace: step.publication.item.workspace, today, numbers: 'kept' },
            },
            // Items alike were looked for when it was queued.
            {
              twins: [],
              confirmations: confirmed.get(step.publication.itemId) ?? [],
              inBooks: inBooks.get(step.publication.itemId) ?? [],
            },
          )
        : [];
    const reasons = coding ? problems.map(reasonOf) : [unreadable];
    if (reasons.length === 0) ready.push(step);
    else {
      // Our rules say nothing later of what only this ledger can't do.
      const by = coding && !problems.includes(unpostable) ? 'rules' : 'ledger';
      await db.$transaction((transaction) => concludeFailed(transaction, rules, step, reasons, by));
    }
  }
  return ready;
}

/** What is approved there is approved, however many more the plan takes. */
function ofChange({ approvals: _, ...lists }: Lists): Lists {
  return lists;
}

const unreadable = reason(
  'What was queued can no longer be read after an upgrade, and nothing was sent. Check the item, then publish it again.',
);

const unpostable = problem(
  'notConnected',
  'type',
  'The connected accounting software has no documents of this type. Choose another type.',
);

function reasonOf({ code, field, line, message }: Problem): LedgerReason {
  return reason(message, {
    code,
    field: field === 'quantity' || field === 'unitAmount' ? 'lines' : (field satisfies CodingField),
    line,
  });
}
