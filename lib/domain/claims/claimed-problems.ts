import type { Problem, ProblemCode } from '../readiness/problem.ts';

/**
 * What has to be right of an item that is published as lines of a claim's bill. The rest, such as a supplier or a due
 * date, is a bill's own, and the claim has it.
 */
const ofLines: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  ...([
    'totalMissing',
    'totalTooLarge',
    'amountTooFine',
    'totalMismatch',
    'outOfBalance',
    'lineAmountMissing',
  ] as const),
  ...(['categoryMissing', 'accountUnknown', 'accountArchived', 'accountNotAllowed'] as const),
  ...(['taxRateMissing', 'taxRateUnknown', 'taxRateArchived', 'taxRateNotAllowed', 'taxExceedsTotal'] as const),
  ...([
    'taxOfUnregistered',
    'secondTaxExceedsTax',
    'reverseChargeWithTax',
    'trackingUnknown',
    'trackingArchived',
  ] as const),
  ...(['quantityNegative', 'quantityTooLarge', 'descriptionTooLong', 'currencyNotEnabled', 'duplicate'] as const),
]);

/** Those problems of an item that keep the claim that it is in from being published. */
export function claimedProblems(problems: readonly Problem[]): Problem[] {
  return problems.filter(({ code }) => ofLines.has(code));
}
