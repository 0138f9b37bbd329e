'use client';

import { Bell, Keyboard, LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react';
import { useState } from 'react';
import { buttonClass } from '#components/ui/button-styles.ts';
import { cx } from '#components/ui/cx.ts';
import { Menu, MenuItem, MenuSection, MenuSeparator } from '#components/ui/menu.tsx';
import { Initials } from '#components/ui/name-tile.tsx';
import { PlainButton } from '#components/ui/plain-button.tsx';
import { accountPaths } from '#lib/domain/paths.ts';
import type { Theme } from '#lib/domain/personal-preferences.ts';
import { type Role, roleNames } from '#lib/domain/roles.ts';
import { applyTheme, currentTheme, rememberBusiness } from './preferences.ts';
import { signOut } from './session.ts';
import { openShortcutHelp } from './shortcuts.tsx';
import { wideOnly } from './wide-only.ts';

const themeChoices: readonly { theme: Theme; label: string; icon: React.ReactNode }[] = [
  { theme: 'light', label: 'Light', icon: <Sun /> },
  { theme: 'dark', label: 'Dark', icon: <Moon /> },
  { theme: 'system', label: 'As the system', icon: <Monitor /> },
];

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
      <UserMenuItems {...{ user, role, saveTheme }} />
    </Menu>
  );
}

/** Drawn when the menu opens, so that it reads the theme of that moment. */
function UserMenuItems({ user, role, saveTheme }: UserMenuProps) {
  const [theme, setTheme] = useState(currentTheme);
  return (
    <>
      <MenuSection title={`${user.email} · ${roleNames[role]}`}>
        <MenuItem id="account" icon={<UserRound />} href={accountPaths.root} onAction={rememberBusiness}>
          Your account
        </MenuItem>
        <MenuItem id="notices" icon={<Bell />} href={accountPaths.notices} onAction={rememberBusiness}>
          Notices
        </MenuItem>
        <MenuItem id="shortcuts" icon={<Keyboard />} shortcut="?" onAction={openShortcutHelp}>
          Keyboard shortcuts
        </MenuItem>
      </MenuSection>
      <MenuSeparator />
      <MenuSection title="Theme">
        {themeChoices.map(({ theme: choice, label, icon }) => (
          <MenuItem
            key={choice}
            id={choice}
            icon={icon}
            isCurrent={choice === theme}
            onAction={() => {
              applyTheme(choice);
              setTheme(choice);
              // Here it holds in any case, by the cookie.
              saveTheme({ theme: choice }).catch(() => undefined);
            }}
          >
            {label}
          </MenuItem>
        ))}
      </MenuSection>
      <MenuSeparator />
      <MenuItem id="sign-out" icon={<LogOut />} onAction={signOut}>
        Sign out
      </MenuItem>
    </>
  );
}
