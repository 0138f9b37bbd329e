'use client';

import { Menu as MenuIcon } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useState } from 'react';
import { Drawer } from '#components/ui/dialog.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { ShellProps } from './app-shell.tsx';
import { Sidebar } from './sidebar.tsx';

/** The top of a phone's screen: the way to the navigation, and the business one is in. */
export function PhoneBar(shell: ShellProps) {
  const pathname = usePathname();
  const [openAt, setOpenAt] = useState<string | null>(null);
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b bg-canvas px-2 md:hidden">
      <IconButton label="Navigation" icon={<MenuIcon size={18} />} onPress={() => setOpenAt(pathname)} />
      <span className="min-w-0 flex-1 truncate font-semibold">{shell.business.name}</span>
      {/* Open only on the page where it was opened: going somewhere closes it. */}
      <Drawer
        isOpen={openAt === pathname}
        onOpenChange={(isOpen) => setOpenAt(isOpen ? pathname : null)}
        label="Navigation"
        side="left"
      >
        <Sidebar {...shell} isInDrawer />
      </Drawer>
    </header>
  );
}
