'use client';

import { useState } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Select } from '#components/ui/select.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { type CisRate, cisRates } from '#lib/domain/cis.ts';
import { failure, type Result } from '#lib/domain/result.ts';

export type SetCisRate = (input: { contactId: string; rate: CisRate | null }, tab?: string) => Promise<Result<null>>;

const NONE = 'none';
const choices = [
  { id: NONE, label: 'No subcontractor' },
  ...(Object.keys(cisRates) as CisRate[]).map((id) => ({ id, label: cisRates[id] })),
];

/** How a supplier is registered for the Construction Industry Scheme, with effect at once. */
export function CisRateField({ contactId, rate, save }: { contactId: string; rate: CisRate | null; save: SetCisRate }) {
  const [chosen, setChosen] = useState(rate);
  const choose = async (next: CisRate | null) => {
    const before = chosen;
    setChosen(next);
    const saved = await save({ contactId, rate: next }, thisTab()).catch(() =>
      failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.'),
    );
    if (saved.ok) toast({ title: 'Saved', description: 'What is open of it is looked at anew.', tone: 'success' });
    else {
      setChosen(before);
      toast({ title: 'Not saved', description: saved.error.message, tone: 'danger' });
    }
  };
  return (
    <Select
      label="CIS deduction"
      value={chosen ?? NONE}
      options={choices}
      onChange={(id) => void choose(id === NONE ? null : (id as CisRate))}
      description="Taken off the labour in its bills, without VAT and materials."
    />
  );
}
