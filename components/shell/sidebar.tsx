'use client';

import { PanelLeft } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { lazy, Suspense } from 'react';
import { cx } from '#components/ui/cx.ts';
import { useFormats } from '#components/ui/formats.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { countText } from '#lib/domain/inbox-choices.ts';
import { inboxPath, workspaces } from '#lib/domain/paths.ts';
import type { ShellProps } from './app-shell.tsx';
import { BusinessSwitcher } from './business-switcher.tsx';
import { currentPlace, navigation, type Place, workspaceLists } from './navigation.ts';
import { NoticeBell } from './notice-bell.tsx';
import { toggleSidebar } from './preferences.ts';
import { UserMenu } from './user-menu.tsx';
import { wideOnly } from './wide-only.ts';

/** Drawn with the page while a connection is lost, which is seldom. */
const LostConnectionNote = lazy(async () => ({
  default: (await import('#components/connections/lost-connection-note.tsx')).LostConnectionNote,
}));

/** Where one is and where one can go. `isInDrawer` on a phone, where it is always wide. */
export function Sidebar({
  user,
  business,
  businesses,
  role,
  mayMakeBusiness,
  counts,
  lostConnection,
  newNotices,
  sandbox,
  saveTheme,
  isInDrawer,
}: ShellProps & { isInDrawer?: boolean }) {
  const pathname = usePathname();
  const { groups, foot } = navigation(business.slug, role);
  const listsOf = (place: Place) =>
    workspaces
      .filter((workspace) => isInDrawer && place.href === inboxPath(business.slug, workspace))
      .flatMap((workspace) => workspaceLists(business.slug, workspace));
  const current = currentPlace([...groups.flatMap(({ places }) => places), ...foot], pathname);
  const countOf: Record<string, number | undefined> = Object.fromEntries(
    workspaces.map((workspace) => [inboxPath(business.slug, workspace), counts?.[workspace]]),
  );
  return (
    <nav aria-label="Main" className="flex h-full flex-col overflow-y-auto bg-canvas p-2">
      <BusinessSwitcher business={business} businesses={businesses} mayMake={mayMakeBusiness} />
      {groups.map(({ title, places }) => (
        <section key={title} className="mt-2">
          <h2 className={cx('px-2 pb-1 text-xs font-medium text-muted', wideOnly)}>{title}</h2>
          <ul className="flex flex-col gap-px">
            {places.map((place) => (
              <li key={place.href}>
                <PlaceLink place={place} isCurrent={place === current} count={countOf[place.href]} />
                {listsOf(place).map((list) => (
                  <div key={list.href} className="pl-4">
                    <PlaceLink place={list} isCurrent={false} />
                  </div>
                ))}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <div className="min-h-4 flex-1" />
      {lostConnection && (
        <Suspense>
          <LostConnectionNote slug={business.slug} lost={lostConnection} wideOnly={wideOnly} />
        </Suspense>
      )}
      {sandbox && (
        <p
          title="Connected to the built-in sandbox: nothing reaches real books."
          className={cx(
            'mx-2 mb-2 w-fit rounded-sm border border-dashed border-edge px-1.5 text-2xs text-muted',
            wideOnly,
          )}
        >
          Sandbox
        </p>
      )}
      <ul className="flex flex-col gap-px">
        {foot.map((place) => (
          <li key={place.href}>
            <PlaceLink place={place} isCurrent={place === current} />
          </li>
        ))}
      </ul>
      <div className="mt-2 flex items-center gap-1 border-t pt-2 in-data-[sidebar=narrow]:md:flex-col-reverse">
        <UserMenu user={user} role={role} saveTheme={saveTheme} />
        <NoticeBell count={newNotices} />
        {!isInDrawer && (
          <IconButton
            label="Narrow or widen the sidebar"
            shortcut="["
            size="small"
            icon={<PanelLeft size={16} className="text-muted" />}
            onPress={toggleSidebar}
          />
        )}
      </div>
    </nav>
  );
}

function PlaceLink({ place, isCurrent, count }: { place: Place; isCurrent: boolean; count?: number | undefined }) {
  const { numbers } = useFormats();
  const Icon = place.icon;
  return (
    <PageLink
      href={place.href}
      title={place.label}
      aria-current={isCurrent ? 'page' : undefined}
      className="flex h-8 items-center gap-2 rounded-md px-2 font-medium text-muted transition-colors hover:bg-pressed hover:text-text aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-text in-data-[sidebar=narrow]:md:justify-center pointer-coarse:h-11"
    >
      <Icon aria-hidden="true" size={16} className="shrink-0" />
      <span className={cx('min-w-0 flex-1 truncate', wideOnly)}>{place.label}</span>
      {count !== undefined && count > 0 && (
        <span className={cx('text-xs tabular-nums', wideOnly)}>
          {countText(count, numbers)}
          <span className="sr-only">{count === 1 ? ' item' : ' items'}</span>
        </span>
      )}
    </PageLink>
  );
}
