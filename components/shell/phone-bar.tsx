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
    // Where a page begins with a header of its own, that stands in the same line: two bars would take the room of rows.
    <header className="flex h-12 shrink-0 items-center gap-1 border-b bg-canvas px-1 group-has-[main>[data-page-header]]/shell:absolute group-has-[main>[data-page-header]]/shell:z-10 group-has-[main>[data-page-header]]/shell:border-0 group-has-[main>[data-page-header]]/shell:bg-transparent md:hidden">
      <IconButton label="Navigation" icon={<MenuIcon size={18} />} onPress={() => setOpenAt(pathname)} />
      <span className="min-w-0 flex-1 truncate font-semibold group-has-[main>[data-page-header=low]]/shell:absolute group-has-[main>[data-page-header=low]]/shell:top-7 group-has-[main>[data-page-header=low]]/shell:left-13 group-has-[main>[data-page-header=low]]/shell:w-44 group-has-[main>[data-page-header=low]]/shell:text-2xs group-has-[main>[data-page-header=low]]/shell:font-normal group-has-[main>[data-page-header=low]]/shell:text-muted group-has-[main>[data-page-header=tall]]/shell:sr-only">
        {shell.business.name}
      </span>
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
