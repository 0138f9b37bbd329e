import { z } from 'zod';
import { type Coding, type CodingField, codingFields } from '../coding/coding.ts';
import { isSame } from '../coding/coding-changes.ts';
import { isolated } from '../isolated.ts';
import { type Problem, problem } from './problem.ts';

/** What of a reading a person has to look at before the item is ready. */
export const readChecksSchema = z.object({
  v: z.literal(1),
  /** Values that were entered and are not sure enough. A person's own value in their place needs no look. */
  unsure: z
    .array(z.object({ field: z.enum(codingFields as [CodingField, ...CodingField[]]), value: z.string() }))
    .max(20),
  /** An account to pay to that the contact did not have before. */
  account: z.object({ contactId: z.string(), name: z.string(), printed: z.string() }).nullable(),
});
export type ReadChecks = z.output<typeof readChecksSchema>;

/** As far as this version can read it: what it can't is not asked about. */
export const parseReadChecks = (stored: unknown): ReadChecks | null => readChecksSchema.safeParse(stored).data ?? null;

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
