import { TabLinks } from '#components/ui/tab-links.tsx';
import { countText, type InboxCounts } from '#lib/domain/inbox-choices.ts';
import type { NumberForm } from '#lib/domain/number-form.ts';
import { archivePath, binPath, failedPath, inboxPath, type Workspace } from '#lib/domain/paths.ts';
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
}: {
  slug: string;
  workspace: Workspace;
  current: 'inbox' | 'failed' | 'archive' | 'bin';
  /** Of the whole inbox. */
  counts: Pick<InboxCounts, 'all' | 'refused'>;
  numbers: NumberForm;
}) {
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
      links={tabs.map(({ tab, ...link }) => ({ ...link, isCurrent: tab === current }))}
      className="max-md:hidden"
    />
  );
}
