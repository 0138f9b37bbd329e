'use client';

import { type ComponentProps, type ReactNode, useContext } from 'react';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { cx } from '#components/ui/cx.ts';
import { DateField } from '#components/ui/date-field.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { later, useLater } from '#components/ui/later.ts';
import { MoneyField } from '#components/ui/money-field.tsx';
import { Select } from '#components/ui/select.tsx';
import type { OwnerChoice } from '#lib/coding/owners.ts';
import { isZero } from '#lib/domain/amount.ts';
import type { Coding, CodingField, ItemType, PublishAs } from '#lib/domain/coding/coding.ts';
import { hasDueDate } from '#lib/domain/coding/due-date.ts';
import { itemTypeNames, publishAsStatuses, publishToNames } from '#lib/domain/coding/fields.ts';
import { itemTypesIn } from '#lib/domain/coding/item-types.ts';
import { paymentBalance } from '#lib/domain/coding/payment-fields.ts';
import type { ItemFlag } from '#lib/domain/flag.ts';
import type { Contact, Owner } from '#lib/domain/lists.ts';
import { decimal, toAmount } from '#lib/domain/money.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { explainTax, netOf, taxOnNet } from '#lib/domain/tax.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import { CategoryField } from './category-field.tsx';
import { ContactField, type ContactHandlers } from './contact-field.tsx';
import type { FindCredited } from './credit-for-field.tsx';
import { currencySections } from './currency-options.ts';
import { DraftTextField } from './draft-text-field.tsx';
import { ExchangeRateField, type ItemRate } from './exchange-rate-field.tsx';
import type { problemsAt } from './field-problems.ts';
import { accountOf, type FindCategories } from './found-categories.ts';
import { type CreateOwner, OwnerField } from './owner-field.tsx';
import { PaidSection, type SuggestMethod } from './paid-section.tsx';
import { SourceMark } from './source-mark.tsx';
import { TaxModeField } from './tax-mode-field.tsx';
import { TaxPartsFields } from './tax-parts-fields.tsx';
import { taxRateOptions } from './tax-rate-options.ts';
import type { ItemEditor } from './use-item-editor.ts';
import { ReadContext } from './use-read-places.ts';

export type ItemFieldsProps = {
  editor: ItemEditor;
  choices: Choices;
  findCategories: FindCategories;
  workspace: Workspace;
  contact: Contact | null;
  contacts: ContactHandlers;
  owner: Owner | null;
  owners: readonly OwnerChoice[];
  createOwner: CreateOwner;
  problems: ReturnType<typeof problemsAt>;
  flag: ItemFlag | null;
  flags: readonly ItemFlag[];
  /** Flags are changed whatever is published. */
  mayEdit: boolean;
  taxNotes: readonly string[];
  isReadOnly: boolean;
  rate: ItemRate;
  suggestMethod: () => ReturnType<SuggestMethod>;
  findCredited: FindCredited;
};

const creditFor = later(() => import('./credit-for-field.tsx'));

function CreditForField(props: ComponentProps<typeof import('./credit-for-field.tsx').CreditForField>) {
  const part = useLater(creditFor, true);
  return part && <part.CreditForField {...props} />;
}

