import { TabLinks } from '#components/ui/tab-links.tsx';
import { countText, type InboxCounts } from '#lib/domain/inbox-choices.ts';
import type { NumberForm } from '#lib/domain/number-form.ts';
import { archivePath, binPath, failedPath, inboxPath, viewPath, type Workspace } from '#lib/domain/paths.ts';
import { workspaceNames } from '#lib/domain/words.ts';

/**
 * The way from one list of a workspace to the others; on a phone the shell's navigation has that. Drawn on the server, so
 * that it is no part of what the browser loads.
 */
export function WorkspaceTabs({
  slug,
  workspace,
  current,
  counts,
  numbers,
  views,
  viewId,
}: {
  slug: string;
  workspace: Workspace;
  current: 'inbox' | 'failed' | 'archive' | 'bin';
  /** Of the whole inbox. */
  counts: Pick<InboxCounts, 'all' | 'refused'>;
  numbers: NumberForm;
  /** Those that the person has among the tabs. */
  views: readonly { id: string; name: string }[];
  /** The view by which the list is looked at. */
  viewId?: string | undefined;
}) {
  const isView = views.some(({ id }) => id === viewId);
  const tabs = [
    { tab: 'inbox', title: 'Inbox', href: inboxPath(slug, workspace), count: countText(counts.all, numbers) },
    {
      tab: 'failed',
      title: 'Failed',
      href: failedPath(slug, workspace),
      ...(counts.refused > 0 && { count: countText(counts.refused, numbers) }),
    },
    { tab: 'archive', title: 'Archive', href: archivePath(slug, workspace) },
    { tab: 'bin', title: 'Bin', href: binPath(slug, workspace) },
  ];
  return (
    <TabLinks
      label={workspaceNames[workspace]}
      links={[
        ...tabs.map(({ tab, ...link }) => ({ ...link, isCurrent: !isView && tab === current })),
        ...views.map(({ id, name }) => ({
          title: (
            <bdi className="max-w-28 truncate" title={name}>
              {name}
            </bdi>
          ),
          href: viewPath(slug, workspace, id),
          isCurrent: id === viewId,
        })),
      ]}
      className="max-md:hidden"
    />
  );
}
