import { Instant } from '#components/items/instant.tsx';
import type { ClaimView } from '#lib/claims/get-claim.ts';

/** What was done with a claim, newest first. */
export function ClaimHistory({ history }: Pick<ClaimView, 'history'>) {
  return (
    <ol className="flex flex-col gap-4 p-4">
      {history.map(({ id, at, who, what }) => (
        <li key={id} className="flex gap-3">
          <span aria-hidden="true" className="mt-1.5 size-2 shrink-0 rounded-full bg-edge" />
          <div className="min-w-0 flex-1">
            <p className="break-words">
              <bdi className="font-medium">{who}</bdi> {what}
            </p>
            <p className="text-xs text-muted">
              <Instant at={at} />
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