/** An item's own fields, in the order in which one reads a document. Those that lines carry give way to them. */
export function ItemFields(props: ItemFieldsProps) {
  const { editor, choices, workspace, contact, contacts, problems, isReadOnly } = props;
  const { coding, save, saveState } = editor;
  const { numbers } = useFormats();
  const hasLines = coding.lines.length > 0;
  const currency = coding.currency ?? choices.baseCurrency;
  const decimals = choices.amountDigits;
  const set =
    <F extends CodingField>(field: F) =>
    (value: Coding[F]) =>
      void save({ [field]: value });
  const field = (name: CodingField) => ({
    problems: problems(name),
    saveState: saveState(name),
    isDisabled: isReadOnly,
  });
  const account = accountOf(choices.accounts, coding.accountId);
  const rate = choices.taxRates.find(({ id }) => id === coding.taxRateId);
  const tax = explainTax(coding, rate, decimals, numbers);
  // The tax that the server then finds in the total is the tax added here.
  const grossOf = (net: string) => toAmount(decimal(net).plus(rate ? taxOnNet(net, rate, decimals) : '0'), decimals);

  return (
    <div className="flex flex-col gap-5">
      <Group title="Document">
        <Place name="contactId" isWide>
          <ContactField
            {...field('contactId')}
            contactId={coding.contactId}
            workspace={workspace}
            contact={contact}
            onChange={set('contactId')}
            handlers={contacts}
          />
        </Place>
        {!hasLines && (
          <Place name="accountId" isWide>
            <CategoryField
              label="Category"
              isRequired
              {...field('accountId')}
              placeholder={
                choices.accounts.length > 0 || choices.hasManyAccounts
                  ? 'Choose…'
                  : 'Connect your accounting software first'
              }
              {...{ choices, workspace }}
              find={props.findCategories}
              contactId={coding.contactId}
              value={coding.accountId}
              onChange={set('accountId')}
            />
          </Place>
        )}
        <Place name="type">
          <Select
            label="Type"
            {...field('type')}
            value={coding.type}
            options={typeOptions(workspace, coding.type)}
            onChange={set('type')}
          />
        </Place>
        <Place name="reference">
          <DraftTextField
            label="Document reference"
            {...field('reference')}
            value={coding.reference}
            onCommit={set('reference')}
            placeholder="Invoice number"
          />
        </Place>
        {coding.type === 'CREDIT_NOTE' && (
          <Place name="creditFor" isWide>
            <CreditForField
              {...field('creditFor')}
              value={coding.creditFor}
              word={workspace === 'COSTS' ? 'bill' : 'invoice'}
              onCommit={set('creditFor')}
              find={props.findCredited}
            />
          </Place>
        )}
        <Place name="issuedOn">
          <DateField
            label="Date"
            isRequired
            {...field('issuedOn')}
            value={coding.issuedOn}
            onChange={set('issuedOn')}
            timeZone={choices.timeZone}
          />
        </Place>
        {coding.publishTo === 'DOCUMENT' && hasDueDate(coding) && (
          <Place name="dueOn">
            <DateField
              label="Due date"
              isRequired={choices.statuses[coding.publishAs]?.needsDueDate === true}
              {...field('dueOn')}
              value={coding.dueOn}
              onChange={set('dueOn')}
              timeZone={choices.timeZone}
            />
          </Place>
        )}
      </Group>
      <Group title="Amounts">
        <Place name="total">
          <MoneyField
            label="Total"
            isRequired
            {...field('total')}
            currency={currency}
            decimals={decimals}
            value={coding.total ?? ''}
            onChange={(amount) => void save({ total: amount || null })}
            description={totalNote(coding)}
          />
        </Place>
        <Place name="currency">
          <ComboBox
            label="Currency"
            {...field('currency')}
            isRequired
            value={coding.currency}
            options={currencySections(choices, coding.currency)}
            onChange={(code) => code && void save({ currency: code })}
          />
        </Place>
        {currency !== choices.baseCurrency && (
          <Place name="exchangeRate" isWide>
            <ExchangeRateField
              {...field('exchangeRate')}
              coding={coding}
              baseCurrency={choices.baseCurrency}
              decimals={decimals}
              rate={props.rate}
              onChange={(rate) => void save({ exchangeRate: rate || null })}
            />
          </Place>
        )}
        {!hasLines && (
          <Place name="taxMode">
            <TaxModeField {...field('taxMode')} value={coding.taxMode} onChange={set('taxMode')} />
          </Place>
        )}
        {!hasLines && coding.taxMode !== 'NONE' && (
          <>
            <MoneyField
              label="Net"
              isDisabled={isReadOnly || coding.taxMode !== 'EXCLUSIVE'}
              currency={currency}
              decimals={decimals}
              value={coding.total === null ? '' : netOf(coding.total, coding.taxAmount, decimals)}
              onChange={(net) => void save({ total: net === '' ? null : grossOf(net) }, { label: 'Net' })}
            />
            <Place name="taxRateId">
              <ComboBox
                label="Tax rate"
                isRequired
                {...field('taxRateId')}
                placeholder="Choose…"
                value={coding.taxRateId}
                {...taxRateOptions(choices.taxRates, account, coding.taxRateId, numbers)}
                onChange={set('taxRateId')}
              />
            </Place>
            <Place name="taxAmount">
              <MoneyField
                label="Tax"
                {...field('taxAmount')}
                currency={currency}
                decimals={decimals}
                value={coding.taxAmount ?? ''}
                onChange={(amount) => void save({ taxAmount: amount || null })}
                description={tax?.text}
              />
            </Place>
            {rate && rate.components.length === 2 && (
              <TaxPartsFields
                rate={rate}
                taxAmount={coding.taxAmount}
                secondTaxAmount={coding.secondTaxAmount}
                {...{ currency, decimals }}
                problems={problems('secondTaxAmount')}
                isDisabled={isReadOnly}
                onChange={(amounts, label) => void save(amounts, { label })}
              />
            )}
          </>
        )}
        {props.taxNotes.length > 0 && (
          <ul aria-label="About the tax" className="col-span-2 flex flex-col gap-1 text-xs text-muted">
            {props.taxNotes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
      </Group>
      <Place name="payments">
        <PaidSection
          {...{ editor, choices, isReadOnly, workspace }}
          problems={problems('payments')}
          suggest={props.suggestMethod}
        />
      </Place>
      <Group title="Coding">
        <Place name="description" isWide>
          <DraftTextField
            label="Description"
            {...field('description')}
            rows={2}
            value={coding.description}
            onCommit={set('description')}
          />
        </Place>
        {!hasLines &&
          choices.tracking.map(({ name, options }, slot) => {
            const of = slot === 0 ? 'tracking1OptionId' : 'tracking2OptionId';
            return (
              <Place key={name} name={of}>
                <ComboBox
                  label={name}
                  {...field(of)}
                  placeholder="None"
                  value={coding[of]}
                  options={options.map(({ id, name: label }) => ({ id, label }))}
                  onChange={(id) => void save({ [of]: id }, { label: name })}
                />
              </Place>
            );
          })}
        <Place name="publishTo">
          <Select
            label="Publish to"
            {...field('publishTo')}
            value={coding.publishTo}
            options={publishToOptions(workspace)}
            onChange={set('publishTo')}
          />
        </Place>
        {props.flags.length > 0 && (
          <Place name="flagId">
            <ComboBox
              label="Flag"
              {...field('flagId')}
              isDisabled={!props.mayEdit}
              placeholder="None"
              value={coding.flagId}
              options={props.flags.map(({ id, name }) => ({ id, label: name }))}
              {...(props.flag && { selectedOption: { id: props.flag.id, label: props.flag.name } })}
              onChange={set('flagId')}
            />
          </Place>
        )}
        {coding.publishTo === 'DOCUMENT' && (
          <Place name="publishAs">
            <Select
              label="Publish as"
              {...field('publishAs')}
              value={coding.publishAs}
              options={publishAsStatuses
                .filter((id) => choices.statuses[id] || id === coding.publishAs)
                .map((id) => ({ id, label: statusLabel(id, coding, choices) }))}
              onChange={set('publishAs')}
            />
          </Place>
        )}
        <Place name="ownerId">
          <OwnerField
            {...field('ownerId')}
            value={coding.ownerId}
            stored={props.owner}
            owners={props.owners}
            create={props.createOwner}
            onChange={set('ownerId')}
          />
        </Place>
      </Group>
    </div>
  );
}

/** What is approved and paid is paid in the books too. */
function statusLabel(status: PublishAs, coding: Coding, { statusNames, amountDigits }: Choices): string {
  if (status !== 'AUTHORISED' || coding.payments.length === 0) return statusNames[status];
  const balance = paymentBalance(coding, amountDigits);
  return balance !== null && isZero(balance) ? 'Paid' : `${statusNames.AUTHORISED}, part paid`;
}

/** A credit is entered without a sign; here it is said which way the money goes. */
function totalNote({ type, taxMode }: Coding): string | undefined {
  if (type === 'CREDIT_NOTE') return taxMode === 'NONE' ? 'Credited' : 'Credited, including tax';
  return taxMode === 'NONE' ? undefined : 'Including tax';
}

/** Documents are among purchases or sales, whichever the item is. */
function publishToOptions(workspace: Workspace) {
  return [
    { id: 'DOCUMENT' as const, label: workspace === 'COSTS' ? 'Purchases' : 'Sales' },
    { id: 'BANK_ACCOUNT' as const, label: publishToNames.BANK_ACCOUNT },
  ];
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{title}</legend>
      <div className="grid grid-cols-2 gap-x-3 gap-y-3">{children}</div>
    </fieldset>
  );
}

/** A field's place in the form, by which it is found again. */
function Place({ name, isWide, children }: { name: CodingField; isWide?: boolean; children: ReactNode }) {
  return (
    <div data-field={name} className={cx('group/place relative min-w-0', isWide && 'col-span-2')}>
      {children}
      <SourceMark field={name} />
      <Read name={name} />
    </div>
  );
}

const readMark = later(() => import('./read-mark.tsx'));

/** What a machine has read there, where it is not sure or there is something to choose. */
function Read({ name }: { name: CodingField }) {
  const read = useContext(ReadContext);
  const view = read?.fields[name];
  const part = useLater(readMark, view !== undefined);
  return (
    part &&
    read &&
    view && (
      <part.ReadMark
        onCreate={read.create}
        view={view}
        isHere={read.here === name}
        onChoose={(value) => read.choose(name, value)}
      />
    )
  );
}

/** What the workspace has, and what is chosen although it has it not. */
function typeOptions(workspace: Workspace, used: ItemType) {
  const types = itemTypesIn[workspace];
  return (types.includes(used) ? types : [...types, used]).map((id) => ({ id, label: itemTypeNames[id] }));
}
