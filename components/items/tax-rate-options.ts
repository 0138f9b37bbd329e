import type { Option } from '#components/ui/options.ts';
import type { NumberForm } from '#lib/domain/number-form.ts';
import { formatRate, isRateNamed, mayCarry } from '#lib/domain/tax.ts';
import type { AccountChoice, TaxRateChoice } from '#lib/lists/load-choices.ts';

/** The rates for an account: those its class may carry first, the others shown but not to be chosen, with the reason. */
export function taxRateOptions(
  rates: readonly TaxRateChoice[],
  account: AccountChoice | undefined,
  used: string | null,
  numbers: NumberForm,
) {
  const options = rates
    .filter((rate) => rate.isOffered)
    .map((rate): Option => {
      const isAllowed = !account || mayCarry(account, rate);
      return {
        ...optionOf(rate, numbers),
        ...(!isAllowed && { isDisabled: true, description: `Not for ${account.code ?? account.name}` }),
      };
    });
  const chosen = rates.find(({ id }) => id === used);
  return {
    options: [...options.filter(({ isDisabled }) => !isDisabled), ...options.filter(({ isDisabled }) => isDisabled)],
    ...(chosen && { selectedOption: optionOf(chosen, numbers) }),
  };
}

const optionOf = (rate: TaxRateChoice, numbers: NumberForm) => ({
  id: rate.id,
  label: rate.name,
  ...(!isRateNamed(rate) && { detail: formatRate(rate, numbers) }),
});
