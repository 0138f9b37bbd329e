import { reachedLimit } from '../approvals.ts';
import type { Coding } from '../coding/coding.ts';
import { monthName } from '../month.ts';
import { aDocument } from '../words.ts';
import type { Circumstances } from './circumstances.ts';
import { asStatus } from './document-fields.ts';
import { type Problem, problem } from './problem.ts';

/**
 * A small plan approves so many documents of a month and refuses the rest, which as drafts it takes. How many are
 * approved there is known from the books as they were last read, so a person may say that there is room.
 */
export function approvalLimit(coding: Coding, { workspace, lists }: Circumstances): Problem[] {
  const { issuedOn, type } = coding;
  if (!issuedOn || !lists.approvals) return [];
  const reached = reachedLimit({ ...coding, issuedOn }, workspace, lists.approvals);
  if (!reached) return [];
  const { kind, month, limit, approved } = reached;
  const thing = aDocument(workspace, type).replace(/^an? /, '');
  const message = `The plan of the books approves ${limit} ${thing}s a month, and ${approved} of ${monthName(month)} are approved there. Publish it as a draft, or upgrade the plan first.`;
  return [
    problem('approvalLimit', 'publishAs', message, {
      fixes: [
        asStatus('DRAFT', lists.rules),
        { label: 'There is room for it', kind: 'confirm', question: `${kind} ${month}` },
      ],
    }),
  ];
}
