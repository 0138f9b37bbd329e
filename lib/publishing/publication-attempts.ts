import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { inForm } from '#lib/domain/number-form.ts';
import type { DispatchState } from '#lib/domain/publication/dispatch.ts';
import {
  type LedgerOperation,
  type PublicationState,
  publicationKindNames,
} from '#lib/domain/publication/publication.ts';
import type { StepKind } from '#lib/domain/publication/publication-steps.ts';
import { requestText } from '#lib/domain/publication/request-text.ts';
import { ledgerTitle, rulesOf, storedLedger } from '#lib/ledger/ledgers.ts';
import { readReasons } from '#lib/ledger/stored-reasons.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** One time that an item was to be published, or what was made of it to be changed: who, when, and all that was sent for it. */
export type Attempt = {
  id: string;
  /** Such as _Publish as Awaiting payment_. */
  what: string;
  who: string;
  /** ISO instant. */
  at: string;
  outcome: string;
  ledgerName: string;
  ledgerId: string | null;
  ledgerNumber: string | null;
  ledgerUrl: string | null;
  reasons: string[];
  requests: AttemptRequest[];
};

export type AttemptRequest = {
  id: string;
  /** What it was about: the document, a file, a contact. */
  what: string;
  outcome: string;
  idempotencyKey: string;
  /** Null for one that never left. */
  sentAt: string | null;
  sends: number;
  answeredAt: string | null;
  status: number | null;
  /** Exactly what was sent, as far as it is about this item; null where it was a file's bytes. */
  body: string | null;
  /** SHA-256 of all that was sent. */
  bodyHash: string;
  /** Exactly what was answered, as far as it is about this item; null where nothing was, or before it was kept. */
  answer: string | null;
};

const MAX_ATTEMPTS = 50;
const MAX_REQUESTS = 100;
/** Nobody reads further; what is stored is whole. */
const LONGEST_TEXT = 60_000;

/** Everything that was sent for an item, newest first. Empty when the person may not see it. */
export async function publicationAttempts(scope: BusinessScope, itemId: string): Promise<Attempt[]> {
  const { businessId, numbers = 'commaPoint' } = scope;
  const publications = await db.publication.findMany({
    where: { businessId, itemId, item: visibleItems(scope) },
    orderBy: { requestedAt: 'desc' },
    take: MAX_ATTEMPTS,
    include: { connection: { select: { ledger: true } } },
  });
  const members = await db.dispatchMember.findMany({
    where: { step: { publicationId: { in: publications.map(({ id }) => id) } } },
    orderBy: { dispatch: { createdAt: 'asc' } },
    take: MAX_REQUESTS,
    include: withDispatch,
  });
  return publications.map((publication) => {
    const ledger = storedLedger(publication.connection);
    const { id, operation, state, kind, publishAs, ledgerId, ledgerNumber, ledgerUrl } = publication;
    return {
      ...{ id, ledgerId, ledgerNumber, ledgerUrl },
      what: operation === 'CREATE' ? `Publish as ${rulesOf(ledger).statusNames[publishAs]}` : operations[operation],
      who: publication.requestedByName,
      at: publication.requestedAt.toISOString(),
      outcome: operation === 'ATTACH' && state === 'CANCELLED' ? 'Taken off again' : outcomes[state],
      ledgerName: ledgerTitle(ledger),
      reasons: readReasons(publication.reasons).map(({ message }) => inForm(message, numbers)),
      requests: members
        .filter(({ step }) => step.publicationId === id)
        .map((member) => requestOf(member, publicationKindNames[kind])),
    };
  });
}

const withDispatch = {
  dispatch: { include: { _count: { select: { members: true } } } },
  step: { select: { publicationId: true, kind: true } },
} as const satisfies Prisma.DispatchMemberInclude;

type MemberRow = Prisma.DispatchMemberGetPayload<{ include: typeof withDispatch }>;

function requestOf({ dispatch, step, position }: MemberRow, thing: string): AttemptRequest {
  const of = { position, count: dispatch._count.members };
  const shown = (text: string | null) => text && requestText(text, of).slice(0, LONGEST_TEXT);
  return {
    id: dispatch.id,
    what: `${things[step.kind](thing)}${of.count > 1 ? `, with ${of.count - 1} other${of.count > 2 ? 's' : ''}` : ''}`,
    outcome: dispatchOutcomes[dispatch.state],
    idempotencyKey: dispatch.idempotencyKey,
    sentAt: dispatch.firstSentAt?.toISOString() ?? null,
    sends: dispatch.sends,
    answeredAt: dispatch.answeredAt?.toISOString() ?? null,
    status: dispatch.statusCode,
    body: shown(dispatch.body),
    bodyHash: dispatch.bodyHash,
    answer: shown(dispatch.answer) || errorOf(dispatch.error),
  };
}

/** What was understood of an answer before answers were kept, or where none came. */
function errorOf(error: Prisma.JsonValue): string | null {
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : null;
  return typeof message === 'string' ? isolated(message) : null;
}

const operations: Record<Exclude<LedgerOperation, 'CREATE'>, string> = {
  ATTACH: 'Attach to a document that was there',
  UPDATE: 'Change in place',
  VOID: 'Void',
  DELETE: 'Delete',
};

const things: Record<StepKind, (thing: string) => string> = {
  CONTACT: () => 'The contact',
  UNDO: () => 'A payment or allocation taken back',
  DOCUMENT: (thing) => `The ${thing}`,
  ATTACHMENT: () => 'A file',
  PAYMENT: () => 'A payment',
  ALLOCATION: () => 'An allocation',
  NOTE: () => 'A note',
};

const outcomes: Record<PublicationState, string> = {
  QUEUED: 'Queued',
  SENDING: 'On its way',
  UNCERTAIN: 'Being looked up',
  POSTED: 'Published, something still to come',
  COMPLETE: 'Done',
  REJECTED: 'Refused',
  CANCELLED: 'Cancelled before anything was sent',
  SUPERSEDED: 'Changed since',
  VOIDED: 'Voided',
  DELETED: 'Deleted',
};

const dispatchOutcomes: Record<DispatchState, string> = {
  STORED: 'Not sent yet',
  SENT: 'Sent, no answer yet',
  ANSWERED: 'Answered',
  UNCERTAIN: 'The answer got lost; it is looked up',
  VOID: 'It changed nothing',
};
