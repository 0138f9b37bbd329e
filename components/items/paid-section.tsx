'use client';

import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { DateField } from '#components/ui/date-field.tsx';
import { ProblemFixes, ProblemLines } from '#components/ui/field.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { MoneyField } from '#components/ui/money-field.tsx';
import { newId } from '#components/ui/new-id.ts';
import { Switch } from '#components/ui/switch.tsx';
import { isZero } from '#lib/domain/amount.ts';
import { type CodingPayment, MAX_PAYMENTS, paymentBalance } from '#lib/domain/coding/payment-fields.ts';
import { writeMoney } from '#lib/domain/currency-units.ts';
import type { NumberForm } from '#lib/domain/number-form.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import type { ItemProblem } from './field-problems.ts';
import type { ItemEditor } from './use-item-editor.ts';

/** What an item was most likely paid with. */
export type SuggestMethod = (input: { itemId: string }) => Promise<Result<string | null>>;

/** *Paid*, and how: in one payment or in several, each with its method, its date and its amount. */
export function PaidSection({
  editor,
  choices,
  workspace,
  problems,
  isReadOnly,
  suggest,
}: {
  editor: ItemEditor;
  choices: Choices;
  workspace: Workspace;
  problems: readonly ItemProblem[];
  isReadOnly: boolean;
  suggest: () => ReturnType<SuggestMethod>;
}) {
  const { numbers } = useFormats();
  const [isAsking, setAsking] = useState(false);
  const { coding } = editor;
  const { payments } = coding;
  const digits = choices.amountDigits;
  const currency = coding.currency ?? choices.baseCurrency;
  const balance = paymentBalance(coding, digits);
  const isPaid = payments.length > 0;
  const save = (next: CodingPayment[], label: string) => void editor.save({ payments: next }, { label });

  const another = (paymentMethodId: string | null): CodingPayment => ({
    id: newId(),
    amount: isPaid ? (balance !== null && !isZero(balance) && !balance.startsWith('-') ? balance : null) : coding.total,
    paidOn: coding.issuedOn,
    paymentMethodId,
  });
  // What is suggested is a help: without it somebody chooses.
  const setPaid = async (paid: boolean) => {
    if (!paid) return save([], 'Paid');
    setAsking(true);
    const suggested = await suggest().catch(() => null);
    setAsking(false);
    save([another(suggested?.ok ? suggested.value : null)], 'Paid');
  };
  const change = (id: string, changes: Partial<CodingPayment>) =>
    save(
      payments.map((payment) => (payment.id === id ? { ...payment, ...changes } : payment)),
      'Payments',
    );

  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="sr-only">Payment</legend>
      <Switch isSelected={isPaid || isAsking} isDisabled={isReadOnly} onChange={(paid) => void setPaid(paid)}>
        {coding.type === 'CREDIT_NOTE' ? 'Money came back' : 'Paid'}
      </Switch>
      {payments.map(({ id, paymentMethodId, paidOn, amount }, index) => {
        const isOne = payments.length === 1;
        const labelled = (alone: string, among: string) => (isOne ? alone : `Payment ${index + 1}: ${among}`);
        return (
          <div key={id} className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-x-2 gap-y-3">
            <ComboBox
              label={labelled('Payment method', 'method')}
              isDisabled={isReadOnly}
              placeholder="Choose…"
              emptyText="No payment method of this name. They are made under Lists."
              value={paymentMethodId}
              {...methodOptions(choices, paymentMethodId)}
              onChange={(method) => change(id, { paymentMethodId: method })}
            />
            <IconButton
              label={isOne ? 'Remove payment' : `Remove payment ${index + 1}`}
              icon={<X size={14} />}
              isDisabled={isReadOnly}
              onPress={() =>
                save(
                  payments.filter((payment) => payment.id !== id),
                  'Payments',
                )
              }
            />
            <div className="col-span-2 grid grid-cols-2 gap-x-3">
              <DateField
                label={labelled('Paid on', 'date')}
                isDisabled={isReadOnly}
                value={paidOn}
                onChange={(day) => change(id, { paidOn: day })}
                timeZone={choices.timeZone}
              />
              <MoneyField
                label={labelled('Amount paid', 'amount')}
                isDisabled={isReadOnly}
                currency={currency}
                decimals={digits}
                value={amount ?? ''}
                onChange={(paid) => change(id, { amount: paid || null })}
              />
            </div>
          </div>
        );
      })}
      {problems.length > 0 && (
        <div role="status" className="flex flex-col gap-1">
          <ProblemLines problems={problems} />
          <ProblemFixes problems={problems} />
        </div>
      )}
      {isPaid && (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="text-sm text-muted">{balanceText(balance, { currency, workspace, numbers })}</p>
          {!isReadOnly && payments.length < MAX_PAYMENTS && balance !== null && !isZero(balance) && (
            <Button
              size="small"
              variant="quiet"
              icon={<Plus size={14} />}
              onPress={() => save([...payments, another(payments.at(-1)?.paymentMethodId ?? null)], 'Payments')}
            >
              Add payment
            </Button>
          )}
        </div>
      )}
    </fieldset>
  );
}

function methodOptions({ paymentMethods }: Choices, used: string | null) {
  const optionOf = ({ id, name }: { id: string; name: string }) => ({ id, label: name });
  const chosen = paymentMethods.find(({ id }) => id === used);
  return {
    options: paymentMethods.filter(({ isOffered }) => isOffered).map(optionOf),
    ...(chosen && { selectedOption: optionOf(chosen) }),
  };
}

function balanceText(
  balance: string | null,
  { currency, workspace, numbers }: { currency: string; workspace: Workspace; numbers: NumberForm },
): string {
  if (balance === null) return 'The balance is known with the total.';
  if (isZero(balance)) return 'Balance: nothing, paid in full.';
  if (balance.startsWith('-'))
    return `Balance: ${currency} ${writeMoney(balance.slice(1), currency, numbers)} too much.`;
  return `Balance: ${currency} ${writeMoney(balance, currency, numbers)} still to ${workspace === 'COSTS' ? 'pay' : 'come'}.`;
}
