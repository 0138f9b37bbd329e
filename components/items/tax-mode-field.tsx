'use client';

import type { FieldProblem } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { fields, taxModeNames } from '#lib/domain/coding/fields.ts';
import type { TaxMode } from '#lib/domain/tax.ts';

const modes = (Object.keys(taxModeNames) as TaxMode[]).map((id) => ({ id, label: taxModeNames[id] }));

export type TaxModeFieldProps = {
  value: TaxMode;
  onChange: (mode: TaxMode) => void;
  labelPlacement?: 'top' | 'side';
  isDisabled: boolean;
  problems?: readonly FieldProblem[];
  className?: string;
};

/** Whether the document's prices include tax, have it added, or know none. */
export function TaxModeField(props: TaxModeFieldProps) {
  return <Select label={fields.taxMode.label} options={modes} {...props} />;
}
