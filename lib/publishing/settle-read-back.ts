import { byActor } from '#lib/coding/item-events.ts';
import type { Db } from '#lib/db.ts';
import { intray } from '#lib/domain/actor.ts';
import { isDecisive, openStepStates } from '#lib/domain/publication/publication-steps.ts';
import { reason } from './dispatch/answer.ts';
import { type OpenStep, withPublication } from './open-step.ts';
import { recordCancelled, recordFailed } from './record.ts';
import { refusePublication } from './steps/refuse-publication.ts';

const MAX_AT_ONCE = 200;

/**
 * What of a business that was read back in from a file was still to be sent, or on its way, when the file was made: it went
 * on where it came from, so nothing of it is sent from here. What was only queued is back in the inbox; of the rest a
 * person has to look in the books.
 */
export async function settleReadBack(transaction: Db, businessId: string): Promise<void> {
  for (let found = MAX_AT_ONCE; found === MAX_AT_ONCE; ) {
    const queued = await transaction.publication.findMany({
      where: { businessId, state: 'QUEUED' },
      select: { id: true },
      take: MAX_AT_ONCE,
    });
    found = queued.length;
    for (const { id } of queued) {
      const cancelled = await recordCancelled(transaction, { id, businessId });
      if (!cancelled) continue;
      const { itemId, itemRevision: revision } = cancelled;
      const event = byActor({ businessId, actor: intray }, itemId, 'publishCancelled');
      await transaction.itemEvent.create({ data: { ...event, revision, detail: { publicationId: id } } });
    }
  }
  for (let found = MAX_AT_ONCE; found === MAX_AT_ONCE; ) {
    const open: OpenStep[] = await transaction.publicationStep.findMany({
      where: {
        businessId,
        state: { in: [...openStepStates] },
        publication: { state: { in: ['SENDING', 'UNCERTAIN', 'POSTED'] } },
      },
      include: withPublication,
      orderBy: [{ publicationId: 'asc' }, { position: 'asc' }],
      take: MAX_AT_ONCE,
    });
    found = open.length;
    const refused = new Set<string>();
    for (const step of open) {
      const { publication } = step;
      if (refused.has(publication.id)) continue;
      if (!isDecisive(step)) {
        // What follows a document waits for it.
        if (publication.state === 'POSTED') await recordFailed(transaction, step, [stillToCome], async () => undefined);
        continue;
      }
      refused.add(publication.id);
      await recordFailed(transaction, step, [notKnown], () =>
        refusePublication(transaction, publication, [notKnown], 'ledger'),
      );
    }
  }
}

const notKnown = reason(
  'It was being published when the complete export was made, so it is not known here whether the books have it. Look there: publish it again only if they do not, else archive it.',
);

const stillToCome = reason(
  'It was still to be done when the complete export was made, and may have been done since. Look in the books, then try again or leave it.',
);
