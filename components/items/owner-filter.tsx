'use client';

import { ComboBox } from '#components/ui/combo-box.tsx';
import type { OptionSection } from '#components/ui/options.ts';
import type { OwnerChoice } from '#lib/coding/owners.ts';

/** Stands for no filter where one has to choose something. */
const everyone = 'everyone';

/** Whose items can be shown: everybody's, one's own, nobody's, or those of one owner. */
function ownerFilters(owners: readonly OwnerChoice[]): OptionSection[] {
  const others = (areArchived: boolean) =>
    owners
      .filter(({ isMe, isArchived }) => !isMe && isArchived === areArchived)
      .map(({ id, name }) => ({ id, label: name }));
  const whose = [
    { id: everyone, label: 'Any owner' },
    { id: 'me', label: 'My items' },
    { id: 'nobody', label: 'No owner' },
  ];
  const archived = others(true);
  return [
    { title: '', options: [...whose, ...others(false)] },
    ...(archived.length > 0 ? [{ title: 'Archived', options: archived }] : []),
  ];
}

/** The same as items of a menu, where there is no room for a field. */
export const ownerItems = (
  owners: readonly OwnerChoice[],
  shown: string | null,
  onChange: (owner: string | null) => void,
) =>
  ownerFilters(owners)
    .flatMap(({ options }) => options)
    .map(({ id, label }) => ({
      id,
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
