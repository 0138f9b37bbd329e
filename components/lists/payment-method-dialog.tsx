'use client';

import { type FormEvent, useId, useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { isBankAccount } from '#lib/domain/account.ts';
import { type Failure, failure as failed, type Result } from '#lib/domain/result.ts';
import type { PaymentMethodRow } from '#lib/lists/browse/browse-payment-methods.ts';
import type { PaymentAccount } from '#lib/lists/payment-methods/payment-accounts.ts';
import type { PaymentMethodChoices } from '#lib/lists/payment-methods/payment-method-choices.ts';

export type PaymentMethodEntry = {
  id: string | null;
  name: string;
  cardLast4: string;
  accountId: string;
  ownerId: string | null;
};

/** The details of a payment method. What was typed stays until it is saved or given up. */
export function PaymentMethodDialog({
  method,
  choices,
  save,
  onClose,
}: {
  /** Null for a new one. */
  method: PaymentMethodRow | null;
  choices: PaymentMethodChoices;
  save: (entry: PaymentMethodEntry) => Promise<Result<unknown>>;
  onClose: () => void;
}) {
  const form = useId();
  const [name, setName] = useState(method?.name ?? '');
  const [cardLast4, setCardLast4] = useState(method?.cardLast4 ?? '');
  const [accountId, setAccountId] = useState(method?.accountId ?? null);
  const [ownerId, setOwnerId] = useState(method?.ownerId ?? null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  const problems = (field: string) => failure?.fields?.[field] && { problems: failure.fields[field] };
  const account = choices.accounts.find(({ id }) => id === accountId);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    const saved = await save({ id: method?.id ?? null, name, cardLast4, accountId: accountId ?? '', ownerId }).catch(
      () => failed('offline', 'The connection broke off. What you typed is still here: try again.'),
    );
    setPending(false);
    if (saved.ok) onClose();
    else setFailure(saved.error);
  }

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={method ? 'Change payment method' : 'Add payment method'}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" isPending={isPending}>
            {method ? 'Save' : 'Add payment method'}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        {failure && <Banner tone="danger">{failure.message}</Banner>}
        <TextField
          {...problems('name')}
          name="name"
          label="Name"
          description="As people here know it, such as Company card Robin."
          value={name}
          onChange={setName}
          autoComplete="off"
          autoFocus
        />
        <ComboBox
          {...problems('accountId')}
          label="Bank account"
          placeholder="Choose or type to find"
          description={account?.currencyCode ? `In ${account.currencyCode}.` : 'The account of your books that pays.'}
          options={accountSections(choices.accounts)}
          {...(method?.accountId && { selectedOption: { id: method.accountId, label: method.account ?? '' } })}
          value={accountId}
          onChange={setAccountId}
        />
        <TextField
          {...problems('cardLast4')}
          name="cardLast4"
          label="Card ends in (optional)"
          description="The last four digits, by which receipts paid with it are known."
          value={cardLast4}
          onChange={setCardLast4}
          inputMode="numeric"
          autoComplete="off"
        />
        <ComboBox
          {...problems('ownerId')}
          label="Owner (optional)"
          placeholder="Nobody"
          description="Whose card it is."
          options={choices.owners.map(({ id, name }) => ({ id, label: name }))}
          {...(method?.ownerId && { selectedOption: { id: method.ownerId, label: method.owner ?? '' } })}
          value={ownerId}
          onChange={setOwnerId}
        />
      </form>
    </Dialog>
  );
}

function accountSections(accounts: readonly PaymentAccount[]) {
  const option = ({ id, name, code }: PaymentAccount) => ({ id, label: name, ...(code && { detail: code }) });
  return [
    { title: 'Bank accounts', options: accounts.filter(isBankAccount).map(option) },
    {
      title: 'Other accounts that payments are made from',
      options: accounts.filter((account) => !isBankAccount(account)).map(option),
    },
  ];
}
