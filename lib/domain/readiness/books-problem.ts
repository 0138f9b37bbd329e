import type { ItemType } from '../coding/coding.ts';
import type { AlikeInBooks, BookDocument } from '../in-books.ts';
import type { Workspace } from '../paths.ts';
import { aDocument, capitalised, contactWords } from '../words.ts';
import type { Confirmation } from './confirmation.ts';
import { type Problem, problem } from './problem.ts';
import { questionAbout } from './twins.ts';

/** At once; what is over is asked about once these are answered. */
const MOST_ASKED = 5;

/** Those of which nobody has said that they are other documents, the likeliest first. */
export function unansweredInBooks(
  inBooks: readonly AlikeInBooks[],
  confirmations: readonly Confirmation[],
): AlikeInBooks[] {
  const answered = new Set(
    confirmations.flatMap(({ code, question }) => (code === 'inBooks' ? question.split(' ') : [])),
  );
  return inBooks
    .filter(({ ledgerId }) => !answered.has(ledgerId))
    .toSorted((a, b) => Number(b.likelihood === 'likely') - Number(a.likelihood === 'likely'))
    .slice(0, MOST_ASKED);
}

/** What is asked about them; null where there are none. It stops an item where the business wants that. */
export function inBooksProblem(inBooks: readonly AlikeInBooks[], workspace: Workspace, type: ItemType): Problem | null {
  const [first] = inBooks;
  if (!first) return null;
  const thing = aDocument(workspace, type);
  const contact = contactWords[workspace].one;
  const message =
    first.likelihood === 'likely'
      ? `${capitalised(thing)} like this one, of the same ${contact}, is in the books already. Compare them, then attach this to what is there or say that it is another.`
      : `The books have something like it of the same ${contact}. Compare them, then attach this to what is there or say that it is another.`;
  return problem('inBooks', 'reference', message, {
    fixes: [{ label: 'It is another document', kind: 'confirm', question: questionAbout(inBooks.map(idOf)) }],
  });
}

const idOf = ({ ledgerId }: BookDocument) => ({ id: ledgerId });
