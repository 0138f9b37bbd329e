import { cisDeduction, deductedAlready } from '../cis.ts';
import type { Coding } from '../coding/coding.ts';
import { isolated } from '../isolated.ts';
import { decimal } from '../money.ts';
import { writeNumber } from '../number-form.ts';
import { type Circumstances, moneyOf } from './circumstances.ts';
import { type Problem, problem } from './problem.ts';

/** A subcontractor's bill without the deduction of the Construction Industry Scheme, or with another than its labour gives. */
export function cisProblems(coding: Coding, circumstances: Circumstances): Problem[] {
  const { workspace, lists, numbers } = circumstances;
  if (workspace !== 'COSTS') return [];
  const deduction = cisDeduction(coding, lists);
  if (!deduction) return [];
  const { amount, labour, materials, rate } = deduction;
  const digits = lists.rules.amountDigits;
  const already = deductedAlready(coding, deduction, digits);
  if (decimal(already).equals(amount)) return [];
  const name = isolated(lists.contacts.get(coding.contactId ?? '')?.name ?? '');
  const written = moneyOf(coding, circumstances);
  const besides = decimal(materials).isZero() ? '' : ` (materials of ${written(materials)} are left out)`;
  const due = `${written(amount)}, ${writeNumber(rate, numbers)}% of its labour of ${written(labour)}${besides}`;
  const message = decimal(already).isZero()
    ? `${name} is a CIS subcontractor: take off ${due}.`
    : `The CIS deduction is ${written(already)} and should be ${due}.`;
  return [
    problem('cisDeduction', coding.lines.length > 0 ? 'lines' : 'total', message, {
      fixes: [
        { label: `Deduct ${written(amount)}`, kind: 'deductCis', deduction },
        {
          label: decimal(already).isZero() ? 'No deduction' : 'It is meant',
          kind: 'confirm',
          question: `${labour} ${already}`,
        },
      ],
    }),
  ];
}
