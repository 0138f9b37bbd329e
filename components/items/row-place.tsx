import type { ReactNode } from 'react';
import type { CodingField } from '#lib/domain/coding/coding.ts';

/** The cell of a field: while its row is edited, a place that the field is drawn into, and else what the row shows. */
export function RowPlace({
  field,
  isEdited,
  children,
}: {
  field: CodingField;
  isEdited: boolean;
  children: ReactNode;
}) {
  return isEdited ? <span data-field={field} className="flex h-full w-full items-center" /> : children;
}
