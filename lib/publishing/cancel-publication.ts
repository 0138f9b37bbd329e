import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { cancelQueued } from './cancel-queued.ts';

/** Takes back what is still queued, so that the item can be edited again. What may have left can't be taken back. */
export async function cancelPublication(
  { businessId, actor }: BusinessScope,
  publicationId: string,
): Promise<Result<null>> {
  const by = { actorKind: 'PERSON', userId: actor.userId, actorName: actor.name } as const;
  return (await cancelQueued(publicationId, { businessId }, by))
    ? ok(null)
    : failure('tooLate', 'It was on its way already, so it could not be cancelled. The page shows how it ended.');
}
