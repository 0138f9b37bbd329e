import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { cancelQueued } from './cancel-queued.ts';

/** Takes back what is still queued, so that the item can be edited again. What may have left can't be taken back. */
export async function cancelPublication(scope: BusinessScope, publicationId: string): Promise<Result<null>> {
  return (await cancelQueued(scope, publicationId))
    ? ok(null)
    : failure('tooLate', 'It was on its way already, so it could not be cancelled. The page shows how it ended.');
}
