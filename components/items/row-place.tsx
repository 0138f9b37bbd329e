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
  return isEdited ? <span data-field={field} className={placeClass} /> : children;
}

/** Framed, or nobody saw that the row is edited; a little wider than the column, whose texts have no frame around them. */
const placeClass =
  '-mx-1.5 flex h-full w-[calc(100%+0.75rem)] items-center [&_.control-cell]:border-line [&_.control-cell]:bg-surface';
