'use client';

import { useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { Link } from '#components/ui/link.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { MAX_COUNTED } from '#lib/domain/inbox-choices.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import { inboxPath, viewPath } from '#lib/domain/paths.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { ListPlace } from '#lib/inbox/inbox-query.ts';
import type { SavedView } from '#lib/inbox/saved-views.ts';
import type { ViewHandlers, ViewsPanelProps } from './views-menu.tsx';

type Answer = Awaited<ReturnType<ViewHandlers['load']>>;
const offline = () => failure('offline', 'The connection broke off. Nothing was changed.');

/** Whoever presses *Undo* may be on another page by then. */
async function say<T>(asked: Promise<Result<T>>, title: string, undo?: () => void) {
  const done = await asked.catch(offline);
  if (!done.ok) toast({ title: 'Nothing was changed', description: done.error.message, tone: 'danger' });
  else toast({ title, ...(undo && { action: { label: 'Undo', onPress: undo } }) });
}

/** To compare lists, whatever view they were looked at by. What writes addresses stays out of browsers. */
const inOrder = ({ view: _, where, ...list }: ListPlace) =>
  JSON.stringify([list, where].map((part) => Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1))));

/** The views to go to, each with how many items it shows, and what can be done with the one that is open. */
export function ViewsPanel({ slug, workspace, current, handlers, place, layout, onName, onDone }: ViewsPanelProps) {
  const { numbers } = useFormats();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const { load } = handlers;
  useEffect(() => {
    void load({ workspace }).catch(offline).then(setAnswer);
  }, [load, workspace]);

  const isChanged =
    current !== null &&
    (inOrder(place) !== inOrder(current.place) || JSON.stringify(layout) !== JSON.stringify(current.layout ?? layout));
  const act = (work: () => void) => () => {
    onDone();
    work();
  };
  const put = (view: SavedView, isDeleted: boolean): void =>
    void say(
      handlers.remove({ workspace, viewId: view.id, isDeleted }),
      isDeleted ? `${isolated(view.name)} is deleted` : `${isolated(view.name)} is back`,
      isDeleted ? () => put(view, false) : undefined,
    );
  const views = answer?.ok ? answer.value.views : [];
  const sections = [
    { title: 'Mine', of: views.filter(({ isMine }) => isMine) },
    { title: 'Shared by others', of: views.filter(({ isMine }) => !isMine) },
  ].filter(({ of }) => of.length > 0);
  const countOf = (id: string) => {
    const count = answer?.ok ? answer.value.counts[id] : undefined;
    if (count === undefined) return null;
    return count === null ? `${writeCount(MAX_COUNTED, numbers)}+` : writeCount(count, numbers);
  };

  return (
    <div className="flex w-64 flex-col gap-3 text-sm">
      {!answer && <Skeleton className="h-12" />}
      {answer && !answer.ok && <p>{answer.error.message}</p>}
      {answer?.ok && views.length === 0 && (
        <p className="text-muted">Filters, order and columns that you come back to can be kept under a name.</p>
      )}
      {sections.map(({ title, of }) => (
        <section key={title}>
          <h3 className="mb-0.5 text-xs font-medium text-muted">{title}</h3>
          <ul>
            {of.map((view) => (
              <li key={view.id} className="flex min-h-7 items-center gap-2">
                <Link
                  tone="plain"
                  href={viewPath(slug, workspace, view.id)}
                  {...(view.id === current?.id && { 'aria-current': 'page' as const })}
                  className="min-w-0 flex-1 truncate py-1 aria-[current]:font-medium hover:underline"
                >
                  {view.name}
                </Link>
                {view.isFirst && <span className="text-xs text-muted">opens first</span>}
                {!view.isMine && <bdi className="truncate text-xs text-muted">{view.byName}</bdi>}
                {view.isMine && view.isShared && <span className="text-xs text-muted">shared</span>}
                <span className="text-xs text-muted tabular-nums">{countOf(view.id)}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <div className="flex flex-col items-start gap-1 border-t pt-2">
        {current?.isMine && isChanged && (
          <Button
            variant="quiet"
            size="small"
            onPress={act(
              () =>
                void say(
                  handlers.change({ workspace, viewId: current.id, place: { ...place, view: null }, layout }),
                  `${isolated(current.name)} is changed`,
                  () =>
                    void say(
                      handlers.change({
                        workspace,
                        viewId: current.id,
                        place: current.place,
                        layout: current.layout ?? layout,
                      }),
                      `${isolated(current.name)} is as before`,
                    ),
                ),
            )}
          >
            Save what was changed
          </Button>
        )}
        <Button variant="quiet" size="small" onPress={act(() => onName('new'))}>
          Save as a view…
        </Button>
        {current?.isMine && (
          <Button variant="quiet" size="small" onPress={act(() => onName(current))}>
            Rename or share…
          </Button>
        )}
        {current?.mayBeFirst && (
          <Button
            variant="quiet"
            size="small"
            onPress={act(
              () =>
                void say(
                  handlers.openFirst({ workspace, viewId: current.isFirst ? null : current.id }),
                  current.isFirst ? 'All items open first again' : `${isolated(current.name)} opens first`,
                ),
            )}
          >
            {current.isFirst ? 'Do not open it first' : 'Open it first'}
          </Button>
        )}
        {current && (
          <Button
            variant="quiet"
            size="small"
            className="max-md:hidden"
            onPress={act(
              () =>
                void say(
                  handlers.pin({ workspace, viewId: current.id, isPinned: !current.isPinned }),
                  current.isPinned
                    ? `${isolated(current.name)} is no tab any more`
                    : `${isolated(current.name)} is a tab`,
                ),
            )}
          >
            {current.isPinned ? 'Do not show it as a tab' : 'Show it as a tab'}
          </Button>
        )}
        {current?.isMine && (
          <Button variant="quiet" size="small" onPress={act(() => put(current, true))}>
            Delete this view
          </Button>
        )}
        {current && (
          <Link
            tone="plain"
            href={`${inboxPath(slug, workspace)}?view=all`}
            className="px-2 py-1 text-sm hover:underline"
          >
            All items
          </Link>
        )}
      </div>
    </div>
  );
}
