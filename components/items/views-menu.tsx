'use client';

import { Bookmark } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { useLater } from '#components/ui/later.ts';
import { Popover } from '#components/ui/popover.tsx';
import type { ListLayout } from '#lib/domain/list-layout.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import type { ListPlace } from '#lib/inbox/inbox-query.ts';
import type { SavedView } from '#lib/inbox/saved-views.ts';
import { listPanels } from './list-panels.ts';

type Of = { workspace: Workspace; viewId: string };

export type ViewHandlers = {
  load: (input: {
    workspace: Workspace;
  }) => Promise<Result<{ views: SavedView[]; counts: Record<string, number | null> }>>;
  save: (input: {
    workspace: Workspace;
    name: string;
    isShared: boolean;
    place: ListPlace;
    layout: ListLayout;
  }) => Promise<Result<{ viewId: string }>>;
  change: (
    input: Of & { name?: string; isShared?: boolean; place?: ListPlace; layout?: ListLayout },
  ) => Promise<Result<null>>;
  remove: (input: Of & { isDeleted: boolean }) => Promise<Result<null>>;
  pin: (input: Of & { isPinned: boolean }) => Promise<Result<null>>;
  openFirst: (input: { workspace: Workspace; viewId: string | null }) => Promise<Result<null>>;
};

/** What a list needs for its views. */
export type Viewing = {
  slug: string;
  workspace: Workspace;
  /** The view that is looked at; null for none. */
  current: SavedView | null;
  handlers: ViewHandlers;
};

export type ViewsMenuProps = Viewing & {
  /** The list as it is looked at. */
  place: ListPlace;
  layout: ListLayout;
  /** Who may share a view with the business. */
  mayShare: boolean;
};

/** A view that is named: a new one, or one's own. */
export type Naming = 'new' | SavedView | null;

/** The views of a workspace: one's own and those that are shared, and what can be done with the one that is open. */
export function ViewsMenu(props: ViewsMenuProps) {
  const { current } = props;
  const [named, setNamed] = useState<Naming>(null);
  const dialog = useLater(listPanels, named !== null);
  return (
    <>
      <Popover
        label="Views"
        placement="bottom start"
        trigger={
          <Button
            icon={<Bookmark aria-hidden="true" size={15} {...(current && { fill: 'currentColor' })} />}
            aria-label={current ? `Views: ${current.name}` : 'Views'}
            className="@max-2xl:min-w-11"
          >
            <span className="max-w-40 truncate @max-2xl:sr-only">{current?.name ?? 'Views'}</span>
          </Button>
        }
      >
        {(close) => <Panel {...props} onName={setNamed} onDone={close} />}
      </Popover>
      {dialog && named !== null && <dialog.NameViewDialog {...props} named={named} onDone={() => setNamed(null)} />}
    </>
  );
}

export type ViewsPanelProps = ViewsMenuProps & { onName: (named: Naming) => void; onDone: () => void };

function Panel(props: ViewsPanelProps) {
  const part = useLater(listPanels, true);
  return part && <part.ViewsPanel {...props} />;
}
