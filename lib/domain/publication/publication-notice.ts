import { isolated } from '../isolated.ts';
import { capitalised } from '../words.ts';
import type { LifeStatus } from './life.ts';
import {
  isUndecided,
  type LedgerChange,
  type LedgerOperation,
  type PublicationKind,
  type PublicationState,
  publicationKindNames,
} from './publication.ts';
import { type FollowingKind, type FollowingState, followingKinds } from './publication-steps.ts';

export type PublicationPhase =
  | 'queued'
  | 'waiting'
  | 'publishing'
  | 'checking'
  | 'finishing'
  | 'published'
  | 'gone'
  | 'notPaid'
  | 'notAllocated'
  | 'notAttached'
  | 'refused'
  | 'cancelled';

/** What a person is told about a publication: two or three words, and what is going on, what is safe, what to do. */
export type PublicationNotice = {
  phase: PublicationPhase;
  label: string;
  explanation: string;
  /** When it goes on by itself, as an ISO instant, if that is known and still to come. */
  until: string | null;
  /** Something is under way: the page will change by itself. */
  isLive: boolean;
};

export type ConnectionHealth = 'connected' | 'needsReconnecting' | 'disconnected';

export function publicationNotice(
  publication: {
    state: PublicationState;
    following: Record<FollowingKind, FollowingState>;
    kind: PublicationKind;
    /** The status that its document was given, in the ledger's words. */
    status: string;
    notBefore: Date | null;
    /** Who paused what it was asked for together with. */
    pausedByName: string | null;
    requestedByName: string;
    /** What became of its document in the books, where that was seen. */
    lifeStatus: LifeStatus | null;
    /** What it asks of the ledger; a new document unless told. */
    operation?: LedgerOperation;
  },
  ledger: { name: string; health: ConnectionHealth },
  now: Date,
): PublicationNotice {
  const thing = publicationKindNames[publication.kind];
  const until = publication.notBefore && publication.notBefore > now ? publication.notBefore.toISOString() : null;
  const notice = (
    phase: PublicationPhase,
    label: string,
    explanation: string,
    more: Partial<Pick<PublicationNotice, 'until' | 'isLive'>> = {},
  ): PublicationNotice => ({ phase, label, explanation, until: null, isLive: false, ...more });

  const cutOff = () =>
    notice(
      'checking',
      `Checking with ${ledger.name}`,
      `${ledger.name}'s answer got lost. ` +
        goesOn(
          ledger,
          `we find out whether the ${thing} arrived before anything else is sent, so it is never posted twice`,
        ),
      { isLive: true },
    );

  const { operation = 'CREATE' } = publication;
  const change = operation === 'CREATE' || operation === 'ATTACH' ? null : doing[operation];
  if (change && isUndecided(publication.state) && ledger.health === 'connected') {
    if (publication.state === 'UNCERTAIN') {
      const lost = `${ledger.name}'s answer got lost. We look at the ${thing} there before anything else is sent, so nothing is done twice. This may take some minutes; there is nothing to do.`;
      return notice('checking', `Checking with ${ledger.name}`, lost, { until, isLive: true });
    }
    const isWaiting = publication.state === 'QUEUED' && until !== null;
    return notice(
      isWaiting ? 'waiting' : 'publishing',
      isWaiting ? `Waiting for ${ledger.name}` : change.label,
      `The ${thing} is being ${change.done} in ${ledger.name}. Until that is done, it stays as it is there.`,
      { until, isLive: true },
    );
  }

  switch (publication.state) {
    case 'QUEUED':
      if (ledger.health !== 'connected') {
        return notice('waiting', `Waiting for ${ledger.name}`, waitingForConnection(ledger, thing), { isLive: true });
      }
      if (publication.pausedByName !== null) {
        return notice(
          'waiting',
          'Paused',
          `Publishing was paused by ${isolated(publication.pausedByName)}. This ${thing} goes out once somebody resumes it in the inbox.`,
          { isLive: true },
        );
      }
      return until
        ? notice(
            'waiting',
            `Waiting for ${ledger.name}`,
            `${ledger.name} takes no more requests at the moment. This ${thing} is next in line and goes out by itself.`,
            { until, isLive: true },
          )
        : notice('queued', 'Queued', `This ${thing} will be sent to ${ledger.name} in a moment.`, { isLive: true });
    case 'SENDING':
      if (ledger.health !== 'connected') return cutOff();
      return notice('publishing', 'Publishing', `This ${thing} is on its way to ${ledger.name}.`, { isLive: true });
    case 'UNCERTAIN':
      if (ledger.health !== 'connected') return cutOff();
      return notice(
        'checking',
        `Checking with ${ledger.name}`,
        `${ledger.name}'s answer got lost. We find out whether the ${thing} arrived before anything else is sent, ` +
          'so it is never posted twice. This may take some minutes; there is nothing to do.',
        { until, isLive: true },
      );
    case 'POSTED': {
      const kind = followingKinds.find((each) => ['pending', 'late'].includes(publication.following[each]));
      const words = followingWords[kind ?? 'ATTACHMENT'];
      return notice(
        'finishing',
        operation === 'ATTACH' ? 'Attaching' : 'Published',
        ledger.health !== 'connected'
          ? `The ${thing} is in ${ledger.name}, ${words.notYet}. ${goesOn(ledger, words.afterwards)}`
          : kind && publication.following[kind] === 'late'
            ? `The ${thing} is in ${ledger.name}, ${words.notYet}. That is tried again by itself; the ${thing} is not posted again.`
            : `The ${thing} is in ${ledger.name}. ${words.now}`,
        { until, isLive: true },
      );
    }
    case 'COMPLETE': {
      if (publication.lifeStatus === 'VOIDED' || publication.lifeStatus === 'DELETED') {
        const what = publication.lifeStatus === 'VOIDED' ? 'voided' : 'deleted';
        return notice(
          'gone',
          `${capitalised(what)} in ${ledger.name}`,
          `The ${thing} was ${what} in ${ledger.name}, so nothing of it counts there any more. Bring this item back to the inbox to publish it anew.`,
        );
      }
      const failed = followingKinds.find((each) => publication.following[each] === 'failed');
      const missing = failed && followingWords[failed].failed;
      return missing
        ? notice(missing.phase, missing.label, `The ${thing} is in ${ledger.name}, but ${missing.what}.`)
        : notice(
            'published',
            operation === 'ATTACH' ? 'Attached' : 'Published',
            operation === 'ATTACH'
              ? `Attached by ${isolated(publication.requestedByName)} to the ${thing} that was in ${ledger.name} already.`
              : `Published to ${ledger.name} as ${publication.status} by ${isolated(publication.requestedByName)}.`,
          );
    }
    case 'REJECTED':
      return notice(
        'refused',
        'Refused',
        `${ledger.name} did not take this ${thing}, and nothing was posted. Correct what is marked, then publish it again.`,
      );
    case 'CANCELLED':
      return notice('cancelled', 'Cancelled', `Publishing was cancelled before anything was sent to ${ledger.name}.`);
    case 'SUPERSEDED':
      return notice('published', 'Published', `The ${thing} was changed in ${ledger.name} since.`);
    case 'VOIDED':
      return notice('cancelled', 'Voided', `The ${thing} was voided in ${ledger.name}.`);
    case 'DELETED':
      return notice('cancelled', 'Deleted', `The ${thing} was deleted in ${ledger.name}.`);
  }
}

