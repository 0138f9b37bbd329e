import fc from 'fast-check';
import { expect, test } from 'vitest';
import { standingPart, stepsBack, type Verdict } from '#lib/domain/rules/stepped-back.ts';

test.each<[string, Verdict[], boolean]>([
  ['nothing', [], false],
  ['one against it', ['against'], false],
  ['the last two against it', ['against', 'against', 'stood'], true],
  ['two against it with one that stood between', ['against', 'stood', 'against'], false],
  ['two against it before one that stood', ['stood', 'against', 'against'], false],
  ['two against it and one that nobody has decided', ['against', null, 'against'], true],
])('after %s', (_, verdicts, isBack) => expect(stepsBack(verdicts)).toBe(isBack));

test('what has stepped back is gone from a rule, and nothing else of it', () => {
  const effect = fc.constantFrom('accountId' as const, 'taxRateId' as const, 'description' as const);
  fc.assert(
    fc.property(
      fc.dictionary(effect, fc.string()),
      fc.subarray(['accountId', 'taxRateId'] as const),
      (effects, back) => {
        const steppedBack = Object.fromEntries(back.map((each) => [each, { items: [1] }]));
        const { effects: left } = standingPart({ effects }, steppedBack);
        expect(Object.keys(left).sort()).toEqual(
          Object.keys(effects)
            .filter((each) => !(each in steppedBack))
            .sort(),
        );
      },
    ),
  );
});
