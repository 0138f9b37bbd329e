import { Scissors } from 'lucide-react';
import { Instant } from '#components/items/instant.tsx';
import { Link } from '#components/ui/link.tsx';
import { splitPaths } from '#lib/domain/paths.ts';

const MAX_NAMED = 3;

/** A line under the page: files that wait for the person to say how they are split. */
export function WaitingSplits({
  slug,
  waiting,
}: {
  slug: string;
  waiting: readonly { id: string; fileName: string; until: string }[];
}) {
  const [first] = waiting;
  if (!first) return null;
  const more = waiting.length - MAX_NAMED;
  return (
    <aside
      aria-label="Files to be split"
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-t bg-warning-soft px-4 py-1.5 text-sm"
    >
      <Scissors aria-hidden="true" size={15} className="text-warning" />
      <span>
        {waiting.length === 1 ? 'A file waits' : `${waiting.length} files wait`} for you to say how{' '}
        {waiting.length === 1 ? 'it is' : 'they are'} split:
      </span>
      {waiting.slice(0, MAX_NAMED).map(({ id, fileName }) => (
        <Link key={id} href={splitPaths(slug, id).preview} className="max-w-60 truncate pointer-coarse:min-h-11">
          {fileName}
        </Link>
      ))}
      {more > 0 && <span className="text-muted">and {more} more</span>}
      <span className="text-muted">
        {waiting.length === 1 ? 'It becomes' : 'The first becomes'} one item on <Instant at={first.until} />, unless you
        do.
      </span>
    </aside>
  );
}
