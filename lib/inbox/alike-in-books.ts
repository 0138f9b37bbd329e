import type { Amount } from '#lib/domain/amount.ts';
import type { CalendarDate } from '#lib/domain/calendar-date.ts';
import type { ItemType } from '#lib/domain/coding/coding.ts';
import type { AlikeInBooks, Likelihood } from '#lib/domain/in-books.ts';
import type { LedgerRules } from '#lib/domain/ledger-rules.ts';
import { padded } from '#lib/domain/money.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { lifeStatusName } from '#lib/domain/publication/life-words.ts';
import { isBankTransaction, publicationKindNames } from '#lib/domain/publication/publication.ts';
import { inBooksProblem } from '#lib/domain/readiness/books-problem.ts';
import { questionOf } from '#lib/domain/readiness/confirmation.ts';
import { capitalised } from '#lib/domain/words.ts';

/** What the books may have already of an item, as it is set beside it. */
export type AlikeInBooksView = {
  /** What is asked about it in a sentence, and by what that is answered. */
  message: string;
  question: string;
  /** The likeliest first. */
  documents: BookDocumentView[];
};

export type BookDocumentView = {
  ledgerId: string;
  /** `Bill`, `Bank payment` */
  title: string;
  number: string | null;
  issuedOn: CalendarDate;
  dueOn: CalendarDate | null;
  currency: string;
  total: Amount;
  /** Its status in the ledger's words; null for what has none. */
  status: string | null;
  url: string | null;
  likelihood: Likelihood;
};

/** Null where nobody has to be asked. */
export function alikeInBooksView(
  alike: readonly AlikeInBooks[],
  { workspace, type, rules }: { workspace: Workspace; type: ItemType; rules: LedgerRules },
): AlikeInBooksView | null {
  const asked = inBooksProblem(alike, workspace, type);
  if (!asked) return null;
  const documents = alike.map(({ kind, status, total, due: _due, ...document }) => ({
    ...document,
    title: capitalised(publicationKindNames[kind]),
    total: padded(total, rules.amountDigits),
    status: isBankTransaction(kind) ? null : lifeStatusName(status, rules.statusNames),
  }));
  return { message: asked.message, question: questionOf(asked) ?? '', documents };
}
