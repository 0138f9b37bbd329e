import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';
import type { LostConnection } from '#lib/connecting/lost-connection.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Theme } from '#lib/domain/personal-preferences.ts';
import type { Role } from '#lib/domain/roles.ts';
import type { SwitchableBusiness } from './business-switcher.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { PhoneBar } from './phone-bar.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { Sidebar } from './sidebar.tsx';

export type ShellProps = {
  user: { id: string; name: string; email: string };
  business: SwitchableBusiness;
  businesses: readonly SwitchableBusiness[];
  role: Role;
  mayMakeBusiness: boolean;
  /** Items in the inbox of each workspace. */
  counts?: { [workspace in Workspace]?: number };
  lostConnection: LostConnection | null;
  /** Ten stands for more than nine. */
  newNotices: number;
  saveTheme: (input: { theme: Theme }) => Promise<unknown>;
  /** Connected to the sandbox instead of real books. */
  sandbox: boolean;
};

/**
 * The frame of every page of a business: it fills the window, the sidebar stands still, and each page scrolls its own
 * parts. Pages are a flex column: PageHeader, Toolbar, then a Table or a PageBody.
 */
export function AppShell({ children, ...shell }: ShellProps & { children: ReactNode }) {
  return (
    <div data-person={shell.user.id} className="group/shell relative flex h-dvh flex-col md:flex-row">
      <a
        href="#content"
        className="fixed top-2 left-2 z-60 -translate-y-16 rounded-md bg-accent px-3 py-1.5 font-medium text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>
      <PhoneBar {...shell} />
      <aside className="hidden w-55 shrink-0 border-r md:block in-data-[sidebar=narrow]:w-14">
        <Sidebar {...shell} />
      </aside>
      <main
        id="content"
        tabIndex={-1}
        className="flex min-h-0 min-w-0 flex-1 flex-col overflow-hidden bg-surface outline-none"
      >
        <NuqsAdapter>{children}</NuqsAdapter>
      </main>
      <LeaveGuard />
      <Shortcuts slug={shell.business.slug} role={shell.role} />
    </div>
  );
}
