import { pluralClassNames } from '#components/lists/account-classes.ts';
import type { Option, OptionSection } from '#components/ui/options.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { NumberForm } from '#lib/domain/number-form.ts';
import { formatRate, isRateNamed, mayCarry } from '#lib/domain/tax.ts';
import type { AccountChoice, TaxRateChoice } from '#lib/lists/load-choices.ts';

/**
 * The rates that an account's class may carry, and no others: first those that are likely to be meant, each with the
 * reason, the account's own before all. One that is chosen stays to be seen although it is not among them.
 */
export function taxRateOptions(
  rates: readonly TaxRateChoice[],
  account: AccountChoice | undefined,
  used: string | null,
  numbers: NumberForm,
): { options: OptionSection[]; selectedOption?: Option; emptyText: string } {
  const offered = rates.filter((rate) => rate.isOffered && (!account || mayCarry(account, rate)));
  const reasons = new Map([
    ...(account?.suggested ? [[account.suggested.rateId, account.suggested.because] as const] : []),
    ...(account?.taxRateId && account.taxRateId !== account.suggested?.rateId
      ? [[account.taxRateId, ownOf(account)] as const]
      : []),
  ]);
  const byAccount = [...reasons.keys()].flatMap((id) => offered.find((rate) => rate.id === id) ?? []);
  const usual = offered.filter((rate) => !byAccount.includes(rate) && rate.because !== null);
  const rest = offered.filter((rate) => !byAccount.includes(rate) && rate.because === null);
  const likely = [...byAccount, ...usual].map((rate) => ({
    ...optionOf(rate, numbers),
    description: reasons.get(rate.id) ?? rate.because ?? '',
  }));
  const isSplit = likely.length > 0 && rest.length > 0;
  const sections = [
    { title: isSplit ? 'Most likely' : '', options: likely },
    {
      title: isSplit ? (account ? `Others for ${pluralClassNames[account.class].toLowerCase()}` : 'Others') : '',
      options: rest.map((rate) => optionOf(rate, numbers)),
    },
  ];
  const chosen = rates.find(({ id }) => id === used);
  return {
    options: sections.filter(({ options }) => options.length > 0),
    ...(chosen && { selectedOption: optionOf(chosen, numbers) }),
    emptyText: account
      ? `No such tax rate for ${pluralClassNames[account.class].toLowerCase()} like ${isolated(account.name)}`
      : 'No such tax rate',
  };
}

const ownOf = ({ code, name }: AccountChoice) => `The default of ${isolated([code, name].filter(Boolean).join(' '))}`;

const optionOf = (rate: TaxRateChoice, numbers: NumberForm): Option => ({
  id: rate.id,
  label: rate.name,
  ...(!isRateNamed(rate) && { detail: formatRate(rate, numbers) }),
});
