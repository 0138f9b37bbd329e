'use client';

import { Link } from '#components/ui/link.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { submissionsPath } from '#lib/domain/paths.ts';
import type { ArrivalProgress } from '#lib/intake/arrivals/arrival-progress.ts';

/** What became of the files in a ZIP file. */
export function UnpackedFiles({ slug, name, progress }: { slug: string; name: string; progress: ArrivalProgress }) {
  const { state, done, total, skipped, refused, held, copies, problem } = progress;
  const added = done - refused.length - held;
  if (state === 'OPENING' || state === 'UPLOADING') {
    return (
      <>
        <ProgressBar
          label={`Adding what is in ${name}`}
          isLabelHidden
          value={done}
          max={Math.max(1, total)}
          className="mt-1"
        />
        <p className="mt-1 text-xs text-muted">
          {done} of {total} files. It goes on when you close this page.
        </p>
      </>
    );
  }
  return (
    <div className="text-xs">
      {problem && <p className="text-danger">{problem}</p>}
      <p className="text-muted">
        {added} of {total} {total === 1 ? 'file' : 'files'} added
        {held > 0 &&
          `, and ${held} ${held === 1 ? 'waits' : 'wait'} for you to say how ${held === 1 ? 'it is' : 'they are'} split`}
        {copies > 0 && `, of which ${copies} ${copies === 1 ? 'was' : 'were'} here already`}
        {skipped > 0 && `. ${skipped} that systems put beside documents ${skipped === 1 ? 'was' : 'were'} left out`}.
      </p>
      {refused.length > 0 && (
        <ul className="mt-1 space-y-1">
          {refused.map(({ fileName, message }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and the list does not change
            <li key={place}>
              <span className="font-medium">{fileName}</span> <span className="text-danger">{message}</span>
            </li>
          ))}
        </ul>
      )}
      {copies > 0 && <Link href={submissionsPath(slug)}>See what was here already</Link>}
    </div>
  );
}
