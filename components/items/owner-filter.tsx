'use client';

import { ComboBox } from '#components/ui/combo-box.tsx';
import type { OwnerChoice } from '#lib/coding/owners.ts';
import { ownerOption } from './owner-field.tsx';

/** Stands for no filter where one has to choose something. */
const everyone = 'everyone';

/** Whose items can be shown: everybody's, one's own, nobody's, or those of one owner. */
function ownerFilters(owners: readonly OwnerChoice[]): { id: string; label: string }[] {
  return [
    { id: everyone, label: 'Any owner' },
    { id: 'me', label: 'My items' },
    { id: 'nobody', label: 'No owner' },
    ...owners.filter(({ isMe }) => !isMe).map(ownerOption),
  ];
}

/** The same as items of a menu, where there is no room for a field. */
export const ownerItems = (
  owners: readonly OwnerChoice[],
  shown: string | null,
  onChange: (owner: string | null) => void,
) =>
  ownerFilters(owners).map(({ id, label }) => ({
    label,
    isCurrent: id === (shown ?? everyone),
    onChoose: () => onChange(id === everyone ? null : id),
  }));

/** Shows only what is somebody's, of an owner found by typing. */
export function OwnerFilterField({
  value,
  owners,
  onChange,
}: {
  value: string | null;
  owners: readonly OwnerChoice[];
  onChange: (owner: string | null) => void;
}) {
  return (
    <ComboBox
      label="Owner"
      labelPlacement="hidden"
      placeholder="Any owner"
      emptyText="No owner of this name"
      value={value}
      options={ownerFilters(owners)}
      {...(value && { selectedOption: { id: value, label: 'Another owner' } })}
      onChange={(id) => onChange(id === everyone ? null : id)}
      className="w-36 @max-2xl:hidden"
    />
  );
}
