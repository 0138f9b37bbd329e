import type { Coding } from '../coding/coding.ts';
import { inForm } from '../number-form.ts';
import type { Circumstances } from './circumstances.ts';
import type { LedgerReason, ReasonCode } from './ledger-reason.ts';
import type { Fix, Problem, ProblemField } from './problem.ts';
import { type Known, readiness } from './readiness.ts';
import { fateOf, type Refusal, sameCause } from './refusal-cause.ts';
import { refusalFixes } from './remedies.ts';

/** A reason of a refusal whose cause is still there. */
export type RemainingReason = Omit<LedgerReason, 'field'> & {
  field: ProblemField | null;
  /** One of the problems tells the same cause, at the same place and with ways to put it right: it is told once. */
  isTold: boolean;
  /** What it is by now, in our words where a problem tells it: an account that was not known may be an archived one. */
  cause: ReasonCode;
  /** Ways to put it right at one press. Where a problem tells it, they are that problem's. */
  fixes: Fix[];
};

/** What is to be done about an item: the one judgement that lists, pages, counts and publishing share. */
export type Assessment = {
  problems: Problem[];
  refusal: RemainingReason[];
};

export const nothingToDo: Assessment = { problems: [], refusal: [] };

/** All of an item that is judged. */
export type Judged = Known & { coding: Coding; refusal: readonly Refusal[] };

/** What our rules find in a coding, and what of its refusal still stands. */
export function assess({ coding, refusal, ...known }: Judged, circumstances: Circumstances): Assessment {
  const found = readiness(coding, circumstances, known);
  const refused = refusal
    .filter((reason) => fateOf(reason, coding, circumstances.lists, found) === 'stands')
    .map((reason) => placed(reason, coding, found, circumstances));
  return { problems: found.map((each) => withRetry(each, refused)), refusal: refused };
}

/** At the line where it is by now or, where a problem tells of it, at the problem. */
function placed(
  reason: Refusal,
  coding: Coding,
  problems: readonly Problem[],
  circumstances: Circumstances,
): RemainingReason {
  const { code, field, message, ledgerText, lineId } = reason;
  const line = lineId === null ? reason.line : coding.lines.findIndex(({ id }) => id === lineId);
  const told = sameCause({ ...reason, line }, problems);
  const fixes = refusalFixes({ code: told?.code ?? code, field, line }, coding, circumstances);
  return told
    ? {
        code,
        ledgerText,
        message: told.message,
        field: told.field,
        line: told.line,
        isTold: true,
        cause: told.code,
        fixes,
      }
    : {
        code,
        ledgerText,
        message: inForm(message, circumstances.numbers),
        field,
        line,
        isTold: false,
        cause: code,
        fixes,
      };
}

/** What was sent once and refused for it may be sent again as soon as the books are put right. */
function withRetry(problem: Problem, refused: readonly RemainingReason[]): Problem {
  const told = refused.find(
    ({ isTold, field, line, message }) =>
      isTold && field === problem.field && line === problem.line && message === problem.message,
  );
  const more = told?.fixes.filter(({ kind }) => kind === 'reload' || kind === 'linkPaymentMethod') ?? [];
  return more.length > 0 ? { ...problem, fixes: [...problem.fixes, ...more] } : problem;
}

/** Each thing to be done once, in words. */
export function toDo({ problems, refusal }: Pick<Assessment, 'problems' | 'refusal'>): string[] {
  const untold = refusal.filter(({ isTold }) => !isTold);
  return [...new Set([...untold, ...problems].map(({ message }) => message))];
}
