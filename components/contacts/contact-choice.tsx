'use client';

import { useState } from 'react';
import type { SaveState } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { failure, type Result } from '#lib/domain/result.ts';

const REST = 'REST';

/** A setting of the business that one contact may have otherwise. Saved as it is chosen. */
export function ContactChoice<Value extends string>({
  label,
  value,
  names,
  ofBusiness,
  save,
}: {
  label: string;
  /** Null goes by the business. */
  value: Value | null;
  names: Readonly<Record<Value, string>>;
  ofBusiness: Value;
  save: (value: Value | null) => Promise<Result<null>>;
}) {
  const [chosen, setChosen] = useState<string>(value ?? REST);
  const [state, setState] = useState<SaveState>();
  const [problem, setProblem] = useState('');
  const values = Object.keys(names) as Value[];

  async function change(next: string) {
    const before = chosen;
    setChosen(next);
    setState('saving');
    const saved = await save(values.find((each) => each === next) ?? null).catch(() => offline);
    setState(saved.ok ? 'saved' : 'failed');
    setProblem(saved.ok ? '' : saved.error.message);
    if (!saved.ok) setChosen(before);
  }

  return (
    <Select
      label={label}
      value={chosen}
      options={[
        { id: REST, label: `As the business: ${names[ofBusiness].toLowerCase()}` },
        ...values.map((id) => ({ id, label: names[id] })),
      ]}
      onChange={(next) => void change(next)}
      saveState={state}
      {...(problem && { problems: problem })}
    />
  );
}

const offline = failure('offline', 'The connection broke off, and this was not saved. Try again.');
