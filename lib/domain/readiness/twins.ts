import type { ItemType } from '../coding/coding.ts';
import type { Workspace } from '../paths.ts';
import { aDocument, capitalised, contactWords } from '../words.ts';
import { type Problem, problem } from './problem.ts';

/** Another item with the same contact, number, date and total: most likely the same document, added twice. */
export type Twin = { id: string; number: number; isPublished: boolean };

/** Ledgers take a bill twice without a word, so it is asked about here. Which item it is, the page shows beside it. */
export function duplicateProblems(twins: readonly Twin[], workspace: Workspace, type: ItemType): Problem[] {
  if (twins.length === 0) return [];
  const published = twins.some(({ isPublished }) => isPublished);
  const document = capitalised(aDocument(workspace, type));
  const same = `with this ${contactWords[workspace].one}, number, date and total`;
  const message = published
    ? `${document} ${same} is published already. Compare them, then delete this one or say that it is another.`
    : `${document} ${same} is here more than once. Compare them, then delete one or say that this is another.`;
  const question = questionAbout(twins);
  return [
    problem('duplicate', 'reference', message, {
      fixes: [{ label: 'It is another document', kind: 'confirm', question }],
    }),
  ];
}

/** Which ones are asked about. */
export const questionAbout = (twins: readonly { id: string }[]) =>
  twins
    .map(({ id }) => id)
    .sort()
    .join(' ');

/** Whether a person has said of each of the items in the question that it is another document, at once or one by one. */
export function isEachAnswered(question: string, answered: readonly string[]): boolean {
  const others = new Set(answered.flatMap((each) => each.split(' ')));
  return question.split(' ').every((id) => others.has(id));
}
