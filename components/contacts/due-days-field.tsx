'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { SaveState } from '#components/ui/field.tsx';
import { NumberField } from '#components/ui/number-field.tsx';
import { MAX_DUE_DAYS } from '#lib/domain/coding/due-days.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { ContactDetails } from '#lib/lists/browse/get-contact.ts';

export type SetDueDays = (input: { contactId: string; dueDays: number | null }) => Promise<Result<null>>;

/** How many days after its date what a contact sends is due. Saved as it is left. */
export function DueDays({
  contact,
  save,
}: {
  contact: Pick<ContactDetails, 'id' | 'dueDays' | 'businessDueDays'>;
  save: SetDueDays;
}) {
  const router = useRouter();
  const [state, setState] = useState<SaveState>();
  const [problem, setProblem] = useState('');
  const { businessDueDays } = contact;

  async function change(typed: string) {
    const dueDays = typed === '' ? null : Number(typed);
    if (dueDays !== null && dueDays > MAX_DUE_DAYS) {
      setProblem(`At most ${MAX_DUE_DAYS} days.`);
      return;
    }
    setProblem('');
    setState('saving');
    const saved = await save({ contactId: contact.id, dueDays }).catch(() =>
      failure('offline', 'The connection broke off, and this was not saved. Try again.'),
    );
    setState(saved.ok ? 'saved' : 'failed');
    if (!saved.ok) setProblem(saved.error.message);
    router.refresh();
  }

  return (
    <NumberField
      label="Days after the date"
      decimals={0}
      allowsNegative={false}
      placeholder={businessDueDays === null ? 'None' : `${businessDueDays}, as for the business`}
      description="Of invoices whose date or contact is entered from now on. A due date that somebody entered stays."
      value={contact.dueDays === null ? '' : String(contact.dueDays)}
      onChange={(typed) => void change(typed)}
      saveState={state}
      {...(problem && { problems: problem })}
      className="max-w-56"
    />
  );
}
