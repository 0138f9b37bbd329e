import { usePathname } from 'next/navigation';
import { Link } from '#components/ui/link.tsx';
import { rulePaths } from '#lib/domain/paths.ts';
import type { ShownSource } from '#lib/inbox/shown-sources.ts';
import { sourceIcons } from './source-mark.tsx';

/** Under the lines: where the value of the cell at hand comes from, and the way to its rule. Nothing of most. */
export function LineSource({ id, label, source }: { id: string; label: string; source: ShownSource | undefined }) {
  const [, slug = ''] = usePathname().split('/');
  const Icon = source && sourceIcons[source.by];
  return (
    <p id={id} className="shrink-0 px-3 text-xs text-muted not-empty:border-t not-empty:py-1">
      {source && Icon && (
        <>
          <Icon aria-hidden="true" size={12} className="mr-1.5 inline align-[-2px]" />
          {label}: {source.text}
          {source.ruleId && (
            <>
              {' '}
              <Link href={rulePaths(slug).rule(source.ruleId)} className="inline-block min-h-6 content-center">
                Open the rule
              </Link>
            </>
          )}
        </>
      )}
    </p>
  );
}
