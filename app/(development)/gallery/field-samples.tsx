'use client';

import { useState } from 'react';
import { AsyncComboBox } from '#components/ui/async-combo-box.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { DateField } from '#components/ui/date-field.tsx';
import { FileDrop } from '#components/ui/file-drop.tsx';
import { MoneyField } from '#components/ui/money-field.tsx';
import { NumberField } from '#components/ui/number-field.tsx';
import type { Option } from '#components/ui/options.ts';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Select } from '#components/ui/select.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { type CalendarDate, calendarDate } from '#lib/domain/calendar-date.ts';
import { Sample } from './sample.tsx';
import { accountSections, findSuppliers } from './sample-data.ts';

const currencies = [
  { id: 'GBP', label: 'British pound', detail: 'GBP' },
  { id: 'EUR', label: 'Euro', detail: 'EUR' },
  { id: 'USD', label: 'US dollar', detail: 'USD' },
] as const;

const publishAs = [
  { value: 'draft', label: 'Draft' },
  { value: 'approval', label: 'Awaiting approval' },
  { value: 'payment', label: 'Awaiting payment' },
] as const;

export function FieldSamples() {
  const [account, setAccount] = useState<string | null>('429');
  const [noAccount, setNoAccount] = useState<string | null>(null);
  const [supplier, setSupplier] = useState<Option | null>(null);
  const [date, setDate] = useState<CalendarDate | null>(calendarDate('2026-04-03'));
  const [total, setTotal] = useState('1234.50');
  const [quantity, setQuantity] = useState('2.5');
  const [currency, setCurrency] = useState<(typeof currencies)[number]['id']>('GBP');
  const [as, setAs] = useState<(typeof publishAs)[number]['value']>('payment');
  const [isOn, setOn] = useState(true);
  return (
    <div className="grid items-start gap-8 lg:grid-cols-2">
      <Sample title="Label at the side, as on the item page">
        <AsyncComboBox
          label="Supplier"
          labelPlacement="side"
          value={supplier}
          onChange={setSupplier}
          loadOptions={findSuppliers}
          onCreate={async (name) => {
            setSupplier({ id: `new:${name}`, label: name });
            toast({ title: `${name} will become a contact when this is published` });
            return true;
          }}
          placeholder="Search suppliers"
        />
        <DateField
          label="Date"
          labelPlacement="side"
          value={date}
          onChange={setDate}
          timeZone="Europe/London"
          saveState="saved"
        />
        <ComboBox
          label="Category"
          labelPlacement="side"
          value={account}
          onChange={setAccount}
          options={accountSections}
        />
        <ComboBox
          label="Region"
          labelPlacement="side"
          value={noAccount}
          onChange={setNoAccount}
          options={accountSections}
          problems={[{ message: 'Choose a region: this business needs one.', severity: 'warning' }]}
        />
        <MoneyField label="Total" labelPlacement="side" value={total} onChange={setTotal} currency={currency} />
        <MoneyField
          label="Tax amount"
          labelPlacement="side"
          value="250.00"
          onChange={() => undefined}
          currency={currency}
          problems={[
            {
              message: 'Out by 44.25: 20% of the net is 205.75.',
              fixes: [{ label: 'Use 205.75', onFix: () => toast({ title: 'Tax amount set to 205.75' }) }],
            },
          ]}
        />
        <Select label="Currency" labelPlacement="side" value={currency} onChange={setCurrency} options={currencies} />
        <SegmentedControl label="Publish as" labelPlacement="side" value={as} onChange={setAs} choices={publishAs} />
      </Sample>
      <Sample title="Label on top, as in forms">
        <TextField label="E-mail" type="email" isRequired placeholder="you@example.com" autoComplete="off" />
        <TextField
          label="Password"
          type="password"
          defaultValue="secret"
          autoComplete="off"
          problems="The e-mail and the password do not match."
        />
        <TextField label="Description" rows={2} description="Goes to the books with the bill." saveState="saving" />
        <TextField label="Document reference" defaultValue="INV-2041" isDisabled />
        <NumberField label="Quantity" value={quantity} onChange={setQuantity} />
        <RadioGroup
          label="When a date is locked"
          value="ask"
          onChange={() => undefined}
          choices={[
            { value: 'ask', label: 'Ask', description: 'The item waits in the inbox until you decide.' },
            { value: 'draft', label: 'Publish as a draft' },
          ]}
        />
        <Checkbox defaultSelected description="Only for this business.">
          Remember this choice
        </Checkbox>
        <Checkbox isIndeterminate>Some of them</Checkbox>
        <Switch isSelected={isOn} onChange={setOn} description="Shown when choosing a category.">
          Visible
        </Switch>
      </Sample>
      <Sample title="Files">
        <FileDrop
          title="Drop invoices and receipts here"
          hint="PDF, JPG, PNG, WebP or HEIC, up to 25 MB each"
          accept={['application/pdf', 'image/*']}
          onFiles={(files) => toast({ title: `${files.length} files taken` })}
        />
      </Sample>
    </div>
  );
}
