'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { FilledRate } from '#lib/coding/fill-rates.ts';
import { formatDate } from '#lib/domain/calendar-date.ts';
import { writeMoney } from '#lib/domain/currency-units.ts';
import {
  type ForeignCurrencyPolicy,
  foreignCurrencyNames,
  foreignCurrencyPolicies,
  inBase,
  rateOriginNames,
} from '#lib/domain/foreign-currency.ts';
import { type NumberForm, writeCount, writeNumber } from '#lib/domain/number-form.ts';
import { type Failure, failure, type Result } from '#lib/domain/result.ts';
import type { CurrencyRules, CurrencySetting } from '#lib/publishing/settings/currency-setting.ts';

/** Digits that books keep of an amount, in an example. */
const DIGITS = 2;

/** *Currency*: what becomes of documents in other currencies, and by which rate, each told by an item of the business. */
export function CurrencyForm({
  setting,
  save,
  undo,
}: {
  setting: CurrencySetting;
  save: (input: CurrencyRules & { givesOpen: boolean }) => Promise<Result<{ given: FilledRate[] }>>;
  undo: (input: { given: { itemId: string; revision: number }[] }) => Promise<Result<number>>;
}) {
  const router = useRouter();
  const { numbers } = useFormats();
  const { saved, baseCurrency, inBooks, daily, open } = setting;
  const [rules, setRules] = useState(saved);
  const [givesOpen, setGivesOpen] = useState(false);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, start] = useTransition();
  const isDaily = rules.exchangeRateSource === 'DAILY';
  const isGiving = isDaily && givesOpen && open.withoutRate > 0;
  const isChanged =
    rules.foreignCurrency !== saved.foreignCurrency ||
    rules.exchangeRateSource !== saved.exchangeRateSource ||
    isGiving;

  const takeBack = async (given: readonly FilledRate[]) => {
    const taken = await undo({ given: given.map(({ itemId, revision }) => ({ itemId, revision })) });
    toast(
      taken.ok
        ? { title: `${items(taken.value, numbers)} without a rate again`, tone: 'success' }
        : { title: 'Not undone', description: taken.error.message, tone: 'danger' },
    );
    router.refresh();
  };
  const submit = () =>
    start(async () => {
      const done = await save({ ...rules, givesOpen: isGiving }).catch(() =>
        failure('offline', 'The connection broke off, and nothing was saved. Try again.'),
      );
      setProblem(done.ok ? null : done.error);
      if (!done.ok) return;
      const { given } = done.value;
      setGivesOpen(false);
      toast({
        title: 'Saved',
        description: isGiving
          ? `${items(given.length, numbers)} got the rate of ${given.length === 1 ? 'its' : 'their'} day.`
          : consequence(rules.foreignCurrency, setting, numbers),
        tone: 'success',
        ...(given.length > 0 && { action: { label: 'Undo', onPress: () => void takeBack(given) } }),
      });
      router.refresh();
    });

  return (
    <section className="flex max-w-2xl flex-col gap-5">
      {problem && <Banner tone="danger">{problem.message}</Banner>}
      <p className="text-sm">
        The base currency is {baseCurrency}.{' '}
        {inBooks === null
          ? 'No books are connected yet, so it is not known which others they take.'
          : inBooks.length === 0
            ? 'Your books take no other.'
            : `Your books also take ${inBooks.join(', ')}.`}
      </p>
      <RadioGroup
        label="A document in another currency"
        value={rules.foreignCurrency}
        onChange={(foreignCurrency) => setRules({ ...rules, foreignCurrency })}
        choices={foreignCurrencyPolicies.map((policy) => ({
          value: policy,
          label: foreignCurrencyNames[policy],
          description: policyExample(policy, setting, numbers),
        }))}
      />
      <RadioGroup
        label="Exchange rate, unless somebody types one in"
        value={rules.exchangeRateSource}
        onChange={(exchangeRateSource) => setRules({ ...rules, exchangeRateSource })}
        choices={[
          {
            value: 'LEDGER' as const,
            label: rateOriginNames.LEDGER,
            description: `No rate is sent, and your books take theirs of the day. Of what is converted to ${baseCurrency} here, somebody types it in.`,
          },
          {
            value: 'DAILY' as const,
            label: rateOriginNames.DAILY,
            isDisabled: daily === null,
            description: dailyExample(setting, numbers),
          },
        ]}
      />
      {isDaily && open.withoutRate > 0 && (
        <Checkbox isSelected={givesOpen} onChange={setGivesOpen}>
          Also give {items(open.withoutRate, numbers)} in the inbox the rate of{' '}
          {open.withoutRate === 1 ? 'its' : 'their'} day
        </Checkbox>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          variant={isChanged ? 'primary' : 'secondary'}
          onPress={submit}
          isPending={isPending}
          isDisabled={!isChanged}
        >
          Save
        </Button>
        <p role="status" className="text-sm text-muted">
          {isChanged && consequence(rules.foreignCurrency, setting, numbers)}
        </p>
      </div>
    </section>
  );
}

const items = (count: number, numbers: NumberForm) => `${writeCount(count, numbers)} ${count === 1 ? 'item' : 'items'}`;

/** `Item 12, EUR 120.00,` or, where there is none, one that there could be. */
function named({ example: { number, currency, total } }: CurrencySetting, numbers: NumberForm): string {
  const amount = `${currency} ${writeMoney(total, currency, numbers)}`;
  return number === null ? `A bill of ${amount}` : `Item ${number} of ${amount}`;
}

function policyExample(policy: ForeignCurrencyPolicy, setting: CurrencySetting, numbers: NumberForm): string {
  const { baseCurrency: base, example } = setting;
  const { currency, total, rate, isInBooks } = example;
  const item = named(setting, numbers);
  const amount = `${currency} ${writeMoney(total, currency, numbers)}`;
  const inTheBooks =
    rate === null
      ? `is converted to ${base} at its rate`
      : `goes to the books as ${base} ${writeMoney(inBase(total, rate, DIGITS), base, numbers)}`;
  const conversion = `${item} ${inTheBooks}; its description keeps “${amount}” and the rate.`;
  const own = `${item} goes to the books in ${currency}.`;
  if (policy === 'CONVERT_ALL') return conversion;
  if (isInBooks) return own;
  return policy === 'CONVERT' ? conversion : `${item} waits under To review until ${currency} is added in the books.`;
}

function dailyExample(setting: CurrencySetting, numbers: NumberForm): string {
  const { baseCurrency: base, daily, example } = setting;
  if (!daily) return 'Not set up: whoever runs Intray sets EXCHANGE_RATES_URL for it.';
  const { title, lastDay } = daily;
  const known = lastDay === null ? 'None has been read yet' : `The newest is of ${formatDate(lastDay)}`;
  const { rate, issuedOn, currency } = example;
  const one =
    rate !== null && issuedOn !== null
      ? ` ${named(setting, numbers)} of ${formatDate(issuedOn)}: one ${base} is ${writeNumber(rate, numbers)} ${currency}.`
      : '';
  return `${title}. ${known}; on a day without one the last before it counts.${one}`;
}

/** What becomes of the items that are in the inbox now. */
function consequence(
  policy: ForeignCurrencyPolicy,
  { open: { foreign, lacking }, baseCurrency }: CurrencySetting,
  numbers: NumberForm,
): string {
  if (foreign === 0) return 'No item in the inbox is in another currency.';
  const all = `${items(foreign, numbers)} in the inbox ${foreign === 1 ? 'is' : 'are'}`;
  if (policy === 'CONVERT_ALL') return `${all} converted to ${baseCurrency} when published.`;
  if (lacking === 0) return `${all} published in ${foreign === 1 ? 'its' : 'their'} own currency.`;
  const few = `${items(lacking, numbers)} in the inbox`;
  const [are, wait] = lacking === 1 ? ['is', 'waits'] : ['are', 'wait'];
  return policy === 'CONVERT'
    ? `${few} ${are} converted to ${baseCurrency} when published.`
    : `${few} ${wait} under To review until the books have the currency.`;
}
