'use client';

import { Flag } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { later } from '#components/ui/later.ts';
import { Menu } from '#components/ui/menu.tsx';
import type { ItemFlag } from '#lib/domain/flag.ts';

const items = later(() => import('./mark-filter-items.tsx'));

export type MarkFilterProps = {
  flags: readonly ItemFlag[];
  /** `any`, or a flag's id. */
  flag: string | null;
  unread: boolean;
  onChange: (change: { flag?: string | null; unread?: boolean | null }) => void;
};

/** Shows only what is unread, or has a flag. */
export function MarkFilter({ flags, flag, unread, onChange }: MarkFilterProps) {
  const name = flag === 'any' ? 'any flag' : flags.find(({ id }) => id === flag)?.name;
  const shown = [unread && 'unread', name].filter(Boolean).join(', ');
  return (
    <Menu
      label="Unread and flags"
      items={items}
      trigger={
        <IconButton
          variant={shown ? 'secondary' : 'quiet'}
          label={shown ? `Unread and flags: ${shown}` : 'Unread and flags'}
          icon={<Flag size={15} {...(shown && { fill: 'currentColor' })} />}
        />
      }
    >
      <Items {...{ flags, flag, unread, onChange }} />
    </Menu>
  );
}

function Items(props: MarkFilterProps) {
  const part = items.now();
  return part && <part.MarkFilterItems {...props} />;
}
