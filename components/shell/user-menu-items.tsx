'use client';

import { Bell, BookOpen, Keyboard, LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react';
import { useState } from 'react';
import { MenuItem, MenuSection, MenuSeparator } from '#components/ui/menu.tsx';
import { accountPaths, guidePath } from '#lib/domain/paths.ts';
import type { Theme } from '#lib/domain/personal-preferences.ts';
import { roleNames } from '#lib/domain/roles.ts';
import { applyTheme, currentTheme, rememberBusiness } from './preferences.ts';
import { signOut } from './session.ts';
import { openShortcutHelp } from './shortcuts.tsx';
import type { UserMenuProps } from './user-menu.tsx';

const themeChoices: readonly { theme: Theme; label: string; icon: React.ReactNode }[] = [
  { theme: 'light', label: 'Light', icon: <Sun /> },
  { theme: 'dark', label: 'Dark', icon: <Moon /> },
  { theme: 'system', label: 'As the system', icon: <Monitor /> },
];

/** Drawn when the menu opens, so that it reads the theme of that moment. */
export function UserMenuItems({ user, role, saveTheme }: UserMenuProps) {
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
        <MenuItem id="guide" icon={<BookOpen />} href={guidePath(null)} onAction={rememberBusiness}>
          Guide
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
