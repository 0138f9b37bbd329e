import { TabLinks } from '#components/ui/tab-links.tsx';
import { teamPaths } from '#lib/domain/paths.ts';

/** Who is in the team, and what was done about it. */
export function TeamTabs({ slug, current }: { slug: string; current: 'members' | 'activity' }) {
  const paths = teamPaths(slug);
  return (
    <TabLinks
      label="Team"
      links={[
        { href: paths.root, title: 'Members', isCurrent: current === 'members' },
        { href: paths.activity, title: 'Activity', isCurrent: current === 'activity' },
      ]}
    />
  );
}
