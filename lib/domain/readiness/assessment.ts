import type { Coding } from '../coding/coding.ts';
import { inForm, type WrittenForm } from '../number-form.ts';
import type { Circumstances } from './circumstances.ts';
import type { LedgerReason } from './ledger-reason.ts';
import type { Problem, ProblemField } from './problem.ts';
import { type Known, readiness } from './readiness.ts';
import { fateOf, type Refusal, sameCause } from './refusal-cause.ts';

/** A reason of a refusal whose cause is still there. */
export type RemainingReason = Omit<LedgerReason, 'field'> & {
  field: ProblemField | null;
  /** One of the problems tells the same cause, at the same place and with ways to put it right: it is told once. */
  isTold: boolean;
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
  const problems = readiness(coding, circumstances, known);
  const remaining = refusal.filter((reason) => fateOf(reason, coding, circumstances.lists, problems) === 'stands');
  return {
    problems,
    refusal: remaining.map((reason) => placed(reason, coding, problems, circumstances.numbers)),
  };
}

/** At the line where it is by now or, where a problem tells of it, at the problem. */
function placed(reason: Refusal, coding: Coding, problems: readonly Problem[], numbers: WrittenForm): RemainingReason {
  const { code, field, message, ledgerText, lineId } = reason;
  const line = lineId === null ? reason.line : coding.lines.findIndex(({ id }) => id === lineId);
  const told = sameCause({ ...reason, line }, problems);
  return told
    ? { code, ledgerText, message: told.message, field: told.field, line: told.line, isTold: true }
    : { code, ledgerText, message: inForm(message, numbers), field, line, isTold: false };
}

/** Each thing to be done once, in words. */
export function toDo({ problems, refusal }: Pick<Assessment, 'problems' | 'refusal'>): string[] {
  const untold = refusal.filter(({ isTold }) => !isTold);
  return [...new Set([...untold, ...problems].map(({ message }) => message))];
}