const doing: Record<LedgerChange, { label: string; done: string }> = {
  UPDATE: { label: 'Updating', done: 'changed' },
  VOID: { label: 'Voiding', done: 'voided' },
  DELETE: { label: 'Deleting', done: 'deleted' },
};

type FollowingWords = {
  notYet: string;
  afterwards: string;
  now: string;
  /** Null for what is only a help. */
  failed: { phase: PublicationPhase; label: string; what: string } | null;
};

const followingWords: Record<FollowingKind, FollowingWords> = {
  PAYMENT: {
    notYet: 'its payment not recorded yet',
    afterwards: 'it is recorded',
    now: 'Its payment is being recorded.',
    failed: {
      phase: 'notPaid',
      label: 'Payment missing',
      what: 'its payment could not be recorded: it is unpaid there',
    },
  },
  ALLOCATION: {
    notYet: 'not set against its document yet',
    afterwards: 'it is',
    now: 'It is being set against its document.',
    failed: { phase: 'notAllocated', label: 'Not allocated', what: 'it could not be set against its document' },
  },
  ATTACHMENT: {
    notYet: 'its document not attached yet',
    afterwards: 'it is attached',
    now: 'Its document is being attached.',
    failed: { phase: 'notAttached', label: 'Document missing', what: 'its document could not be attached' },
  },
  NOTE: {
    notYet: 'the link back not written yet',
    afterwards: 'it is written',
    now: 'The link back to this item is being written.',
    failed: null,
  },
};

function waitingForConnection(ledger: { name: string; health: ConnectionHealth }, thing: string): string {
  return ledger.health === 'needsReconnecting'
    ? `${ledger.name} needs reconnecting. This goes out by itself once an admin has done so under Business settings, Connections.`
    : `${ledger.name} was disconnected, and nothing was sent. This ${thing} returns to the inbox by itself in a moment.`;
}

/** What happens by itself once the connection is back, and how it comes back. */
function goesOn(ledger: { name: string; health: ConnectionHealth }, what: string): string {
  return ledger.health === 'needsReconnecting'
    ? `${ledger.name} needs reconnecting: once an admin has done so under Business settings, Connections, ${what}.`
    : `${ledger.name} was disconnected since: once an admin connects the same organisation again, ${what}.`;
}
