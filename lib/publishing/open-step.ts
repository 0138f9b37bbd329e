import { Prisma } from '#prisma/generated/client.ts';

/** What a query has to include for an `OpenStep`. */
export const withPublication = {
  publication: { include: { supersedes: true, item: { select: { id: true, number: true, workspace: true } } } },
} as const satisfies Prisma.PublicationStepInclude;

/** A step with its publication, and with the one that this changes. */
export type OpenStep = Prisma.PublicationStepGetPayload<{ include: typeof withPublication }>;

/**
 * The steps of publications that a drain has to look at and whose turn it is: contacts and documents come first, and
 * what belongs to a document waits until that is there. Of a run that is paused nothing new is sent, and of a cancelled
 * one no document. To be completed with conditions on `step` and `publication`.
 */
export const stepsInTurn = Prisma.sql`
  "PublicationStep" AS step JOIN "Publication" AS publication ON publication."id" = step."publicationId"
  WHERE publication."state" IN ('QUEUED', 'SENDING', 'POSTED', 'UNCERTAIN')
    AND step."state" IN ('PENDING', 'SENDING', 'UNCERTAIN')
    AND NOT EXISTS (SELECT FROM "PublicationStep" AS earlier
                     WHERE earlier."publicationId" = step."publicationId" AND earlier."position" < step."position"
                       AND earlier."kind" IN ('CONTACT', 'UNDO', 'DOCUMENT') AND earlier."state" <> 'DONE')
    AND NOT (step."state" = 'PENDING' AND publication."runId" IS NOT NULL
             AND EXISTS (SELECT FROM "PublishRun" AS run
                          WHERE run."id" = publication."runId"
                            AND (run."pausedAt" IS NOT NULL
                                 OR run."cancelledAt" IS NOT NULL AND publication."state" = 'QUEUED')))`;
