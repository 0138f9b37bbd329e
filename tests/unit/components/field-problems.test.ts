import { describe, expect, test } from 'vitest';
import { problemsAt } from '#components/items/field-problems.ts';
import type { ItemEditor } from '#components/items/use-item-editor.ts';
import { type Fix, type ProblemCode, problem } from '#lib/domain/readiness/problem.ts';
import type { ItemView } from '#lib/inbox/get-item.ts';

const saidAt = (code: ProblemCode, fixes: Fix[], isAsked: boolean, confirm: (() => Promise<void>) | null) =>
  problemsAt(
    {
      problems: [problem(code, 'total', 'Look.', { fixes })],
      refusal: [],
      choices: { taxRates: [] },
    } as unknown as ItemView,
    { unsaved: {} } as unknown as ItemEditor,
    {
      ...{ isLocked: false, isReadOnly: false, connect: null, mergeLists: null },
      ...{ publishAgain: null, reload: null, linkPaymentMethod: null },
      ...{ confirm, isAsked: () => isAsked },
      formats: { timeZone: null, dates: 'dayFirst', numbers: 'commaPoint', areNumbersChosen: false },
    },
  )('total');
const said = (code: ProblemCode, fixes: Fix[], isAsked: boolean) =>
  saidAt(code, fixes, isAsked, async () => {}).map(({ severity }) => severity);
const confirm: Fix = { label: 'No deduction', kind: 'confirm', question: '100 0' };

describe('what is said at a field', () => {
  test('is an error where it is wrong, at once', () => {
    expect(said('totalTooLarge', [], false)).toEqual(['danger']);
  });

  test('is a reminder where it is missing, once somebody has been there', () => {
    expect(said('totalMissing', [], false)).toEqual([]);
    expect(said('totalMissing', [], true)).toEqual(['warning']);
  });

  test('is a question, and no error, where somebody can confirm that it is meant, at once', () => {
    expect(said('cisDeduction', [confirm], false)).toEqual(['warning']);
  });

  test('offers no answer where none can be given', () => {
    expect(saidAt('cisDeduction', [confirm], false, null)).toMatchObject([{ message: 'Look.', fixes: [] }]);
    expect(saidAt('cisDeduction', [confirm], false, async () => {})).toMatchObject([
      { fixes: [{ label: 'No deduction' }] },
    ]);
  });
});
