import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { RuleEffectFields } from '#components/rules/rule-effect-fields.tsx';
import type { RuleCategories } from '#components/rules/rule-part.tsx';
import { SplitParts } from '#components/rules/split-parts.tsx';
import { ok } from '#lib/domain/result.ts';
import type { AccountChoice, Choices } from '#lib/lists/load-choices.ts';

const power: AccountChoice = {
  ...{ id: 'power', code: '445', name: 'Light, Power, Heating', class: 'EXPENSE', taxRateId: null },
  ...{ suggested: null, isOffered: true },
};

/** Of a business with more categories than go with a page, where only those that are used do. */
const choices = {
  ...{ hasManyAccounts: true, accounts: [power], taxRates: [], tracking: [], paymentMethods: [], statusNames: {} },
  timeZone: null,
} as unknown as Choices;
const categories: RuleCategories = { find: async () => ok([]), workspace: 'COSTS', contactId: null };
const nothing = () => {};

test('of many categories, the editor of a rule shows those that it sets, and those of its parts', () => {
  const set = renderToStaticMarkup(
    <RuleEffectFields
      {...{ choices, categories }}
      scope={{ kind: 'BUSINESS', id: null }}
      effects={{ accountId: power.id }}
      put={nothing}
      at={() => ({})}
    />,
  );
  const split = renderToStaticMarkup(
    <SplitParts
      {...{ choices, categories }}
      split={{ restTo: 0, parts: [{ kind: 'PERCENT', value: '100', accountId: power.id }] }}
      onChange={nothing}
      customers={null}
      problem={undefined}
    />,
  );
  for (const page of [set, split]) expect(page).toContain('Light, Power, Heating');
});
