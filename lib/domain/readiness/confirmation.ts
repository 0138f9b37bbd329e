import type { Problem, ProblemCode } from './problem.ts';
import { isEachAnswered } from './twins.ts';

/** A person's word that something which looks like a slip is meant. It holds while the question is the same. */
export type Confirmation = {
  code: ProblemCode;
  question: string;
  /** Who said so, by the name of then. */
  by: string;
  byId: string | null;
  /** ISO instant. */
  at: string;
};

/** The question that a problem asks; null for one that no word of a person settles. */
export function questionOf(problem: Problem): string | null {
  return problem.fixes.flatMap((fix) => (fix.kind === 'confirm' ? fix.question : []))[0] ?? null;
}

/** Whether a person has answered the problem's question. Of items alike, some may have gone since. */
export function isConfirmed(problem: Problem, confirmations: readonly Confirmation[]): boolean {
  const question = questionOf(problem);
  if (question === null) return false;
  const answered = confirmations.filter(({ code }) => code === problem.code).map((each) => each.question);
  return problem.code === 'duplicate' || problem.code === 'inBooks'
    ? isEachAnswered(question, answered)
    : answered.includes(question);
}
