import type { Coding } from '../coding/coding.ts';
import { itemTax } from '../coding/line-items.ts';
import { decimal } from '../money.ts';
import type { Circumstances } from './circumstances.ts';
import { type Problem, problem } from './problem.ts';

/** Tax on the items of a business that is not registered for it: nothing of it is ever taken back or charged. */
export function unregisteredTax(coding: Coding, { workspace, lists }: Circumstances): Problem[] {
  if (lists.tax.isRegistered || coding.taxMode === 'NONE') return [];
  const tax = itemTax(coding, lists.rules.amountDigits);
  if (tax === null || decimal(tax).isZero()) return [];
  const message =
    workspace === 'COSTS'
      ? 'This business is not registered for tax, so none can be taken back. Leave it in the amounts.'
      : 'This business is not registered for tax, so it may not charge any.';
  return [
    problem('taxOfUnregistered', 'taxMode', message, {
      fixes: [
        { label: 'No tax', kind: 'edit', changes: { taxMode: 'NONE' } },
        { label: 'It is meant', kind: 'confirm', question: 'tax' },
      ],
    }),
  ];
}
