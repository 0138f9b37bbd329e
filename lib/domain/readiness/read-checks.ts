import type { Coding } from '../coding/coding.ts';
import { isSame } from '../coding/coding-changes.ts';
import { isolated } from '../isolated.ts';
import { type Problem, problem } from './problem.ts';
import type { ReadChecks } from './read-checks-schema.ts';

/** Questions about what was read, each settled by a person's word or by another value. */
export function readProblems(coding: Coding, checks: ReadChecks | null | undefined): Problem[] {
  if (!checks) return [];
  const unsure = checks.unsure
    .filter(({ field, value }) => isSame(field, coding[field], value))
    .map(({ field, value }) =>
      problem('readUnsure', field, 'Read from the document, and not sure. Check it there.', {
        fixes: [{ label: 'It is right', kind: 'confirm', question: `${field} ${value}` }],
      }),
    );
  const { account } = checks;
  if (!account || coding.contactId !== account.contactId) return unsure;
  const message = `${isolated(account.name)} had another bank account until now; this document asks to pay to ${account.printed}. Ask them by a number that you know: false invoices begin so.`;
  return [
    ...unsure,
    problem('bankDetailsChanged', 'contactId', message, {
      fixes: [{ label: 'It is theirs', kind: 'confirm', question: `${account.contactId} ${account.printed}` }],
    }),
  ];
}
