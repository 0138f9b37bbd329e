import type { PublicationNotice } from '#lib/domain/publication/publication-notice.ts';
import { ClockTime } from './clock-time.tsx';

/** What is going on, what is safe and what to do, with the time at which it goes on. */
export function PublicationExplanation({ notice }: { notice: PublicationNotice }) {
  return (
    <>
      {notice.explanation}
      {notice.until && (
        <>
          {' '}
          Next try at <ClockTime instant={notice.until} />.
        </>
      )}
    </>
  );
}
