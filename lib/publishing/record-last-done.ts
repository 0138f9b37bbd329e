import { randomUUID } from 'node:crypto';
import { db, kept } from '#lib/db.ts';
import {
  isDecisive,
  openStepStates,
  publicationState,
  statesBefore,
} from '#lib/domain/publication/publication-steps.ts';
import { announcing, telling } from '#lib/events/announce.ts';
import type { HeardAnswer } from '#lib/ledger/heard-answer.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { ending } from './dispatch/stored-dispatch.ts';
import type { OpenStep } from './open-step.ts';
import { type EventLine, eventOf } from './publication-events.ts';

/** What a request about one step was answered: it is done. */
export type LastDone = {
  step: OpenStep;
  ledgerId: string | null;
  /** Of the item's history; null where nobody needs to be told. */
  line: EventLine | null;
  dispatchId: string;
  heard: HeardAnswer | null;
};

/**
 * Records, in one statement, that the last thing is done that a new document's publication was open for: nearly always its
 * one attachment, so that this is most of what publishing writes. False, and nothing written, where it is not the last, or
 * anybody else has touched the publication meanwhile: then record.ts says all of it, step by step.
 */
export async function recordLastDone({ step, ledgerId, line, dispatchId, heard }: LastDone): Promise<boolean> {
  const { publication } = step;
  if (publication.operation !== 'CREATE' || isDecisive(step)) return false;
  const { businessId, itemId } = publication;
  const event = line && eventOf(publication, line.kind, line.detail);
  const isCompleted = Prisma.sql`EXISTS (SELECT FROM completed)`;
  const told = await db.$executeRaw`
    ${kept} WITH seen AS MATERIALIZED (
      SELECT publication."id", publication.xmin AS "version" FROM "Publication" AS publication
      WHERE publication."id" = ${publication.id}::uuid AND publication."state" = 'POSTED'
        AND NOT EXISTS (SELECT FROM "PublicationStep" AS other
                         WHERE other."publicationId" = publication."id" AND other."id" <> ${step.id}::uuid
                           AND other."state"::text = ANY(${[...openStepStates]}))
    ), held AS MATERIALIZED (
      -- What was read of its other steps holds only while nobody has changed it since: whoever reopens a step does.
      SELECT publication."id" FROM "Publication" AS publication JOIN seen ON seen."id" = publication."id"
      WHERE publication.xmin = seen."version"
      FOR UPDATE OF publication
    ), moved AS (
      UPDATE "PublicationStep" AS step
      SET "state" = 'DONE', "ledgerId" = ${ledgerId}, "notBefore" = NULL, "error" = NULL, "updatedAt" = clock_timestamp()
      FROM held
      WHERE step."id" = ${step.id}::uuid AND step."publicationId" = held."id"
        AND step."state"::text = ANY(${statesBefore('DONE')})
      RETURNING step."publicationId"
    ), completed AS (
      UPDATE "Publication" AS publication
      SET "state" = ${publicationState('CREATE', [documentDone])}::"PublicationState",
          "completedAt" = clock_timestamp(), "updatedAt" = clock_timestamp()
      FROM moved WHERE publication."id" = moved."publicationId"
      RETURNING publication."id"
    ), ended AS (${ending(dispatchId, 'ANSWERED', { heard })} AND ${isCompleted}),
    line AS (
      INSERT INTO "ItemEvent" ("id", "businessId", "itemId", "actorKind", "actorName", "kind", "revision", "detail")
      SELECT ${randomUUID()}::uuid, ${businessId}::uuid, ${itemId}::uuid, ${event?.actorKind ?? null}::"ActorKind",
             ${event?.actorName ?? null}, ${event?.kind ?? null}, ${event?.revision ?? null}::int,
             ${event ? JSON.stringify(event.detail) : null}::jsonb
      WHERE ${event !== null} AND ${isCompleted}
    ), written AS (${announcing([{ businessId, topic: 'items', id: itemId }], isCompleted)})
    ${telling}`;
  return told > 0;
}

const documentDone = { kind: 'DOCUMENT', state: 'DONE' } as const;
