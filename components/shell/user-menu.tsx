'use client';

import { buttonClass } from '#components/ui/button-styles.ts';
import { cx } from '#components/ui/cx.ts';
import { later } from '#components/ui/later.ts';
import { Menu } from '#components/ui/menu.tsx';
import { Initials } from '#components/ui/name-tile.tsx';
import { PlainButton } from '#components/ui/plain-button.tsx';
import type { Theme } from '#lib/domain/personal-preferences.ts';
import type { Role } from '#lib/domain/roles.ts';
import { wideOnly } from './wide-only.ts';

const items = later(() => import('./user-menu-items.tsx'));

export type UserMenuProps = {
  user: { name: string; email: string };
  role: Role;
  /** Has the theme follow the person to other browsers. */
  saveTheme: (input: { theme: Theme }) => Promise<unknown>;
};

/** Who is signed in, how the product looks, the keys, and the way out. */
export function UserMenu({ user, role, saveTheme }: UserMenuProps) {
  return (
    <Menu
      label="Your account"
      placement="top start"
      items={items}
      trigger={
        <PlainButton
          className={cx(
            buttonClass('quiet', 'medium'),
            'min-w-0 flex-1 shrink justify-start gap-2 px-1.5 in-data-[sidebar=narrow]:md:flex-none',
          )}
        >
          <Initials name={user.name} isRound />
          <span className={cx('min-w-0 flex-1 truncate text-left', wideOnly)}>
            <span className="sr-only">Your account: </span>
            {user.name}
          </span>
        </PlainButton>
      }
    >
      <Items {...{ user, role, saveTheme }} />
    </Menu>
  );
}

function Items(props: UserMenuProps) {
  const part = items.now();
  return part && <part.UserMenuItems {...props} />;
}
